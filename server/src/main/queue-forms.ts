/** Waiting rooms without scripts, in a process: the plain pages, and the mail they send. */
import { randomBytes } from 'node:crypto';
import type { AppOptions } from '../http/create-app.ts';
import { createQueueForms } from '../http/queue-form-handlers.ts';
import { mailFolder } from '../mail/open-mailer.ts';
import type { Context } from './context.ts';

type Forms = Pick<AppOptions, 'queueForms' | 'devMailFolder'>;

export function openQueueForms(context: Context): Forms {
  const { config, queue, book, identity, ids, limiter, shared, mailer } = context;
  const { mail, environment, people } = config;
  const isProduction = environment === 'production';
  // By the host of a request alone, a mail could be made to lead its reader anywhere.
  const mayMail = people.publicOrigin !== undefined || !isProduction;
  const writesFiles = mail !== undefined && mail.smtp === undefined && !isProduction;
  return {
    queueForms: createQueueForms({
      core: queue.core,
      status: queue.status,
      book,
      links: queue.links,
      mailer: mayMail ? mailer : undefined,
      limiter,
      once: shared.once,
      sessions: identity.sessions,
      ids,
      randomBytes,
    }),
    ...(writesFiles && { devMailFolder: mailFolder(config) }),
  };
}

/** Reminders in a process: what their links are signed with, their routes, and what a worker runs. */
import { sharedSecret } from '../identity/secrets.ts';
import { verifiedEmail } from '../identity/verified-email.ts';
import type { Db } from '../lib/db.ts';
import type { Loop } from '../ops/loop.ts';
import { tellDue, tidyReminders } from '../reminders/jobs.ts';
import { createReminderLinks, type ReminderLinks } from '../reminders/links.ts';
import { reminderRoutes, type ReminderRoutes } from '../reminders/routes.ts';
import { looping } from './background.ts';
import type { Context } from './context.ts';
import { siteUrlOf } from './site.ts';

export const openReminderLinks = async (db: Db): Promise<ReminderLinks> =>
  createReminderLinks([await sharedSecret(db, 'reminders')]);

export function remindersOf(context: Context): ReminderRoutes {
  const { db, book, clock, ids, limiter, reminderLinks, mailer, config } = context;
  return reminderRoutes({
    db,
    book,
    clock,
    ids,
    limiter,
    links: reminderLinks,
    mayMail: mailer !== undefined,
    siteUrl: siteUrlOf(config),
    verifiedEmail: (accountId) => verifiedEmail(db, accountId),
  });
}

const TELL_REST_MS = 5_000;
const TIDY_REST_MS = 300_000;

export function reminderLoops(context: Context): readonly Loop[] {
  const { db, clock, log, config, reminderLinks } = context;
  const deps = { db, clock, links: reminderLinks, siteUrl: siteUrlOf(config) };
  const loop = looping(log, { minMs: 500, maxMs: 30_000 });
  return [
    loop('reminders', TELL_REST_MS, () => tellDue(deps)),
    loop('reminders tidy', TIDY_REST_MS, () => tidyReminders(deps)),
  ];
}

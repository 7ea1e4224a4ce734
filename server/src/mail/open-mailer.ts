/** The mailer that the configuration asks for. */
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { createFileMailer } from './file-mailer.ts';
import type { Mailer } from './mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

/** Where mails are written when there is no server. */
export const mailFolder = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, 'mail');

/** Undefined: this deployment sends no mail. */
export function openMailer(
  config: Pick<Config, 'mail' | 'dataDir'>,
  newName: () => string,
): Mailer | undefined {
  const { mail } = config;
  if (mail === undefined) return undefined;
  return mail.smtp === undefined
    ? createFileMailer(mail.from, mailFolder(config), newName)
    : createSmtpMailer(mail.from, mail.smtp);
}

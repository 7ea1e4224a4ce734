/** Writes mails to files instead of sending them: for development, where there is no mail server. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { besideOf, mailFiles, removeMails, suffix, toKept } from './kept-mail.ts';
import { mailHeaders, type Mailer, messageOf } from './mailer.ts';

/** Older ones are deleted. */
export const FILES_MAX = 100;

/** @param newName names that sort by time, as ids do */
export function createFileMailer(from: string, folder: string, newName: () => string): Mailer {
  const transport = createTransport(
    { streamTransport: true, buffer: true, disableFileAccess: true, disableUrlAccess: true },
    { from, headers: { ...mailHeaders } },
  );
  return {
    async send(mail) {
      const { message } = await transport.sendMail(messageOf(mail));
      await mkdir(folder, { recursive: true });
      const name = `${newName()}${suffix}`;
      await writeFile(join(folder, besideOf(name)), toKept(mail));
      // Whoever lists the folder finds whole mails only.
      await writeFile(join(folder, `${name}.part`), message as Buffer);
      await rename(join(folder, `${name}.part`), join(folder, name));
      await removeMails(folder, (await mailFiles(folder)).slice(FILES_MAX));
    },
    close: () => Promise.resolve(),
  };
}

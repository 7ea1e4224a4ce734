/** Writes mails to files instead of sending them: for development, where there is no mail server. */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { mailHeaders, type Mailer } from './mailer.ts';

/** Older ones are deleted. */
export const FILES_MAX = 100;
const suffix = '.eml';

/** The names of the mails in a folder, newest first. */
export async function mailFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith(suffix)).toSorted((a, b) => (a < b ? 1 : -1));
}

/** @param newName names that sort by time, as ids do */
export function createFileMailer(from: string, folder: string, newName: () => string): Mailer {
  const transport = createTransport(
    { streamTransport: true, buffer: true, disableFileAccess: true, disableUrlAccess: true },
    { from, headers: { ...mailHeaders } },
  );
  return {
    async send({ to, subject, text, html }) {
      const { message } = await transport.sendMail({
        to: { name: '', address: to },
        subject,
        text,
        html,
      });
      await mkdir(folder, { recursive: true });
      const name = `${newName()}${suffix}`;
      // Whoever lists the folder finds whole mails only.
      await writeFile(join(folder, `${name}.part`), message as Buffer);
      await rename(join(folder, `${name}.part`), join(folder, name));
      const old = (await mailFiles(folder)).slice(FILES_MAX);
      await Promise.all(old.map((one) => rm(join(folder, one), { force: true })));
    },
    close: () => Promise.resolve(),
  };
}

/**
 * Mails in a folder: each as it would have been sent (`.eml`), and beside it (`.json`) as it was given
 * to be sent, for whoever looks at it without being a reader of mail.
 */
import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail } from './mailer.ts';

export const suffix = '.eml';
export const besideOf = (name: string): string => `${name.slice(0, -suffix.length)}.json`;

export type KeptMail = Pick<Mail, 'to' | 'subject' | 'text' | 'html'> & {
  readonly name: string;
  /** When it was written, in ms since the epoch. */
  readonly atMs: number;
  readonly attachments: readonly {
    readonly name: string;
    readonly type: string;
    readonly base64: string;
  }[];
};

/** The names of the mails in a folder, newest first. */
export async function mailFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith(suffix)).toSorted((a, b) => (a < b ? 1 : -1));
}

export const toKept = ({ to, subject, text, html, attachments = [] }: Mail): string =>
  JSON.stringify({
    to,
    subject,
    text,
    html,
    attachments: attachments.map(({ name, type, bytes }) => ({
      name,
      type,
      base64: bytes.toString('base64'),
    })),
  });

/** Undefined: there is no such mail, or it is from before they were kept like this. */
export async function readKept(folder: string, name: string): Promise<KeptMail | undefined> {
  const path = join(folder, besideOf(name));
  const [text, about] = await Promise.all([
    readFile(path, 'utf8').catch(() => undefined),
    stat(path).catch(() => undefined),
  ]);
  if (text === undefined || about === undefined) return undefined;
  return { ...(JSON.parse(text) as Omit<KeptMail, 'name' | 'atMs'>), name, atMs: about.mtimeMs };
}

export async function removeMails(folder: string, names: readonly string[]): Promise<void> {
  const files = names.flatMap((name) => [name, besideOf(name)]);
  await Promise.all(files.map((name) => rm(join(folder, name), { force: true })));
}

/** Mail on its way: over a real conversation in SMTP, and into files. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decodedPart, type SmtpOptions, startSmtpServer } from '../../test/support/smtp-server.ts';
import { temporaryFolder } from '../../test/support/throwaway.ts';
import { createFileMailer, FILES_MAX } from './file-mailer.ts';
import { mailFiles } from './kept-mail.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

const from = 'Onsale <tickets@example.org>';
const mail = {
  to: 'minji@example.com',
  subject: '대기실 링크: 봄밤의 편지',
  text: '안녕하세요\nhttps://tickets.example/a?b=c&d=e\n',
  html: '<p>안녕하세요</p>',
};

async function open(options: SmtpOptions = {}, credentials = options.credentials) {
  const server = await startSmtpServer(options);
  const mailer = createSmtpMailer(from, {
    host: '127.0.0.1',
    port: server.port,
    tls: 'none',
    credentials,
  });
  onTestFinished(async () => {
    await mailer.close();
    await server.close();
  });
  return { server, mailer };
}

describe('over SMTP', () => {
  it('arrives as text and as HTML, in any language', async () => {
    const { server, mailer } = await open();
    await mailer.send(mail);
    expect(server.mails).toHaveLength(1);
    const [{ from: sender, to, data } = { from: '', to: '', data: '' }] = server.mails;
    expect([sender, to]).toEqual(['tickets@example.org', 'minji@example.com']);
    expect(decodedPart(data, 'text/plain').trim()).toBe(mail.text.trim());
    expect(decodedPart(data, 'text/html').trim()).toBe(mail.html);
    expect(data).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(data).toMatch(/^Subject: =\?UTF-8\?/m);
  });

  it('keeps its connection for the next one', async () => {
    const { server, mailer } = await open();
    await mailer.send(mail);
    await mailer.send(mail);
    expect(server.mails).toHaveLength(2);
    expect(server.heard.filter((line) => line.startsWith('EHLO'))).toHaveLength(1);
  });

  it('signs in where that is wanted, and says when it cannot', async () => {
    const credentials = { user: 'shop', password: 'secret' };
    const { server, mailer } = await open({ credentials });
    await mailer.send(mail);
    expect(server.mails).toHaveLength(1);
    const wrong = await open({ credentials }, { user: 'shop', password: 'wrong' });
    await expect(wrong.mailer.send(mail)).rejects.toMatchObject({ name: 'MailError' });
    expect(wrong.server.mails).toHaveLength(0);
  });

  it('tells an address that does not exist from a server that is not there', async () => {
    const { server, mailer } = await open({ refused: (address) => address.startsWith('nobody') });
    await expect(mailer.send({ ...mail, to: 'nobody@example.com' })).rejects.toMatchObject({
      why: 'refused',
    });
    await server.close();
    await expect(mailer.send(mail)).rejects.toMatchObject({ why: 'failed' });
  });

  it('takes one address for one, whatever is in it', async () => {
    const { server, mailer } = await open();
    await mailer.send({ ...mail, to: 'a@example.com,b@example.com' }).catch(() => {});
    const recipients = server.heard.filter((line) => line.startsWith('RCPT'));
    expect(recipients.length).toBeLessThanOrEqual(1);
    expect(recipients).not.toContain('RCPT TO:<b@example.com>');
  });

  it('does without, rather than unencrypted', async () => {
    const server = await startSmtpServer();
    const mailer = createSmtpMailer(from, {
      host: '127.0.0.1',
      port: server.port,
      tls: 'starttls',
      credentials: undefined,
    });
    await expect(mailer.send(mail)).rejects.toMatchObject({ why: 'failed' });
    expect(server.mails).toHaveLength(0);
    await mailer.close();
    await server.close();
  });
});

it('is written to files where there is no server, and old ones go', async () => {
  const folder = await temporaryFolder();
  let count = 0;
  const mailer = createFileMailer(from, folder.path, () => `${(count += 1)}`.padStart(5, '0'));
  for (let sent = 0; sent < FILES_MAX + 3; sent++) {
    // In order, as their names are.
    // oxlint-disable-next-line no-await-in-loop
    await mailer.send({ ...mail, subject: `Mail ${sent}` });
  }
  const names = await mailFiles(folder.path);
  expect(names).toHaveLength(FILES_MAX);
  expect(names[0]).toBe(`00${FILES_MAX + 3}.eml`);
  const text = await readFile(join(folder.path, names[0] ?? ''), 'utf8');
  expect(text).toContain(`Subject: Mail ${FILES_MAX + 2}`);
  expect(await mailFiles(join(folder.path, 'none'))).toEqual([]);
  await folder.remove();
});

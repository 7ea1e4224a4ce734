/** The mailbox for development: what was written is found, shown without running it, and deleted. */
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/throwaway.ts';
import { createFileMailer } from '../mail/file-mailer.ts';
import { mailFiles } from '../mail/kept-mail.ts';
import { installDevMail } from './dev-mail.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let app: FastifyInstance;
let count = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
  const mailer = createFileMailer('Onsale <a@example.org>', folder.path, () => {
    count += 1;
    return `${count}`.padStart(5, '0');
  });
  const body = {
    text: '봄밤의 편지',
    html: '<html><head></head><script>1</script><b>봄밤</b></html>',
  };
  await mailer.send({ to: 'minji@example.com', subject: 'First <b>', ...body });
  const attachments = [{ name: '티켓.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1') }];
  await mailer.send({ to: 'alex@example.com', subject: 'Second', ...body, attachments });
  app = fastify();
  app.decorate('draining', false);
  installDevMail(app, folder.path);
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await folder.remove();
});

const get = (url: string) => app.inject({ method: 'GET', url });
const remove = (site: string) =>
  app.inject({
    method: 'POST',
    url: '/dev/mail/delete',
    headers: { 'sec-fetch-site': site, 'content-type': 'application/x-www-form-urlencoded' },
  });

it('lists the newest first, and finds by what they say', async () => {
  const { body } = await get('/dev/mail');
  expect(body.indexOf('Second')).toBeLessThan(body.indexOf('First &lt;b&gt;'));
  expect(body).toContain('1 attached');
  const found = await get(`/dev/mail?q=${encodeURIComponent('ALEX@')}`);
  expect(found.body).toContain('Second');
  expect(found.body).not.toContain('First');
});

it('shows a mail in a frame that runs nothing, as text, and as it was sent', async () => {
  const { body } = await get('/dev/mail/00001.eml');
  expect(body).toContain('To: minji@example.com');
  expect(body).toContain('<pre>봄밤의 편지</pre>');
  expect(body).toMatch(/<iframe[^>]*sandbox="allow-popups[^"]*"/);
  expect(body).not.toMatch(/sandbox="[^"]*allow-(?:scripts|same-origin)/);
  const html = await get('/dev/mail/00001.eml/html');
  expect(html.headers['content-security-policy']).toMatch(/^sandbox .*default-src 'none'/);
  expect(html.body).toContain('<b>봄밤</b>');
  expect((await get('/dev/mail/00001.eml/raw')).body).toContain('To: minji@example.com');
});

it('hands out what is attached, and nothing outside of the folder', async () => {
  const file = await get('/dev/mail/00002.eml/attachments/0');
  expect(file.body).toBe('%PDF-1');
  expect(file.headers['content-disposition']).toContain("filename*=UTF-8''%ED%8B%B0%EC%BC%93.pdf");
  for (const path of [
    '00002.eml/attachments/1',
    '..%2Fsecret',
    '00009.eml/html',
    '00009.eml/raw',
  ]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other is as good
    expect((await get(`/dev/mail/${path}`)).statusCode).toBe(404);
  }
});

it('deletes all, if its own page asks', async () => {
  expect((await remove('cross-site')).statusCode).toBe(403);
  expect(await mailFiles(folder.path)).toHaveLength(2);
  expect((await remove('same-origin')).statusCode).toBe(303);
  expect(await mailFiles(folder.path)).toEqual([]);
  expect((await get('/dev/mail')).body).toContain('There are none yet.');
});

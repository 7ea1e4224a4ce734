/** Mails that were written to files, to be looked at: for development, never in production. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { mailFiles } from '../mail/file-mailer.ts';
import { html } from './html.ts';
import { sendPage } from './page.ts';
import { layout } from './queue-form-pages.ts';

export function installDevMail(app: FastifyInstance, folder: string): void {
  app.get('/dev/mail', async (_request, reply) => {
    const names = await mailFiles(folder);
    const body = html`<ul>
      ${names.map((name) => html`<li><a href="/dev/mail/${name}">${name}</a></li>`)}
    </ul>`;
    const page = layout({ language: 'en', title: 'Mails', event: `${names.length}`, body });
    send(reply, Buffer.from(page), 'text/html');
    return reply;
  });
  app.get<{ Params: { name: string } }>('/dev/mail/:name', async ({ params }, reply) => {
    // Only what is in the list: a name never becomes a path.
    const name = (await mailFiles(folder)).find((one) => one === params.name);
    const bytes =
      name === undefined ? undefined : await readFile(join(folder, name)).catch(() => undefined);
    if (bytes === undefined)
      send(reply, Buffer.from('There is no such mail.\n'), 'text/plain', 404);
    else send(reply, bytes, 'text/plain');
    return reply;
  });
}

function send(reply: FastifyReply, bytes: Buffer, type: string, status = 200): void {
  const about = { type: `${type}; charset=utf-8`, etag: '""', cacheControl: 'no-store' };
  sendPage(reply, { bytes, status, ...about });
}

/** Mails that were written to files, to be looked at: for development, never in production. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { RawFile } from '../lib/handler.ts';
import { type KeptMail, mailFiles, readKept, removeMails } from '../mail/kept-mail.ts';
import { listPage, mailPage, style, styleAddress } from './dev-mail-pages.ts';
import { fileHeadersOf, writeOnce } from './send.ts';

type Named = { readonly Params: { readonly name: string; readonly nth?: string } };

/** What is in a mail runs nothing, loads nothing, and is shown in our own frame only. */
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; " +
  "style-src 'unsafe-inline'; frame-ancestors 'self'";
const pagePolicy =
  "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; " +
  "base-uri 'none'; frame-ancestors 'none'";

export function installDevMail(app: FastifyInstance, folder: string): void {
  /** Only what is in the list: a name never becomes a path. */
  const known = async (name: string): Promise<string | undefined> =>
    (await mailFiles(folder)).find((one) => one === name);
  const find = async (name: string): Promise<KeptMail | undefined> => {
    const found = await known(name);
    return found === undefined ? undefined : readKept(folder, found);
  };

  void app.register(async (scope) => {
    // The form that deletes has nothing to say.
    const form = 'application/x-www-form-urlencoded';
    scope.addContentTypeParser(form, { parseAs: 'string' }, (_request, _body, done) => {
      done(null, undefined);
    });

    scope.get(styleAddress, (_request, reply) => send(reply, 200, 'text/css', style));

    scope.get<{ Querystring: { q?: unknown } }>('/dev/mail', async ({ query }, reply) => {
      const text = typeof query.q === 'string' ? query.q.slice(0, 200) : '';
      const names = await mailFiles(folder);
      const all = await Promise.all(names.map((name) => readKept(folder, name)));
      const shown = all.filter((mail) => mail !== undefined).filter((mail) => says(mail, text));
      send(reply, 200, 'text/html', listPage(shown, text));
    });

    scope.post('/dev/mail/delete', async ({ headers }, reply) => {
      const site = headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none') {
        send(reply, 403, 'text/plain', 'Another site may not do that.\n');
        return;
      }
      await removeMails(folder, await mailFiles(folder));
      writeOnce(reply, 303, undefined, ['Location', '/dev/mail', 'Content-Length', '0']);
    });

    scope.get<Named>('/dev/mail/:name', async ({ params }, reply) => {
      const mail = await find(params.name);
      if (mail === undefined) none(reply);
      else send(reply, 200, 'text/html', mailPage(mail));
    });

    scope.get<Named>('/dev/mail/:name/html', async ({ params }, reply) => {
      const mail = await find(params.name);
      if (mail === undefined) none(reply);
      // Links open beside the mailbox, not inside of the frame.
      else {
        const body = mail.html.replace('<head>', '<head><base target="_blank">');
        send(reply, 200, 'text/html', body, mailPolicy);
      }
    });

    scope.get<Named>('/dev/mail/:name/raw', async ({ params }, reply) => {
      const name = await known(params.name);
      const bytes =
        name === undefined ? undefined : await readFile(join(folder, name)).catch(() => undefined);
      if (bytes === undefined) none(reply);
      else send(reply, 200, 'text/plain', bytes);
    });

    scope.get<Named>('/dev/mail/:name/attachments/:nth', async ({ params }, reply) => {
      const found = (await find(params.name))?.attachments[Number(params.nth)];
      if (found === undefined) {
        none(reply);
        return;
      }
      const file = new RawFile(Buffer.from(found.base64, 'base64'), found.name);
      writeOnce(reply, 200, file.bytes, fileHeadersOf(file, found.type));
    });
  });
}

const says = ({ to, subject, text }: KeptMail, wanted: string): boolean =>
  `${to}\n${subject}\n${text}`.toLowerCase().includes(wanted.toLowerCase());

const none = (reply: FastifyReply): void =>
  send(reply, 404, 'text/plain', 'There is no such mail.\n');

function send(
  reply: FastifyReply,
  status: number,
  type: string,
  body: string | Buffer,
  policy = pagePolicy,
): void {
  const bytes = Buffer.from(body);
  const headers = {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Length': `${bytes.length}`,
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
  };
  writeOnce(reply, status, bytes, Object.entries(headers).flat());
}

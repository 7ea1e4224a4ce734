/**
 * Waiting rooms for browsers without scripts: plain pages and forms. A place is taken by a link that is
 * mailed; opening it shows a button and does nothing, because those who scan mail open links too. What
 * the pages show belongs to one person and is kept by no cache.
 */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BindDeps } from './bound-route.ts';
import { html } from './html.ts';
import { isSameOrigin } from './origin.ts';
import { sendPage } from './page.ts';
import {
  layout,
  link,
  paragraph,
  type PlainPage,
  style,
  styleAddress,
} from './queue-form-pages.ts';
import {
  formTexts,
  type FormLanguage,
  type FormTexts,
  isFormLanguage,
} from './queue-form-texts.ts';
import { writeOnce } from './send.ts';
import type { WebModule } from './web-module.ts';

/** What a form comes to: a page, or the way to another one. */
export type FormAnswer =
  | (Omit<PlainPage, 'language'> & { readonly status?: number })
  | { readonly to: string; readonly cookies: readonly string[] };

export type FormAsk = {
  readonly eventId: number;
  readonly t: FormTexts;
  readonly language: FormLanguage;
  readonly cookie: string | undefined;
  readonly address: string;
  /** `https://host` of the site as it was asked; the configured one where there is one. */
  readonly origin: string;
  /** Of the query or the form. */
  readonly values: ReadonlyMap<string, string>;
};

/** Undefined: there is no such event. */
export type QueueForm = (ask: FormAsk) => Promise<FormAnswer | undefined>;

export type QueueForms = Readonly<
  Record<'showAsk' | 'ask' | 'showLink' | 'useLink' | 'showPlace', QueueForm>
>;

type Deps = Pick<BindDeps, 'limits' | 'origin' | 'log' | 'metrics' | 'clock'> & {
  readonly module: Pick<WebModule, 'languageOf'>;
};

const BODY_BYTES_MAX = 8_192;
const formType = 'application/x-www-form-urlencoded';
const routes = [
  ['GET', '/events/:eventId/queue/mail', 'showAsk'],
  ['POST', '/events/:eventId/queue/mail', 'ask'],
  ['GET', '/events/:eventId/queue/link', 'showLink'],
  ['POST', '/events/:eventId/queue/link', 'useLink'],
  ['GET', '/events/:eventId/queue/place', 'showPlace'],
] as const satisfies readonly (readonly ['GET' | 'POST', string, keyof QueueForms])[];

export async function installQueueForms(
  app: FastifyInstance,
  forms: QueueForms,
  deps: Deps,
): Promise<void> {
  const css = Buffer.from(style);
  // Forms are understood here and nowhere else.
  await app.register((scope, _options, done) => {
    scope.addContentTypeParser(formType, { parseAs: 'string' }, (_request, body, parsed) => {
      parsed(null, new URLSearchParams(body as string));
    });
    for (const [method, url, name] of routes) {
      const handler = (request: FastifyRequest, reply: FastifyReply) =>
        serve(name, forms[name], deps, request, reply);
      scope.route({ method, url, bodyLimit: BODY_BYTES_MAX, handler });
    }
    done();
  });
  app.get(styleAddress, (_request, reply) =>
    sendPage(reply, {
      bytes: css,
      type: 'text/css; charset=utf-8',
      etag: etagOf(css),
      cacheControl: 'no-cache',
    }),
  );
}

const etagOf = (bytes: Buffer): string =>
  `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;

async function serve(
  name: string,
  form: QueueForm,
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const beganMs = deps.clock.monotonicMs();
  const language = languageOf(deps, request);
  const t = formTexts[language];
  const answer = await answerOf(form, deps, request, { language, t }).catch((error: unknown) => {
    deps.log.failed(`queueForm.${name}`, request.id, error);
    return message(t, 'trouble', 500);
  });
  const status = 'to' in answer ? 303 : (answer.status ?? 200);
  if ('to' in answer) {
    const cookies = answer.cookies.flatMap((cookie) => ['Set-Cookie', cookie]);
    const headers = ['Location', answer.to, 'Cache-Control', 'no-store', 'Content-Length', '0'];
    writeOnce(reply, 303, undefined, [...headers, ...cookies]);
  } else {
    const bytes = Buffer.from(layout({ ...answer, language }));
    const type = 'text/html; charset=utf-8';
    sendPage(reply, { bytes, type, status, etag: etagOf(bytes), cacheControl: 'no-store' });
  }
  const durationMs = deps.clock.monotonicMs() - beganMs;
  deps.metrics.forRoute(`queueForm.${name}`).record(status, durationMs / 1_000);
  deps.log.answered(`queueForm.${name}`, request.id, status, durationMs);
}

async function answerOf(
  form: QueueForm,
  deps: Deps,
  request: FastifyRequest,
  words: Pick<FormAsk, 'language' | 't'>,
): Promise<FormAnswer> {
  const { t } = words;
  const eventId = Number((request.params as { eventId?: string }).eventId);
  if (deps.limits.takeAddress(request.ip) > 0) return message(t, 'tooMany', 429);
  const isForm = request.method === 'POST';
  if (isForm && !isSameOrigin(request, deps.origin)) return message(t, 'trouble', 403);
  if (!Number.isSafeInteger(eventId) || eventId < 1) return message(t, 'noPlace', 404);
  const values = isForm
    ? request.body instanceof URLSearchParams
      ? request.body
      : new URLSearchParams()
    : new URLSearchParams(request.url.split('?')[1] ?? '');
  const answer = await form({
    ...words,
    eventId,
    cookie: request.headers.cookie,
    address: request.ip,
    origin: deps.origin.publicOrigin ?? `${request.protocol}://${request.host}`,
    values: new Map(values),
  });
  return answer ?? message(t, 'noPlace', 404);
}

function languageOf({ module }: Deps, request: FastifyRequest): FormLanguage {
  const { cookie, 'accept-language': accept } = request.headers;
  const query = new URLSearchParams(request.url.split('?')[1] ?? '').get('lang');
  const language = module.languageOf({ query, cookie, accept });
  return isFormLanguage(language) ? language : 'en';
}

type Told = 'trouble' | 'tooMany' | 'noPlace' | 'notSent' | 'refused' | 'linkOver' | 'notOffered';
type More = 'accounts' | 'notOpen' | 'sent' | 'over' | 'free';

/** A page that says one thing, with the way on where there is one. */
export function message(
  t: FormTexts,
  what: Told | More,
  status: number,
  more: { readonly event?: string; readonly on?: readonly [href: string, text: string] } = {},
): Exclude<FormAnswer, { readonly to: string }> {
  const text = paragraph(t[`${what}Text`]);
  return {
    status,
    title: t[what],
    event: more.event ?? t.room,
    body: more.on === undefined ? text : html`${text}${link(...more.on)}`,
  };
}

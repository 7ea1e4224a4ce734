/**
 * The app on the server: renders the document of an address. The server loads this module as one
 * bundled file and passes in how to read; nothing here opens a connection or looks at a clock.
 */
import { dehydrate } from '@tanstack/react-query';
import { renderToString } from 'react-dom/server';
import {
  createStaticHandler,
  createStaticRouter,
  isRouteErrorResponse,
  RouterContextProvider,
  type StaticHandlerContext,
  StaticRouterProvider,
} from 'react-router';
import { provideArt } from '../art/art-source.ts';
import { drawArt } from '../art/draw-art.tsx';
import type { Api } from '../api/client.ts';
import { outcomeOf } from '../api/outcome.ts';
import { createQueries } from '../api/queries.ts';
import { type Language, type LanguageHints, negotiateLanguage } from '../language/language.ts';
import { writtenIn } from '../language/written.ts';
import { createNowStore } from '../lib/now-store.ts';
import { createServerClock } from '../lib/server-clock.ts';
import { allTexts } from '../messages/all-texts.ts';
import { fixedTexts } from '../messages/text-store.ts';
import { parametersOf, routePaths, routes } from '../routes.tsx';
import { type AppServices, appServices } from './app-services.ts';
import { App } from './app.tsx';
import { readEarly } from './early-reads.ts';
import { type Handover, handoverId, inScript } from './handover.ts';
import { bodyTags, headTags } from './page-tags.ts';

export type RenderRequest = {
  /** Absolute. */
  readonly url: string;
  readonly language: Omit<LanguageHints, 'query'>;
  readonly nowMs: number;
  /** Answers a call of the API: its status and its body as JSON would carry it. */
  readonly read: (
    routeId: string,
    input: { readonly params?: unknown; readonly query?: unknown },
  ) => Promise<{ readonly status: number; readonly body: unknown }>;
};

export type Rendered = { readonly status: number; readonly html: string };

/** Addresses that are pages, as patterns: `/events/:eventId`. */
export const paths: readonly string[] = routePaths;

export { parametersOf };

/** What the answer depends on besides its address: requests with the same key get the same page. */
export const languageOf = (hints: LanguageHints): string => negotiateLanguage(hints);

const handler = createStaticHandler([...routes]);
provideArt(drawArt);

export async function render(request: RenderRequest): Promise<Rendered> {
  const url = new URL(request.url);
  const language = negotiateLanguage({
    ...request.language,
    query: url.searchParams.get('lang'),
  });
  const services = createServices(request, url.origin, language);
  const context = await handler.query(new Request(url), {
    requestContext: new RouterContextProvider(new Map([[appServices, services]])),
  });
  // Our loaders redirect nowhere; an answer of their own would be a bug.
  if (context instanceof Response) throw new Error('a loader answered with a Response');
  const early = await readEarly(services, context.matches);
  const markup = renderToString(
    <App services={services} texts={fixedTexts({ language, texts: allTexts[language] })}>
      <StaticRouterProvider
        router={createStaticRouter(handler.dataRoutes, context)}
        context={context}
        hydrate={false}
      />
    </App>,
  );
  const handover: Handover = {
    language,
    renderedAtMs: request.nowMs,
    queries: dehydrate(services.queries),
    written: Object.fromEntries(services.written.texts),
    loaderData: context.loaderData,
    errors: errorsOf(context),
  };
  const data = `<script type="application/json" id="${handoverId}">${inScript(handover)}</script>`;
  const matched = context.matches.map(({ route }) => route);
  const tags = headTags({ language, routes: matched, early });
  const html = markup
    .replace('</head>', () => `${tags}</head>`)
    .replace('</body>', () => `${data}${bodyTags()}</body>`);
  return { status: context.statusCode, html: `<!doctype html>${html}` };
}

function createServices(
  { nowMs, read }: RenderRequest,
  origin: string,
  language: Language,
): AppServices {
  const api: Api = {
    async call(spec, ...[input]) {
      const { status, body } = await read(spec.id, input ?? {});
      return outcomeOf(status, body);
    },
  };
  const clock = createServerClock(() => nowMs);
  const now = createNowStore(clock, nowMs);
  const written = writtenIn(language);
  return { api, clock, origin, now, queries: createQueries(), written, isServed: true };
}

/** Answers like 404 are part of the page; anything else is a bug, and the server has to know. */
function errorsOf({ errors }: StaticHandlerContext): Handover['errors'] {
  if (errors === null) return null;
  const entries = Object.entries(errors).map(([route, error]) => {
    if (!isRouteErrorResponse(error)) throw error;
    return [route, { status: error.status, data: error.data as unknown }] as const;
  });
  return Object.fromEntries(entries);
}

/** The app in a browser: takes over what the server rendered, or renders from nothing (`dev:web`). */
// First of all imports: the order of layers is set by the first style that is loaded.
import '../ui/layers.css';
import '../ui/fonts/latin.css';
import '../ui/tokens.css';
import '../ui/themes.css';
import '../ui/base.css';
import '../ui/page.css';
import { hydrate } from '@tanstack/react-query';
import { startTransition } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import {
  createBrowserRouter,
  matchRoutes,
  RouterContextProvider,
  UNSAFE_ErrorResponseImpl as ErrorResponse,
} from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { createApi } from '../api/client.ts';
import { createQueries } from '../api/queries.ts';
import { type Language, negotiateLanguage } from '../language/language.ts';
import { writtenIn } from '../language/written.ts';
import { breathe } from '../lib/breathe.ts';
import { createNowStore } from '../lib/now-store.ts';
import { pause } from '../lib/pause.ts';
import { createServerClock } from '../lib/server-clock.ts';
import { loadTexts } from '../messages/load-texts.ts';
import { createTextStore, type TextStore } from '../messages/text-store.ts';
import { routes } from '../routes.tsx';
import { bringFonts } from '../ui/fonts/bring-fonts.ts';
import { beginOffline } from '../offline/begin.ts';
import { hasSessionHint, setSessionHint } from '../session/hint.ts';
import { sessionKey } from '../session/use-session.ts';
import { type AppServices, appServices } from './app-services.ts';
import { App } from './app.tsx';
import { type Handover, handoverId } from './handover.ts';
import { bringTexts, needTexts } from './page-texts.ts';

function readHandover(): Handover | undefined {
  const text = document.getElementById(handoverId)?.textContent;
  return text ? (JSON.parse(text) as Handover) : undefined;
}

const ownNowMs = (): number => Date.now();

function createServices(handover: Handover | undefined, language: Language): AppServices {
  const renderedAtMs = handover?.renderedAtMs ?? ownNowMs();
  // The page may have been read a moment after it was rendered; the first answer corrects this.
  const clock = createServerClock(ownNowMs, renderedAtMs - ownNowMs());
  const queries = createQueries();
  const api = createApi({
    fetch: (address, init) => fetch(address, init),
    clock,
    pause,
    random: Math.random,
    onSession: () => {
      setSessionHint(true);
      void queries.invalidateQueries({ queryKey: sessionKey });
    },
  });
  const now = createNowStore(clock, renderedAtMs);
  const written = writtenIn(language, handover?.written);
  const isServed = handover !== undefined;
  return { api, queries, clock, now, written, isServed, origin: location.origin };
}

/** Ages are counted by our own clock; the server's may differ. */
function takeQueries(services: AppServices, handover: Handover): void {
  const nowMs = Date.now();
  const queries = handover.queries.queries.map((query) => ({
    ...query,
    state: { ...query.state, dataUpdatedAt: nowMs },
  }));
  hydrate(services.queries, { ...handover.queries, queries });
}

/** Pages that the server has rendered, and their texts, have to be there before React compares. */
async function loadMatchedPages(texts: TextStore): Promise<void> {
  const matches = matchRoutes(routes, location) ?? [];
  bringTexts(routes, texts);
  await Promise.all([
    needTexts(
      matches.map(({ route }) => route),
      texts,
    ),
    ...matches.map(async ({ route }) => {
      if (typeof route.lazy !== 'function') return;
      Object.assign(route, await route.lazy(), { lazy: undefined });
    }),
  ]);
}

async function main(): Promise<void> {
  const handover = readHandover();
  const language =
    handover?.language ??
    negotiateLanguage({ cookie: document.cookie, accept: navigator.languages.join(',') });
  const services = createServices(handover, language);
  // Each step takes a phone tens of milliseconds, and none of them has to be done at once.
  await breathe();
  if (handover !== undefined) takeQueries(services, handover);
  // Known without asking, so that the answer does not render the page a second time.
  if (!hasSessionHint()) services.queries.setQueryData(sessionKey, null);
  await breathe();
  const texts = createTextStore(language, loadTexts);
  bringFonts(texts);
  await loadMatchedPages(texts);
  await breathe();
  const errors = Object.entries(handover?.errors ?? {}).map(([route, { status, data }]) => [
    route,
    new ErrorResponse(status, '', data),
  ]);
  const router = createBrowserRouter(routes, {
    getContext: () => new RouterContextProvider(new Map([[appServices, services]])),
    ...(handover !== undefined && {
      hydrationData: {
        loaderData: handover.loaderData ?? {},
        errors: errors.length === 0 ? null : Object.fromEntries(errors),
      },
    }),
  });
  const app = (
    <App services={services} texts={texts}>
      <RouterProvider router={router} />
    </App>
  );
  await breathe();
  if (handover === undefined) createRoot(document).render(app);
  // In slices: a phone's processor needs a while for all of it, and fingers do not wait.
  else startTransition(() => void hydrateRoot(document, app));
}

beginOffline();
await main();

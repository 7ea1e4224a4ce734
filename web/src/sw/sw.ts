/**
 * The service worker: keeps the files of the ticket pages, so that these open without a network; says in
 * a calm page that the others need one; shows notifications. It keeps no answer of the API. A new one
 * waits until a page that nobody looks at lets it in. Built into `/sw.js` (`scripts/web-build-steps.ts`).
 */
import { shownFor, targetOf } from './notices.ts';
import { isFont, ruleFor } from './rules.ts';
import type { FetchEvent, Worker } from './worker-types.ts';

/** Put in by the build: addresses of hashed files, and a name that changes with any of them. */
declare const SHELL_FILES: readonly string[];
declare const SHELL_NAME: string;

const worker = globalThis as unknown as Worker;
const { origin } = worker.location;
const shellCache = `onsale-shell-${SHELL_NAME}`;
/** Lasts over new releases: fonts that were used, the language of the last page. */
const keptCache = 'onsale-kept';
const shellPage = '/shell.html';
const offlinePages = ['/offline.css', '/offline.en.html', '/offline.ko.html'];
const languageKey = '/offline-language';
const FONTS_MAX = 120;
/** A hall full of telephones: whoever stands at the door does not wait longer than this. */
const NETWORK_MS = 3_000;

worker.addEventListener('install', (event) => {
  const files = [...SHELL_FILES, shellPage, ...offlinePages];
  event.waitUntil(caches.open(shellCache).then((cache) => cache.addAll(files)));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(begin());
});

async function begin(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('onsale-shell-') && name !== shellCache);
  await Promise.all(old.map((name) => caches.delete(name)));
  // Pages are asked for while the worker starts.
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

worker.addEventListener('fetch', (event) => {
  switch (ruleFor(event.request, origin)) {
    case 'asset':
      event.respondWith(assetFor(event));
      break;
    case 'tickets':
      event.respondWith(ticketsFor(event));
      break;
    case 'page':
      event.respondWith(pageFor(event));
      break;
    case 'pass':
      break;
  }
});

async function assetFor({ request }: FetchEvent): Promise<Response> {
  const kept = await caches.match(request.url, { ignoreVary: true });
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok && isFont(request.url)) await keep([request.url], answer.clone());
  return answer;
}

const fromNetwork = async (event: FetchEvent): Promise<Response> =>
  (await event.preloadResponse) ?? fetch(event.request);

const shell = async (): Promise<Response> =>
  (await caches.match(shellPage, { cacheName: shellCache })) ?? Response.error();

async function ticketsFor(event: FetchEvent): Promise<Response> {
  const late = new Promise<'late'>((resolve) => {
    setTimeout(() => resolve('late'), NETWORK_MS);
  });
  const answered = fromNetwork(event).catch(() => undefined);
  const answer = await Promise.race([answered, late]);
  if (answer === 'late') {
    const kept = await shell();
    return kept.type === 'error' ? ((await answered) ?? kept) : kept;
  }
  // A server in trouble is no better than none: the tickets are here.
  return answer === undefined || answer.status >= 500 ? shell() : answer;
}

async function pageFor(event: FetchEvent): Promise<Response> {
  try {
    return await fromNetwork(event);
  } catch {
    const said = await caches.match(languageKey, { cacheName: keptCache });
    const language = (await said?.text()) ?? (navigator.language.startsWith('ko') ? 'ko' : 'en');
    const page = await caches.match(`/offline.${language}.html`, { cacheName: shellCache });
    return page ?? Response.error();
  }
}

/** Fonts, the oldest of which go when there are too many. */
async function keep(urls: readonly string[], known?: Response): Promise<void> {
  const cache = await caches.open(keptCache);
  for (const url of urls) {
    // One after the other: none of them is urgent.
    // oxlint-disable-next-line no-await-in-loop
    if ((await cache.match(url)) !== undefined) continue;
    // oxlint-disable-next-line no-await-in-loop
    const answer = known ?? (await fetch(url));
    // oxlint-disable-next-line no-await-in-loop
    if (answer.ok) await cache.put(url, answer);
  }
  const fonts = (await cache.keys()).filter((request) => isFont(request.url));
  const surplus = fonts.slice(0, Math.max(0, fonts.length - FONTS_MAX));
  await Promise.all(surplus.map((request) => cache.delete(request)));
}

/** What pages say; see `offline/register.ts`. */
worker.addEventListener('message', (event) => {
  const said = event.data as
    | { readonly kind: 'activate' }
    | { readonly kind: 'language'; readonly language: string }
    | { readonly kind: 'keep'; readonly urls: readonly string[] };
  switch (said.kind) {
    case 'activate':
      void worker.skipWaiting();
      break;
    case 'language':
      event.waitUntil(
        caches.open(keptCache).then((cache) => cache.put(languageKey, new Response(said.language))),
      );
      break;
    case 'keep': {
      const own = said.urls.filter((url) => url.startsWith(`${origin}/assets/`) && isFont(url));
      event.waitUntil(keep(own.slice(0, FONTS_MAX)).catch(() => undefined));
      break;
    }
  }
});

worker.addEventListener('push', (event) => {
  let message: unknown;
  try {
    message = event.data?.json();
  } catch {
    // Shown without its words.
  }
  const { title, options } = shownFor(message);
  event.waitUntil(worker.registration.showNotification(title, options));
  event.waitUntil(tellPages(options.data.path));
});

/** Pages that are open look at once instead of when they would have (`push/use-told.ts`). */
async function tellPages(path: string): Promise<void> {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  // A worker has windows of its own origin only.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  for (const one of windows) one.postMessage({ kind: 'told', path });
}

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const data = event.notification.data as { readonly path?: unknown } | null;
  event.waitUntil(open(targetOf(data?.path, origin)));
});

/** A window that shows it already, else a new one: what somebody is doing elsewhere is not disturbed. */
async function open(url: string): Promise<void> {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = windows.find((one) => one.url === url);
  await (there === undefined ? worker.clients.openWindow(url) : there.focus());
}

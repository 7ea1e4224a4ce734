/**
 * Registers the service worker and tells it what only a page knows: the language, the fonts that are in
 * use. A new worker waits until nobody looks at the page; what is on the screen goes on as it began.
 */
const WORKER = '/sw.js';

let registering: Promise<ServiceWorkerRegistration | undefined> | undefined;

/** Undefined: there is none, because the browser has none or the page is not secure. */
export function registerWorker(): Promise<ServiceWorkerRegistration | undefined> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return Promise.resolve(undefined);
  registering ??= register().catch(() => {
    // Tried again with the next page: nothing else depends on it.
    registering = undefined;
    return undefined;
  });
  return registering;
}

async function register(): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.register(WORKER, { scope: '/' });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return;
    registration.waiting?.postMessage({ kind: 'activate' });
  });
  void navigator.serviceWorker.ready.then(tell);
  new MutationObserver(() => void navigator.serviceWorker.ready.then(tell)).observe(
    document.documentElement,
    { attributeFilter: ['lang'] },
  );
  return registration;
}

function tell({ active }: ServiceWorkerRegistration): void {
  // A worker is not a window: it has no other origin that might listen.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  active?.postMessage({ kind: 'language', language: document.documentElement.lang });
  const urls = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.endsWith('.woff2'));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  active?.postMessage({ kind: 'keep', urls });
}

/**
 * Begins what works without a network, once the page is there: the service worker for whoever has used
 * the site, never in the minutes of a sale, and a way out for pages whose files a new release took away.
 */
import { hasSessionHint } from '../session/hint.ts';
import { listenForInstall } from './installable.ts';

const RELOADED = 'onsale-reloaded';
const AGAIN_MS = 60_000;
/** A crowd is waiting or choosing here: nothing else is asked of anybody's network, nor of the server. */
const inSale = /^\/events\/\d+\/(?:queue|seats|checkout)/;

export function beginOffline(): void {
  addEventListener('vite:preloadError', (event) => {
    if (reloadOnce(Date.now())) event.preventDefault();
  });
  listenForInstall();
  if (!import.meta.env.PROD || !isSecureContext || !('serviceWorker' in navigator)) return;
  if (document.readyState === 'complete') idle();
  else addEventListener('load', idle, { once: true });
}

function idle(): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => void go(), { timeout: 5_000 });
  else void go();
}

async function go(): Promise<void> {
  if (!hasSessionHint() || inSale.test(location.pathname)) return;
  const { registerWorker } = await import('./register.ts');
  await registerWorker();
}

/** The page is older than the server: the new one has other files. Once a minute, or it would spin. */
function reloadOnce(nowMs: number): boolean {
  if (!navigator.onLine) return false;
  try {
    if (nowMs - Number(sessionStorage.getItem(RELOADED) ?? 0) < AGAIN_MS) return false;
    sessionStorage.setItem(RELOADED, String(nowMs));
  } catch {
    // Without a memory it might go on for ever.
    return false;
  }
  location.reload();
  return true;
}

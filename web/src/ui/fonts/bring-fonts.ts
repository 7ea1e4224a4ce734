/**
 * Our Korean letters come for pages in Korean, when the browser has nothing better to do: until then,
 * and for the few Korean words on English pages, the device's own stand in. Each slice that arrives
 * makes a phone lay out the page again.
 */
import type { TextStore } from '../../messages/text-store.ts';

/** A busy page gets them all the same. */
const WAIT_MAX_MS = 4_000;

export function bringFonts({ spoken, subscribe }: TextStore): void {
  let isAsked = false;
  const look = (): void => {
    if (isAsked || spoken().language !== 'ko') return;
    isAsked = true;
    whenIdle(() => void import('./hangul.css'));
  };
  look();
  subscribe(look);
}

/** Safari has no such call. */
function whenIdle(act: () => void): void {
  if (typeof requestIdleCallback === 'undefined') setTimeout(act, 200);
  else requestIdleCallback(act, { timeout: WAIT_MAX_MS });
}

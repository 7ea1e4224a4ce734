/** Collects how long a page took to answer each press: the Event Timing API of the browser. */
import type { Page } from 'playwright-core';

export type Interaction = {
  /** Until the next frame was shown, in steps of 8 ms. */
  readonly durationMs: number;
  readonly what: string;
};

type Recorded = { readonly id: number; readonly durationMs: number; readonly what: string };

/** Before the page is opened. */
export async function recordInteractions(page: Page): Promise<void> {
  await page.addInitScript(() => {
    type EventEntry = PerformanceEntry & {
      readonly interactionId: number;
      readonly target: Element | null;
    };
    const found: Recorded[] = [];
    Object.assign(globalThis, { recordedInteractions: found });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as EventEntry[]) {
        if (entry.interactionId === 0) continue;
        const { target } = entry;
        const text = target?.getAttribute('aria-label') ?? target?.textContent ?? '';
        const what = `${entry.name} ${target?.tagName ?? ''} ${text.trim().slice(0, 30)}`;
        found.push({ id: entry.interactionId, durationMs: entry.duration, what });
      }
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
}

/** The slowest event of each interaction since the last call. What took less than 16 ms is left out. */
export async function takeInteractions(page: Page): Promise<readonly Interaction[]> {
  const recorded = await page.evaluate(() => {
    const { recordedInteractions = [] } = globalThis as { recordedInteractions?: Recorded[] };
    return recordedInteractions.splice(0);
  });
  const slowest = new Map<number, Recorded>();
  for (const one of recorded) {
    if (one.durationMs > (slowest.get(one.id)?.durationMs ?? 0)) slowest.set(one.id, one);
  }
  return [...slowest.values()];
}

/** @param presses how many there were: those left out count as quick */
export function summaryOf(interactions: readonly Interaction[], presses: number) {
  const slow = interactions.toSorted((a, b) => b.durationMs - a.durationMs);
  const total = Math.max(presses, slow.length);
  const quantile = (share: number): number =>
    slow[Math.floor(total * (1 - share))]?.durationMs ?? 0;
  return { total, p50: quantile(0.5), p98: quantile(0.98), worst: slow.slice(0, 5) };
}

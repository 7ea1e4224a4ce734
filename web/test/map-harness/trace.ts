/** What a trace of Chromium says about frames: when they were drawn, and what held the page up. */

import type { CDPSession } from 'playwright-core';

export type TraceEvent = {
  readonly name: string;
  readonly cat: string;
  readonly ph: string;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Time of the processor, which does not count waiting for it. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
};

/** What Chromium records while something is done. */
export async function traced(cdp: CDPSession, action: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }): void => {
    events.push(...(value as TraceEvent[]));
  };
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: [
        'devtools.timeline',
        'disabled-by-default-devtools.timeline.frame',
        'toplevel',
      ],
    },
  });
  await action();
  const complete = new Promise((resolve) => {
    cdp.once('Tracing.tracingComplete', resolve);
  });
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', collect);
  return events;
}

/** Milliseconds from each frame that the compositor drew to the next. */
export function drawnFrames(events: readonly TraceEvent[]): number[] {
  const drawn = events
    .filter(({ name }) => name === 'DrawFrame')
    .map(({ ts }) => ts / 1_000)
    .sort((a, b) => a - b);
  return drawn.slice(1).map((at, index) => at - (drawn[index] ?? at));
}

/**
 * What the page's own thread did, in time of the (slowed) processor, so that a busy machine does not
 * count: what a frame costs, and tasks longer than 50 ms, which hold up a finger.
 */
export function mainThread(events: readonly TraceEvent[], frames: number) {
  const threads = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}:${tid}`),
  );
  const tasks = events
    .filter(({ name, ph }) => name === 'ThreadControllerImpl::RunTask' && ph === 'X')
    .filter(({ pid, tid }) => threads.has(`${pid}:${tid}`))
    .map(({ tdur = 0 }) => tdur / 1_000);
  const sum = tasks.reduce((total, ms) => total + ms, 0);
  return {
    perFrameMs: (sum / Math.max(1, frames)).toFixed(1),
    longCount: tasks.filter((ms) => ms > 50).length,
    longestMs: Math.round(Math.max(0, ...tasks)),
  };
}

export function summary(frameMs: readonly number[]) {
  const sorted = frameMs.toSorted((a, b) => a - b);
  const quantile = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  const slow = sorted.filter((ms) => ms > 33.4).length;
  return {
    count: sorted.length,
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    slowPercent: ((100 * slow) / Math.max(1, sorted.length)).toFixed(1),
  };
}

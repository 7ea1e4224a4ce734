/**
 * Repeats a write whose id we chose until its outcome is definite: a lost connection, a crowd and a
 * server that restarts are no answers. Repeating is safe, because the id stays the same.
 */
import type { RouteSpec } from '@onsale/contract/route.ts';
import type { Outcome, Refused } from '../api/outcome.ts';
import { pause } from '../lib/pause.ts';

/** Why we wait: `crowd` when the server asked us to, `connection` when nothing came through. */
export type Waiting = { readonly why: 'crowd' | 'connection'; readonly attempts: number };

const crowd: ReadonlySet<string> = new Set(['busy', 'rate_limited', 'unavailable']);
const lost: ReadonlySet<string> = new Set(['network', 'timed_out', 'timeout', 'outcome_unknown']);

const ATTEMPTS_MAX = 12;
const BACK_OFF_MS = 500;
const BACK_OFF_MAX_MS = 5_000;
const LIMITED_MAX_MS = 15_000;

export const isDefinite = ({ code, status }: Refused): boolean =>
  !crowd.has(code) && !lost.has(code) && !(code === 'unreadable' && status >= 500);

export type RepeatOptions = {
  readonly onWait?: (waiting: Waiting) => void;
  readonly random?: () => number;
  readonly wait?: (delayMs: number) => Promise<void>;
};

export async function untilDefinite<Spec extends RouteSpec>(
  attempt: () => Promise<Outcome<Spec>>,
  { onWait, random = Math.random, wait = pauseOrOnline }: RepeatOptions = {},
): Promise<Outcome<Spec>> {
  for (let attempts = 1; ; attempts++) {
    // One attempt after the other.
    // oxlint-disable-next-line no-await-in-loop
    const outcome = await attempt();
    if (outcome.ok || isDefinite(outcome) || attempts >= ATTEMPTS_MAX) return outcome;
    const askedMs = (outcome.retryAfterSeconds ?? 0) * 1_000;
    // Somebody who is told to come back in minutes should hear so.
    if (askedMs > LIMITED_MAX_MS) return outcome;
    onWait?.({ why: crowd.has(outcome.code) ? 'crowd' : 'connection', attempts });
    const backOffMs = Math.min(BACK_OFF_MAX_MS, BACK_OFF_MS * 2 ** (attempts - 1));
    // oxlint-disable-next-line no-await-in-loop
    await wait(Math.max(askedMs, backOffMs * (0.5 + random() / 2)));
  }
}

/** A connection that is back ends the waiting. */
async function pauseOrOnline(delayMs: number): Promise<void> {
  const ended = new AbortController();
  const end = (): void => ended.abort();
  addEventListener('online', end, { once: true });
  await pause(delayMs, ended.signal);
  removeEventListener('online', end);
}

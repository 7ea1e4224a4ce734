/**
 * Buyers who never stop while something of the cluster is killed: each books one place after the other
 * and repeats what stayed unanswered, with the same id. What was acknowledged is remembered, and when.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { mainPool } from '../../src/inventory/stock-event.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { createHttpClient } from '../support/http-client.ts';
import { waitFor } from '../support/wait-for.ts';

export type Load = {
  /** Ids of reservations that were answered with success. */
  readonly acknowledged: ReadonlySet<string>;
  /** Answers of 500 and above, and broken connections, in words. */
  readonly failures: readonly string[];
  /** Waits for so many more acknowledged bookings. */
  more(count: number): Promise<void>;
  /** The longest time without an acknowledged booking since then (`performance.now()`), in ms. */
  longestPauseMs(sinceMs: number): number;
  stop(): Promise<void>;
};

const PAUSE_MS = 5;
const ANSWER_MS = 10_000;

export function startLoad(url: string, apiKey: string, eventId: number, buyers = 6): Load {
  const http = createHttpClient(apiKey, buyers, ANSWER_MS);
  const ids = createIds(systemClock);
  const acknowledged = new Set<string>();
  const failures: string[] = [];
  const timesMs: number[] = [];
  const end = new AbortController();

  async function bookOne(name: string): Promise<void> {
    const id = ids.next();
    const body = { id, buyer: name, pool: mainPool, quantity: 1, confirm: true };
    const path = `/api/v1/events/${eventId}/reservations`;
    for (;;) {
      try {
        const { status, body: told } = await http.send(url, { method: 'POST', path, body });
        if (status < 300) {
          acknowledged.add(id);
          timesMs.push(performance.now());
          return;
        }
        failures.push(`${status} ${JSON.stringify(told)}`);
        if (status < 500) return;
      } catch (error) {
        failures.push(String(error));
      }
      // Whoever is not served when all is over leaves.
      if (end.signal.aborted) return;
      await delay(PAUSE_MS * 5);
    }
  }
  async function buyer(name: string): Promise<void> {
    while (!end.signal.aborted) {
      await bookOne(name);
      await delay(PAUSE_MS);
    }
  }
  const playing = Promise.all(Array.from({ length: buyers }, (_, n) => buyer(`buyer ${n}`)));
  return {
    acknowledged,
    failures,
    async more(count) {
      const target = acknowledged.size + count;
      await waitFor(
        `${count} more bookings; failures: ${failures.slice(-5).join('; ')}`,
        () => acknowledged.size >= target,
        30_000,
      );
    },
    longestPauseMs(sinceMs) {
      const times = [sinceMs, ...timesMs.filter((ms) => ms > sinceMs), performance.now()];
      return Math.max(...times.slice(1).map((ms, at) => ms - (times[at] ?? ms)));
    },
    async stop() {
      end.abort();
      await playing;
      http.close();
    },
  };
}

/** Repeating a write: what is an answer and what is not. */
import { expect, it } from 'vitest';
import { productApi } from '@onsale/contract/product-api.ts';
import type { Outcome, Refused } from '../api/outcome.ts';
import { untilDefinite, type Waiting } from './until-definite.ts';

type Held = Outcome<typeof productApi.cancelReservation>;
const no = (code: Refused['code'], more: Partial<Refused> = {}) =>
  ({ ok: false, code, status: 503, details: {}, ...more }) as Held;
const yes = { ok: true, value: {} } as unknown as Held;

async function play(...answers: readonly Held[]) {
  const waits: number[] = [];
  const told: Waiting[] = [];
  let calls = 0;
  const outcome = await untilDefinite<typeof productApi.cancelReservation>(
    () => Promise.resolve(answers[Math.min(calls++, answers.length - 1)] ?? yes),
    {
      random: () => 1,
      wait: (ms) => Promise.resolve(void waits.push(ms)),
      onWait: (waiting) => told.push(waiting),
    },
  );
  return { outcome, waits, told, calls };
}

it('goes on through a lost connection and a crowd, and says which it is', async () => {
  const { outcome, waits, told } = await play(
    no('network', { status: 0 }),
    no('busy', { retryAfterSeconds: 2 }),
    no('outcome_unknown'),
    yes,
  );
  expect(outcome.ok).toBe(true);
  expect(waits).toEqual([500, 2_000, 2_000]);
  expect(told.map(({ why }) => why)).toEqual(['connection', 'crowd', 'connection']);
});

it('takes a refusal for an answer at once', async () => {
  const { outcome, calls } = await play(no('hold_expired', { status: 409 }), yes);
  expect(outcome).toMatchObject({ ok: false, code: 'hold_expired' });
  expect(calls).toBe(1);
});

it('gives up in bounded time, and at once when asked to stay away for long', async () => {
  expect((await play(no('network', { status: 0 }))).calls).toBe(12);
  expect((await play(no('rate_limited', { retryAfterSeconds: 60 }), yes)).calls).toBe(1);
});

/** When a code can be used, and which codes an organizer can make. */
import { expect, it } from 'vitest';
import { draftProblems, type Promo, toCode, whyNotNow } from './promo.ts';

const nowMs = 1_900_000_000_000;
const promo = (change: Partial<Promo> = {}): Promo => ({
  code: 'EARLY',
  kind: 'percent',
  amount: 10,
  quantityMin: 1,
  usesMax: null,
  perPersonMax: null,
  startsAtMs: null,
  endsAtMs: null,
  endedAtMs: null,
  createdAtMs: nowMs - 1,
  used: 0,
  ...change,
});

it('is the same in upper and lower case', () => {
  expect(toCode('early_Bird-9')).toBe('EARLY_BIRD-9');
});

it('is good between its times, and not after it was ended', () => {
  const window = { startsAtMs: nowMs, endsAtMs: nowMs + 10 };
  expect(whyNotNow(promo(window), nowMs - 1)).toMatchObject({
    code: 'promo_ended',
    details: { startsAt: new Date(nowMs).toISOString() },
  });
  expect(whyNotNow(promo(window), nowMs)).toBeUndefined();
  expect(whyNotNow(promo(window), nowMs + 9)).toBeUndefined();
  expect(whyNotNow(promo(window), nowMs + 10)).toMatchObject({ code: 'promo_ended' });
  expect(whyNotNow(promo({ ...window, endedAtMs: nowMs + 2 }), nowMs + 3)).toMatchObject({
    details: { endedAt: new Date(nowMs + 2).toISOString() },
  });
});

it('is good as often as it may be used', () => {
  expect(whyNotNow(promo({ usesMax: 5, used: 4 }), nowMs)).toBeUndefined();
  expect(whyNotNow(promo({ usesMax: 5, used: 5 }), nowMs)).toMatchObject({
    code: 'promo_used_up',
    details: { scope: 'all', limit: 5 },
  });
});

it('every problem of a new code is named', () => {
  const tiers = [{ code: 'S' }];
  const sound = { kind: 'percent', amount: 100, startsAtMs: 1, endsAtMs: 2 } as const;
  expect(draftProblems(sound, tiers)).toEqual([]);
  expect(draftProblems({ ...sound, kind: 'per_order', amount: 5_000 }, tiers)).toEqual([]);
  const wrong = { ...sound, amount: 101, tiers: ['S', 'S', 'X'], endsAtMs: 1 };
  expect(draftProblems(wrong, tiers).map(({ field }) => field)).toEqual([
    'body.amount',
    'body.tiers',
    'body.tiers',
    'body.endsAt',
  ]);
});

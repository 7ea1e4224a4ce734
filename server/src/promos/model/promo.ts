/** A promo code and whether somebody may begin to use it now. Times are ms since the epoch. */
import type { Discount } from '@onsale/contract/pricing.ts';
import { refuse, type Refusal } from '../../lib/result.ts';

/** As stored: the index is the value in the database. */
export const promoKinds = [
  'percent',
  'per_ticket',
  'per_order',
] as const satisfies readonly Discount['kind'][];

export type Promo = Discount & {
  readonly code: string;
  /** Of all orders, and of those of one person; null: no limit. */
  readonly usesMax: number | null;
  readonly perPersonMax: number | null;
  readonly startsAtMs: number | null;
  readonly endsAtMs: number | null;
  /** The organizer has ended it. */
  readonly endedAtMs: number | null;
  readonly createdAtMs: number;
  /** Orders that have a use. */
  readonly used: number;
};

/** Upper and lower case are the same. */
export const toCode = (text: string): string => text.toUpperCase();

export type PromoRefusal = 'promo_ended' | 'promo_used_up';

/** Undefined: there is a use to be had, as far as this moment knows. */
export function whyNotNow(promo: Promo, nowMs: number): Refusal<PromoRefusal> | undefined {
  const { startsAtMs, endsAtMs, endedAtMs, usesMax, used } = promo;
  if (startsAtMs !== null && nowMs < startsAtMs) {
    return refuse('promo_ended', { startsAt: new Date(startsAtMs).toISOString() });
  }
  if (endedAtMs !== null || (endsAtMs !== null && nowMs >= endsAtMs)) {
    const over = Math.min(
      endedAtMs ?? Number.POSITIVE_INFINITY,
      endsAtMs ?? Number.POSITIVE_INFINITY,
    );
    return refuse('promo_ended', { endedAt: new Date(over).toISOString() });
  }
  return usesMax !== null && used >= usesMax ? usedUp('all', usesMax) : undefined;
}

export const usedUp = (scope: 'all' | 'person', limit: number): Refusal<'promo_used_up'> =>
  refuse('promo_used_up', { scope, limit });

type Draft = {
  readonly kind: Discount['kind'];
  readonly amount: number;
  readonly tiers?: readonly string[] | undefined;
  readonly startsAtMs: number | null;
  readonly endsAtMs: number | null;
};

type Problem = { readonly field: string; readonly problem: string };

/** What is wrong with a new code for an event with these price tiers. */
export function draftProblems(
  draft: Draft,
  tiers: readonly { readonly code: string }[],
): Problem[] {
  const { kind, amount, startsAtMs, endsAtMs } = draft;
  const problems: Problem[] = [];
  if (kind === 'percent' && amount > 100) {
    problems.push({ field: 'body.amount', problem: 'must be at most 100 per cent' });
  }
  const named = draft.tiers ?? [];
  if (named.some((code) => tiers.every((tier) => tier.code !== code))) {
    problems.push({ field: 'body.tiers', problem: 'names a tier that the event does not have' });
  }
  if (new Set(named).size !== named.length) {
    problems.push({ field: 'body.tiers', problem: 'names a tier twice' });
  }
  for (const [field, value] of [
    ['startsAt', startsAtMs],
    ['endsAt', endsAtMs],
  ] as const) {
    if (Number.isNaN(value)) problems.push({ field: `body.${field}`, problem: 'is no instant' });
  }
  if (startsAtMs !== null && endsAtMs !== null && endsAtMs <= startsAtMs) {
    problems.push({ field: 'body.endsAt', problem: 'must be after startsAt' });
  }
  return problems;
}

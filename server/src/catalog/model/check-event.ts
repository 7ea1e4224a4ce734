/**
 * Whether what an organizer says about an event makes sense, beyond what its schema can check. Every
 * problem is named by its field, so that a form can show all of them at once.
 */
import type { FeeRule } from '@onsale/contract/pricing.ts';
import { isKnownZone } from '../../lib/time.ts';
import type { TicketType, Tier, Translations } from './event.ts';

export type Problem = { readonly field: string; readonly problem: string };

export type Times = {
  readonly startsAtMs: number;
  readonly saleOpensAtMs: number;
  /** Null: until the start. */
  readonly saleClosesAtMs: number | null;
  readonly refundableUntilMs: number | null;
};

const problem = (field: string, text: string): Problem => ({
  field: `body.${field}`,
  problem: text,
});

/** opens < ends <= start, and nothing can be given back after the start. */
export function timeProblems(times: Times): Problem[] {
  const { startsAtMs, saleOpensAtMs, saleClosesAtMs, refundableUntilMs } = times;
  const found: Problem[] = [];
  if (saleOpensAtMs >= startsAtMs)
    found.push(problem('saleOpensAt', 'must be before the event starts'));
  if (saleClosesAtMs !== null) {
    if (saleClosesAtMs <= saleOpensAtMs)
      found.push(problem('saleEndsAt', 'must be after the sale opens'));
    if (saleClosesAtMs > startsAtMs)
      found.push(problem('saleEndsAt', 'must not be after the event starts'));
  }
  if (refundableUntilMs !== null && refundableUntilMs > startsAtMs)
    found.push(problem('refundableUntil', 'must not be after the event starts'));
  return found;
}

export const startProblems = (startsAtMs: number, nowMs: number): Problem[] =>
  startsAtMs > nowMs ? [] : [problem('startsAt', 'must be in the future')];

/** Offsets such as `+09:00` are no zones: they know nothing of daylight saving. */
export function zoneProblems(timeZone: string): Problem[] {
  const known = /^[A-Za-z]/.test(timeZone) && isKnownZone(timeZone);
  return known ? [] : [problem('timeZone', 'is not an IANA time zone such as Asia/Seoul')];
}

export const currencyProblems = (currency: string): Problem[] =>
  Intl.supportedValuesOf('currency').includes(currency)
    ? []
    : [problem('currency', 'is not an ISO 4217 currency such as KRW')];

const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
const LANGUAGES_MAX = 20;
/** Control characters other than line breaks; PostgreSQL cannot store the first of them. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f]/;

/** `needed`: there must be a text in at least one language. */
export function textProblems(field: string, text: Translations, needed: boolean): Problem[] {
  const entries = Object.entries(text);
  if (needed && !entries.some(([, value]) => value.trim() !== ''))
    return [problem(field, 'needs a text in at least one language')];
  if (entries.length > LANGUAGES_MAX)
    return [problem(field, `has more than ${LANGUAGES_MAX} languages`)];
  return entries.flatMap(([language, value]) => {
    if (!LANGUAGE.test(language)) return [problem(field, 'has a key that is no language tag')];
    return isPlain(value) ? [] : [problem(`${field}.${language}`, 'has control characters')];
  });
}

const isPlain = (value: string): boolean => !CONTROL.test(value) && value.isWellFormed();

/** The largest order that anybody can make must have an exact total. */
const PLACES_MAX = 100;

export function priceProblems(
  tiers: readonly Tier[],
  ticketTypes: readonly TicketType[],
  fees: FeeRule,
): Problem[] {
  const dearest = tiers.reduce((most, tier) => Math.max(most, tier.priceMinor), 0);
  const withFees = dearest * (1 + fees.basisPoints / 10_000) + fees.perTicketMinor;
  return [
    ...namedProblems('tiers', tiers),
    ...namedProblems('ticketTypes', ticketTypes),
    ...(withFees * PLACES_MAX > Number.MAX_SAFE_INTEGER
      ? [problem('tiers', 'has a price so high that an order of 100 places could not be added up')]
      : []),
  ];
}

function namedProblems(
  list: 'tiers' | 'ticketTypes',
  entries: readonly { readonly code: string; readonly name: Translations }[],
): Problem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ code, name }, i) => {
    const found = textProblems(`${list}.${i}.name`, name, true);
    if (!isPlain(code)) found.push(problem(`${list}.${i}.code`, 'has control characters'));
    if (seen.has(code)) found.push(problem(`${list}.${i}.code`, 'is used twice'));
    seen.add(code);
    return found;
  });
}

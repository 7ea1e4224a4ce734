/** What a new date does to the other times of an event: they keep their distance to the start. */
import type { EventRecord } from './event.ts';

export type NewDate = {
  readonly startsAtMs: number;
  readonly saleClosesAtMs: number | null;
  readonly refundableUntilMs: number | null;
};

/**
 * A sale that ended two hours before the doors still does. Whoever cannot come on the new date gets
 * at least as long to give tickets back as before, and never longer than until the new start.
 */
export function newDate(
  event: Pick<EventRecord, 'startsAtMs' | 'saleOpensAtMs' | 'saleClosesAtMs' | 'refundableUntilMs'>,
  startsAtMs: number,
): NewDate {
  const byMs = startsAtMs - event.startsAtMs;
  const { saleOpensAtMs, saleClosesAtMs, refundableUntilMs } = event;
  const closes = saleClosesAtMs === null ? null : saleClosesAtMs + byMs;
  return {
    startsAtMs,
    // An earlier date may leave no room before it; then the sale lasts until the start.
    saleClosesAtMs: closes !== null && closes > saleOpensAtMs ? closes : null,
    refundableUntilMs:
      refundableUntilMs === null
        ? null
        : Math.min(startsAtMs, Math.max(refundableUntilMs, refundableUntilMs + byMs)),
  };
}

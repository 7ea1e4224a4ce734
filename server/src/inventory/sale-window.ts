/** Whether people may buy now, as this process knows the event. The engine asks the rows once more. */
import type { EventRecord } from '../catalog/model/event.ts';
import { refuse, type Refusal } from '../lib/result.ts';

type Closed = 'event_cancelled' | 'sale_not_open' | 'sale_ended';

/** Undefined when the sale is on. Nobody sells what has begun, unless the organizer has said until when. */
export function saleRefusal(event: EventRecord, nowMs: number): Refusal<Closed> | undefined {
  const { cancelledAtMs, postponedAtMs, saleOpensAtMs, saleClosesAtMs, startsAtMs } = event;
  if (cancelledAtMs !== null) return refuse('event_cancelled');
  if (postponedAtMs !== null) return refuse('sale_not_open', { postponed: true });
  if (nowMs < saleOpensAtMs) {
    return refuse('sale_not_open', { opensAt: new Date(saleOpensAtMs).toISOString() });
  }
  const endsAtMs = saleClosesAtMs ?? startsAtMs;
  return nowMs < endsAtMs
    ? undefined
    : refuse('sale_ended', { endedAt: new Date(endsAtMs).toISOString() });
}

/** What can be done about an event at a moment: the server's status, brought forward by the clock. */
import type { Event } from '../api/queries.ts';

export type Sale =
  | { readonly kind: 'on_sale' }
  | { readonly kind: 'upcoming'; readonly opensAtMs: number }
  | { readonly kind: 'sold_out' | 'sale_ended' | 'ended' | 'cancelled' | 'postponed' };

export type SaleKind = Sale['kind'];

type Timed = Pick<Event, 'status' | 'startsAt' | 'saleOpensAt' | 'saleEndsAt' | 'available'>;

/** @param nowMs the server's time */
export function saleOf(event: Timed, nowMs: number): Sale {
  const { status } = event;
  if (status === 'cancelled' || status === 'postponed') return { kind: status };
  if (nowMs >= Date.parse(event.startsAt)) return { kind: 'ended' };
  const opensAtMs = event.saleOpensAt === undefined ? 0 : Date.parse(event.saleOpensAt);
  if (nowMs < opensAtMs) return { kind: 'upcoming', opensAtMs };
  const isClosed = event.saleEndsAt !== undefined && nowMs >= Date.parse(event.saleEndsAt);
  if (isClosed || status === 'ended') return { kind: 'sale_ended' };
  return { kind: event.available > 0 ? 'on_sale' : 'sold_out' };
}

/** Few enough to be worth saying: a tenth of the house, fifty at most. */
export const isNearlySoldOut = ({ available, capacity }: Pick<Event, 'available' | 'capacity'>) =>
  available > 0 && available <= Math.min(50, capacity / 10);

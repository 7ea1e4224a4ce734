/** My tickets in their order. */
import { expect, it } from 'vitest';
import type { Order, Ticket } from '../../purchase/queries.ts';
import { byEvent, isUnderWay } from './group-tickets.ts';

const hourMs = 3_600_000;
const ticket = (id: string, eventId: number, startsMs: number, admission = 1, status = 'on_sale') =>
  ({
    id,
    eventId,
    reservationId: 'r',
    admission,
    event: { startsAt: new Date(startsMs).toISOString(), status },
  }) as unknown as Ticket;

it('puts the next event first and the last past one first; a postponed one is to come', () => {
  const nowMs = Date.UTC(2027, 0, 1);
  const { upcoming, past } = byEvent(
    [
      ticket('b2', 2, nowMs + 9 * hourMs, 2),
      ticket('b1', 2, nowMs + 9 * hourMs, 1),
      ticket('a', 1, nowMs + 5 * hourMs),
      ticket('late', 3, nowMs - hourMs),
      ticket('old', 4, nowMs - 900 * hourMs),
      ticket('older', 5, nowMs - 999 * hourMs),
      ticket('moved', 6, nowMs - 900 * hourMs, 1, 'postponed'),
    ],
    nowMs,
  );
  expect(upcoming.map(({ eventId }) => eventId)).toEqual([6, 3, 1, 2]);
  expect(upcoming.at(-1)?.tickets.map(({ id }) => id)).toEqual(['b1', 'b2']);
  expect(past.map(({ eventId }) => eventId)).toEqual([4, 5]);
});

it.each([
  ['paying', 0, true],
  ['ending', 0, true],
  ['complete', 1, true],
  ['complete', 2, false],
  ['ended', 0, false],
] as const)('%s with %i of 2 tickets', (status, tickets, expected) => {
  expect(isUnderWay({ status, tickets, lines: [1, 2] } as unknown as Order)).toBe(expected);
});

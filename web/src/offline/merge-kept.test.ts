/** What is kept on a device, and which changes are told. */
import { expect, it } from 'vitest';
import type { Ticket } from '../purchase/queries.ts';
import { changesBetween, KEPT_MAX, opensADoor, worthKeeping } from './merge-kept.ts';

const nowMs = Date.UTC(2027, 0, 1);
const dayMs = 86_400_000;
const ticket = (id: string, inDays: number, more: object = {}, event: object = {}): Ticket =>
  ({
    id,
    status: 'valid',
    event: {
      startsAt: new Date(nowMs + inDays * dayMs).toISOString(),
      status: 'on_sale',
      ...event,
    },
    ...more,
  }) as unknown as Ticket;

it('keeps what is to come, the soonest first, and what may still come', () => {
  const postponed = ticket('moved', -90, {}, { status: 'postponed' });
  const all = [ticket('later', 9), ticket('soon', 1), ticket('old', -8), postponed];
  expect(worthKeeping(all, nowMs).map(({ id }) => id)).toEqual(['moved', 'soon', 'later']);
  const many = Array.from({ length: KEPT_MAX + 5 }, (_none, nth) => ticket(`${nth}`, 1));
  expect(worthKeeping(many, nowMs)).toHaveLength(KEPT_MAX);
});

it('keeps codes of valid tickets only', () => {
  expect(opensADoor(ticket('a', 1))).toBe(true);
  expect(opensADoor(ticket('a', 1, { status: 'revoked' }))).toBe(false);
  expect(opensADoor(ticket('a', 1, {}, { status: 'cancelled' }))).toBe(false);
});

it('counts what somebody would want to know, and nothing else', () => {
  const before = [
    ticket('a', 1),
    ticket('b', 1),
    ticket('c', 1),
    ticket('d', 1),
    ticket('old', -9),
  ];
  const after = [
    ticket('a', 1, { label: { en: 'another text' } }, { status: 'sold_out' }),
    ticket('b', 1, { status: 'revoked' }),
    ticket('c', 3),
    ticket('new', 1),
  ];
  expect(changesBetween(before, after, nowMs)).toBe(3);
  expect(changesBetween([], after, nowMs)).toBe(0);
});

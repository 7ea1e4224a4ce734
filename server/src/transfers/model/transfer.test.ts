/** What an offer is at a moment, and when tickets of an event may change hands. */
import { expect, it } from 'vitest';
import type { EventRecord } from '../../catalog/model/event.ts';
import { hasStarted, notBeyondMs, statusNow, whyNotNow } from './transfer.ts';

const nowMs = 1_900_000_000_000;
const event = (change: Partial<EventRecord> = {}): EventRecord =>
  ({
    startsAtMs: nowMs + 1,
    cancelledAtMs: null,
    postponedAtMs: null,
    transfersRefused: false,
    ...change,
  }) as EventRecord;

it('an offer is over when its time is, or when its ticket is gone; what was settled stays so', () => {
  const offer = { state: 0, endsAtMs: nowMs + 1, nowMs };
  expect(statusNow(offer, true)).toBe('offered');
  expect(statusNow(offer, false)).toBe('ended');
  expect(statusNow({ ...offer, nowMs: nowMs + 1 }, true)).toBe('ended');
  expect([1, 2, 3].map((state) => statusNow({ ...offer, state }, false))).toEqual([
    'accepted',
    'withdrawn',
    'ended',
  ]);
});

it('tickets change hands until the event begins, where the organizer lets them', () => {
  expect(whyNotNow(event(), nowMs)).toBeUndefined();
  expect(whyNotNow(event(), nowMs + 1)).toMatchObject({ code: 'event_started' });
  expect(whyNotNow(event({ transfersRefused: true }), nowMs)).toMatchObject({
    code: 'transfers_refused',
  });
  expect(whyNotNow(event({ cancelledAtMs: nowMs }), nowMs)).toMatchObject({
    code: 'event_cancelled',
  });
});

it('a postponed event without a new date has not begun, and ends no offer', () => {
  const postponed = event({ postponedAtMs: nowMs, startsAtMs: nowMs - 1 });
  expect(hasStarted(postponed, nowMs)).toBe(false);
  expect(notBeyondMs(postponed)).toBeNull();
  expect(notBeyondMs(event())).toBe(nowMs + 1);
});

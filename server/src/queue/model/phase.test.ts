/** The table of phases in SPEC.md, row by row. */
import { expect, test } from 'vitest';
import { cohortIsDue, isEngaged, letsIn, opensAtMs, phaseOf, takesEntries } from './phase.ts';
import type { Room } from './room.ts';
import { aRoom, before, nowMs } from './testing.ts';

const MINUTE = 60_000;
const undrawn = { drawKey: null } as const;

test.each<[string, Room, string]>([
  ['switched off, whatever else', aRoom({}, { mode: 'off' }), 'off'],
  ['cancelled', aRoom({ cancelled: true }), 'ended'],
  ['the sale has closed', aRoom({ saleClosesAtMs: nowMs }), 'ended'],
  ['the show has begun', aRoom({ startsAtMs: nowMs }), 'ended'],
  ['begun, but on sale for longer', aRoom({ startsAtMs: 0, saleClosesAtMs: nowMs + 1 }), 'serving'],
  ['automatic and not engaged', aRoom({}, { mode: 'automatic' }), 'idle'],
  ['automatic and engaged', aRoom({ engaged: true }, { mode: 'automatic' }), 'serving'],
  ['long before the sale', before({ saleOpensAtMs: nowMs + 31 * MINUTE }), 'closed'],
  ['half an hour before the sale', before({ saleOpensAtMs: nowMs + 30 * MINUTE }), 'gathering'],
  ['before its own opening', before({}, { opensAtMs: nowMs + 1 }), 'closed'],
  ['opened, then put off', before({ lastNumber: 1 }, { opensAtMs: nowMs + 1 }), 'gathering'],
  ['drained before the sale', before({}, { control: 'drain' }), 'draining'],
  ['paused before the sale', before({}, { control: 'pause' }), 'gathering'],
  ['postponed before the sale', before({ saleOpensAtMs: nowMs, postponed: true }), 'gathering'],
  ['open, but no worker has seen it', before({ saleOpensAtMs: nowMs }), 'drawing'],
  ['closed and not drawn', aRoom(undrawn), 'drawing'],
  ['paused while it is drawn', aRoom(undrawn, { control: 'pause' }), 'drawing'],
  ['drawn', aRoom(), 'serving'],
  ['drawn, then moved to later', aRoom({ saleOpensAtMs: nowMs + MINUTE }), 'serving'],
  ['paused', aRoom({}, { control: 'pause' }), 'paused'],
  ['draining', aRoom({}, { control: 'drain' }), 'draining'],
])('%s', (_what, room, phase) => {
  expect(phaseOf(room)).toBe(phase);
});

test('every phase says whether it takes people in and lets people in', () => {
  expect(Object.keys(takesEntries)).toEqual(Object.keys(letsIn));
  const takes = Object.entries(takesEntries).flatMap(([phase, does]) => (does ? [phase] : []));
  expect(takes).toEqual(['gathering', 'drawing', 'serving', 'paused']);
  const lets = Object.entries(letsIn).flatMap(([phase, does]) => (does ? [phase] : []));
  expect(lets).toEqual(['serving', 'paused', 'draining']);
});

test('a cohort closes once, when the sale is on', () => {
  expect(cohortIsDue(before(), nowMs)).toBe(false);
  expect(cohortIsDue(before(), nowMs + 10 * MINUTE)).toBe(true);
  expect(cohortIsDue(before({ postponed: true }), nowMs + 10 * MINUTE)).toBe(false);
  expect(cohortIsDue(aRoom(), nowMs)).toBe(false);
});

test('a pass is needed while the room is engaged', () => {
  expect(isEngaged(aRoom())).toBe(true);
  expect(isEngaged(aRoom({}, { mode: 'automatic' }))).toBe(false);
  expect(isEngaged(aRoom({ engaged: true }, { mode: 'off' }))).toBe(false);
  expect(opensAtMs(aRoom({}, { opensAtMs: 5 }))).toBe(5);
});

/**
 * The client's side of the live channel: whatever is lost, repeated or out of order, it never takes a
 * state for the latest that is not, and ends with the truth.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeltaMessage, LiveMessage, QueueMessage, SnapshotMessage } from './realtime.ts';
import {
  applyMessage,
  applyQueue,
  availableIn,
  emptyTopicState,
  needsSnapshot,
  type TopicState,
} from './realtime-state.ts';
import { encodeSeatStates, getSeatState, packSeatStates, type SeatState } from './seat-state.ts';

const SEATS = 9;
const topic = 'event:1';

/** What happened: each step changes one seat and sells one place of the pool. */
type Step = { readonly seat: number; readonly state: SeatState };
const step = fc.record({ seat: fc.nat(SEATS - 1), state: fc.constantFrom<SeatState>(0, 1, 2, 3) });
const history = fc.array(step, { minLength: 1, maxLength: 40 });

function statesAt(steps: readonly Step[], seq: number): SeatState[] {
  const states: SeatState[] = Array.from({ length: SEATS }, () => 0);
  for (const { seat, state } of steps.slice(0, seq)) states[seat] = state;
  return states;
}

const snapshotAt = (steps: readonly Step[], seq: number): SnapshotMessage => ({
  v: 1,
  t: 'snapshot',
  topic,
  seq,
  seatCount: SEATS,
  seats: encodeSeatStates(packSeatStates(statesAt(steps, seq))),
  pools: [[1, 100, 0, seq, 0]],
});

function deltaOf(steps: readonly Step[], from: number, seq: number): DeltaMessage {
  const states = statesAt(steps, seq);
  const touched = new Set(steps.slice(from, seq).map(({ seat }) => seat));
  return {
    v: 1,
    t: 'delta',
    topic,
    from,
    seq,
    seats: Array.from(touched, (seat) => [seat, states[seat] ?? 0, seq]),
    pools: [[1, 100, 0, seq, 0]],
  };
}

/** Any messages that a server could have sent, in any order, any number of times. */
const messages = (steps: readonly Step[]): fc.Arbitrary<LiveMessage[]> => {
  const seq = fc.nat(steps.length);
  const delta = fc
    .tuple(seq, seq)
    .filter(([from, to]) => from < to)
    .map(([from, to]) => deltaOf(steps, from, to));
  return fc.array(
    fc.oneof(
      { weight: 1, arbitrary: seq.map((at) => snapshotAt(steps, at)) },
      { weight: 6, arbitrary: delta },
      { weight: 1, arbitrary: fc.constant<LiveMessage>({ v: 1, t: 'bye', retryMs: 1 }) },
    ),
    { maxLength: 60 },
  );
};

const stories = history.chain((steps) => fc.tuple(fc.constant(steps), messages(steps)));
const applyAll = (all: readonly LiveMessage[], state = emptyTopicState(topic)): TopicState =>
  all.reduce(applyMessage, state);
const seatsOf = (state: TopicState): SeatState[] =>
  Array.from({ length: SEATS }, (_, seat) => getSeatState(state.seats, seat));

test('whatever came, the state is the true one at its number', () => {
  fc.assert(
    fc.property(stories, ([steps, all]) => {
      let state = emptyTopicState(topic);
      for (const message of all) {
        const before = state;
        state = applyMessage(before, message);
        expect(state.seq).toBeGreaterThanOrEqual(before.seq);
        if (state.seq < 0) continue;
        expect(seatsOf(state)).toEqual(statesAt(steps, state.seq));
        expect(state.pools.get(1)?.sold).toBe(state.seq);
      }
    }),
  );
});

test('it knows when something is missing', () => {
  fc.assert(
    fc.property(stories, ([, all]) => {
      const state = applyAll(all);
      const latest = all.reduce(
        (most, message) => ('seq' in message ? Math.max(most, message.seq) : most),
        -1,
      );
      expect(state.announcedSeq).toBe(latest);
      expect(needsSnapshot(state)).toBe(state.seq < latest);
    }),
  );
});

test('the next snapshot, or a contiguous run of deltas, leads to the truth', () => {
  fc.assert(
    fc.property(stories, fc.nat(3), ([steps, all], stride) => {
      const state = applyAll(all);
      const truth = statesAt(steps, steps.length);
      const healed = applyMessage(state, snapshotAt(steps, steps.length));
      expect(seatsOf(healed)).toEqual(truth);
      expect(needsSnapshot(healed)).toBe(false);
      if (state.seq < 0) return;

      let after = state;
      for (let from = state.seq; from < steps.length; from += stride + 1) {
        const to = Math.min(steps.length, from + stride + 1);
        after = applyMessage(after, deltaOf(steps, Math.max(0, from - stride), to));
      }
      expect(seatsOf(after)).toEqual(truth);
      expect(needsSnapshot(after)).toBe(false);
    }),
  );
});

const base = applyAll([snapshotAt([{ seat: 0, state: 1 }], 1)]);

test('what was given out is never changed in place', () => {
  const before = seatsOf(base);
  const next = applyMessage(
    base,
    deltaOf(
      [
        { seat: 0, state: 1 },
        { seat: 1, state: 2 },
      ],
      1,
      2,
    ),
  );
  expect(seatsOf(base)).toEqual(before);
  expect(seatsOf(next)).not.toEqual(before);
});

test('messages without news give the same object', () => {
  const elsewhere: LiveMessage = { v: 1, t: 'gone', topic: 'event:2' };
  for (const message of [elsewhere, deltaOf([{ seat: 0, state: 1 }], 0, 1)]) {
    expect(applyMessage(base, message)).toBe(base);
  }
});

test('a reset replaces even a newer state', () => {
  const ahead = applyMessage(base, { ...deltaOf([], 5, 9), from: 5 });
  expect(needsSnapshot(ahead)).toBe(true);
  const reset = applyMessage(ahead, { ...snapshotAt([], 0), reset: true });
  expect(reset).toMatchObject({ seq: 0, announcedSeq: 0 });
  expect(seatsOf(reset)).toEqual(statesAt([], 0));
});

test('a seat that the house does not have means that something is missing', () => {
  const odd = applyMessage(base, { ...deltaOf([], 1, 2), seats: [[SEATS, 1, 1]] });
  expect(odd.seq).toBe(1);
  expect(needsSnapshot(odd)).toBe(true);
});

test('an event can be gone, and come back with a snapshot', () => {
  const gone = applyMessage(base, { v: 1, t: 'gone', topic });
  expect(gone).toMatchObject({ gone: true, seq: -1 });
  expect(applyMessage(gone, snapshotAt([], 3))).toMatchObject({ gone: false, seq: 3 });
});

test('places left in a pool are never negative', () => {
  expect(availableIn({ capacity: 10, held: 2, sold: 3, blocked: 1 })).toBe(4);
  expect(availableIn({ capacity: 1, held: 2, sold: 3, blocked: 1 })).toBe(0);
});

const said = (version: number, servedUpTo: number, reset?: true): QueueMessage => ({
  v: 1,
  t: 'queue',
  topic: 'queue:1',
  seq: version,
  // Nothing else of it matters here.
  status: { version, servedUpTo } as QueueMessage['status'],
  ...(reset && { reset }),
});
const hear = (...heard: LiveMessage[]): number | undefined => {
  let known: QueueMessage['status'] | undefined;
  for (const message of heard) known = applyQueue(known, 'queue:1', message);
  return known?.servedUpTo;
};

test('of a waiting room the newest counts, and an older one only after a reset', () => {
  expect(hear(said(3, 30), said(5, 50), said(4, 40))).toBe(50);
  expect(hear(said(3, 30), said(3, 31))).toBe(31);
  expect(hear(said(5, 50), said(4, 40, true))).toBe(40);
  expect(hear(said(5, 50), { ...said(9, 90), topic: 'queue:2' })).toBe(50);
  // The places of the event do not care.
  const state = emptyTopicState('event:1');
  expect(applyMessage(state, said(9, 90))).toBe(state);
});

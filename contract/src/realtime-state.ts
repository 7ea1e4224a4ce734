/**
 * What a client makes of the live channel: a pure function from what it knows of a topic and a message
 * to what it knows then. Messages may come twice, late, or not at all; the state is right after the
 * next snapshot or contiguous run of deltas, and it says when it is not up to date.
 */
import type { QueueStatus } from './queue.ts';
import type {
  DeltaMessage,
  EventTopic,
  LiveMessage,
  QueueTopic,
  SnapshotMessage,
} from './realtime.ts';
import { decodeSeatStates, setSeatState, type SeatState } from './seat-state.ts';

export type PoolNumbers = {
  readonly capacity: number;
  readonly held: number;
  readonly sold: number;
  readonly blocked: number;
};

export type TopicState = {
  readonly topic: EventTopic;
  /** The last change contained; -1 before the first snapshot. */
  readonly seq: number;
  /** The latest change there is known to be: when it lies beyond `seq`, something is missing. */
  readonly announcedSeq: number;
  readonly seatCount: number;
  /** 2 bits a seat (`seat-state.ts`). Never changed in place. */
  readonly seats: Uint8Array;
  readonly pools: ReadonlyMap<number, PoolNumbers>;
  /** Grows when the description of the event has changed and should be read again. */
  readonly eventChanges: number;
  /** There is no such event. */
  readonly gone: boolean;
};

export function emptyTopicState(topic: EventTopic): TopicState {
  return {
    topic,
    seq: -1,
    announcedSeq: -1,
    seatCount: 0,
    seats: new Uint8Array(0),
    pools: new Map(),
    eventChanges: 0,
    gone: false,
  };
}

/**
 * Something was missed: read GET .../state (`snapshotOfState`), or reconnect without Last-Event-ID.
 * False before the first snapshot too, as long as nothing was heard: it is on its way.
 */
export const needsSnapshot = (state: TopicState): boolean => state.announcedSeq > state.seq;

/** Places that can be bought in a pool. */
export const availableIn = ({ capacity, held, sold, blocked }: PoolNumbers): number =>
  Math.max(0, capacity - held - sold - blocked);

/** The same object when the message changes nothing (older, of another topic, a farewell). */
export function applyMessage(state: TopicState, message: LiveMessage): TopicState {
  if (message.t === 'bye' || message.topic !== state.topic) return state;
  if (message.t === 'snapshot') return applySnapshot(state, message);
  if (message.t === 'delta') return applyDelta(state, message);
  // Of a waiting room (`applyQueue`), or of a kind that this client does not know.
  if (message.t !== 'gone') return state;
  return state.gone ? state : { ...emptyTopicState(state.topic), gone: true };
}

function applySnapshot(state: TopicState, message: SnapshotMessage): TopicState {
  const { seq, seatCount, reset } = message;
  // Equal is news: a snapshot may contain what was committed since, and holds that lapsed.
  if (seq < state.seq && reset !== true) return state;
  return {
    topic: state.topic,
    seq,
    announcedSeq: reset === true ? seq : Math.max(seq, state.announcedSeq),
    seatCount,
    seats: decodeSeatStates(message.seats, seatCount),
    pools: withPools(new Map(), message.pools),
    eventChanges: state.eventChanges,
    gone: false,
  };
}

function applyDelta(state: TopicState, message: DeltaMessage): TopicState {
  const { from, seq } = message;
  if (seq <= state.seq) return state;
  const fits = state.seq >= from && message.seats.every(([seat]) => seat < state.seatCount);
  if (!fits) return seq <= state.announcedSeq ? state : { ...state, announcedSeq: seq };
  let { seats, pools } = state;
  if (message.seats.length > 0) {
    seats = seats.slice();
    for (const [seat, one] of message.seats) setSeatState(seats, seat, one as SeatState);
  }
  if (message.pools.length > 0) pools = withPools(new Map(pools), message.pools);
  const eventChanges = state.eventChanges + (message.event === true ? 1 : 0);
  const announcedSeq = Math.max(seq, state.announcedSeq);
  return { ...state, seq, announcedSeq, seats, pools, eventChanges };
}

function withPools(
  pools: Map<number, PoolNumbers>,
  changes: DeltaMessage['pools'],
): ReadonlyMap<number, PoolNumbers> {
  for (const [pool, capacity, held, sold, blocked] of changes) {
    pools.set(pool, { capacity, held, sold, blocked });
  }
  return pools;
}

/**
 * What is known of a waiting room after a message: the same object when the message is older or about
 * something else. Equal is news: what is left, and how fast it moves, change without a new version.
 */
export function applyQueue(
  known: QueueStatus | undefined,
  topic: QueueTopic,
  message: LiveMessage,
): QueueStatus | undefined {
  if (message.t !== 'queue' || message.topic !== topic) return known;
  const isOlder = known !== undefined && message.seq < known.version && message.reset !== true;
  return isOlder ? known : message.status;
}

/**
 * The durable core of the waiting room: who stands where, who is in, and what an organizer has set. All
 * of it lives in PostgreSQL and changes under the lock of the room's row, in groups; this process
 * remembers only what can be computed again. HTTP, status and tokens build on it.
 */
import type { BeaconChain } from '@onsale/contract/beacon.ts';
import type { DrawProof, DrawRecord, RoomNumbers, RoomPatch } from '@onsale/contract/queue.ts';
import { assert } from '../lib/assert.ts';
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import { ok, type Refusal, type Result } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { addCodes } from './add-codes.ts';
import { adoptEntries } from './adopt-entries.ts';
import { changeRoom } from './change-room.ts';
import { findAdmission, findStanding } from './find-standing.ts';
import { createLines } from './lines.ts';
import type { Entry, Room, RunningAdmission } from './model/room.ts';
import type { Positions } from './positions.ts';
import { proofOf, readDraw } from './read-draw.ts';
import { readNumbers } from './read-numbers.ts';
import { readRooms } from './read-rooms.ts';

export type JoinAsk = {
  /** `g:…` or `a:…`. */
  readonly personId: string;
  /** 16 random bytes; who has a place keeps the nonce of that one. */
  readonly nonce: Buffer;
  /** SHA-256 of the presale code, 32 bytes. Looked at only where the room asks for codes. */
  readonly codeHash?: Buffer;
};

export type JoinRefusal =
  | 'event_not_found'
  | 'queue_not_open'
  | 'queue_closed'
  | 'code_required'
  | 'code_invalid'
  | 'busy'
  | 'unavailable';

export type AdmitRefusal =
  | 'event_not_found'
  | 'entry_not_found'
  | 'not_your_turn'
  | 'room_full'
  | 'busy'
  | 'unavailable';

/** Where somebody stands. `position` is absent until it is drawn. */
export type Standing = {
  readonly entry: Entry;
  readonly position?: number;
  readonly admission?: RunningAdmission;
};

export type PresaleCode = { readonly codeHash: Buffer; readonly usesMax: number };

export type QueueCore = {
  /**
   * Draws a number, or answers the one that this person has. Details of `queue_not_open`: `opensAt`;
   * of `busy` and `unavailable`: `retryAfterSeconds`. The caller sees to accounts and challenges.
   */
  join(eventId: number, ask: JoinAsk): Promise<Result<Entry, JoinRefusal>>;
  /** The place that has not ended, with its position and running admission. */
  entryOf(eventId: number, personId: string): Promise<Standing | undefined>;
  /** Ends place and admission; frees the slot at once. `left`: there was something to leave. */
  leave(
    eventId: number,
    personId: string,
  ): Promise<Result<{ readonly left: boolean }, 'event_not_found' | 'busy' | 'unavailable'>>;
  /**
   * Lets in who was called, or answers the admission that runs. `id` is for a new one. Details of
   * `not_your_turn`: `position` (when drawn) and `servedUpTo`; of `room_full`: `retryAfterSeconds`.
   */
  admit(
    eventId: number,
    ask: { readonly personId: string; readonly id: Uuid },
  ): Promise<Result<RunningAdmission, AdmitRefusal>>;
  /** The admission if it runs, from the database: for whoever does not hear the outbox. */
  admissionById(eventId: number, id: string): Promise<RunningAdmission | undefined>;
  /** Rooms of these events, in one statement; events without a room are left out. */
  rooms(eventIds: readonly number[]): Promise<readonly Room[]>;
  /**
   * Makes the room at the first change. An event of another organization is `event_not_found`;
   * undefined: any. `invalid_request` when the settings contradict each other.
   */
  changeRoom(
    eventId: number,
    patch: RoomPatch,
    organizationId?: number,
  ): Promise<Result<Room, 'event_not_found' | 'draw_fixed' | 'invalid_request'>>;
  /** Needs a room: make one first. One that exists gets the new number of uses. */
  addCodes(
    eventId: number,
    codes: readonly PresaleCode[],
    organizationId?: number,
  ): Promise<Result<{ readonly added: number }, 'event_not_found'>>;
  /** Size and root are in it once the cohort has closed, the seed once the draw has been made. */
  readDraw(eventId: number): Promise<Result<DrawRecord, 'event_not_found' | 'queue_closed'>>;
  /** That entry `number` is in the closed cohort. `queue_not_open`: it has not closed. */
  proofOf(
    eventId: number,
    number: number,
  ): Promise<Result<DrawProof, 'event_not_found' | 'entry_not_found' | 'queue_not_open'>>;
  /**
   * Signing in: places of `from` become those of `to`. Where both have one, the one that is in stays,
   * else the lower number. An admission that moves gets a new id. Answers how many events were touched;
   * repeating it is harmless.
   */
  adopt(from: string, to: string, nextId: () => Uuid): Promise<{ readonly places: number }>;
  /** For the operator; undefined when there is no room. */
  numbers(eventId: number): Promise<RoomNumbers | undefined>;
  /** Commands waiting and in flight in this process. */
  depth(): number;
  /** Lets go of lanes that nobody has used for a while. */
  tidy(): void;
};

/** What the core measures; see `ops/metrics`. */
export type QueueObserver = {
  batch(size: number): void;
  /** A command waited so many ms for its batch. */
  waited(ms: number): void;
};

export type QueueCoreDeps = {
  readonly db: Db;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly randomBytes: (bytes: number) => Buffer;
  readonly positions: Positions;
  /** Chain for rooms that ask for a beacon; without one they cannot. */
  readonly beacon?: BeaconSettings;
  /** Something was committed: the relay may look at once. */
  readonly onCommit?: (eventId: number) => void;
  readonly observer?: QueueObserver;
  readonly onFault?: (error: unknown) => void;
  /** Commands in one transaction; 1,000 unless told. */
  readonly batchMax?: number;
};

/** A relay of a drand randomness beacon: it is asked for `url/chainHash/public/round`. */
export type BeaconSettings = {
  readonly url: string;
  readonly timeoutMs: number;
  /** Undefined: quicknet of the League of Entropy. */
  readonly chain: BeaconChain | undefined;
};

/** Opens no connection and starts nothing: a worker runs `jobs.ts` beside it. */
export function createQueueCore(deps: QueueCoreDeps): QueueCore {
  const { db, positions } = deps;
  const lines = createLines(deps);
  return {
    async join(eventId, ask) {
      const outcome = await lines.submit(eventId, { kind: 'join', ...ask });
      return outcome.ok ? valueOf(outcome.value.entry) : (outcome as Refusal<JoinRefusal>);
    },
    entryOf: (eventId, personId) => findStanding(db, positions, eventId, personId),
    async leave(eventId, personId) {
      const outcome = await lines.submit(eventId, { kind: 'leave', personId });
      return outcome.ok
        ? ok({ left: outcome.value.done === true })
        : (outcome as Refusal<'event_not_found' | 'busy' | 'unavailable'>);
    },
    async admit(eventId, ask) {
      const outcome = await lines.submit(eventId, { kind: 'admit', ...ask });
      return outcome.ok ? valueOf(outcome.value.admission) : (outcome as Refusal<AdmitRefusal>);
    },
    admissionById: (eventId, id) => findAdmission(db, eventId, id),
    rooms: (eventIds) => readRooms(db, eventIds),
    async changeRoom(eventId, patch, organizationId) {
      const changed = await changeRoom(deps, eventId, patch, organizationId);
      if (changed.ok) deps.onCommit?.(eventId);
      return changed;
    },
    addCodes: (eventId, codes, organizationId) => addCodes(db, eventId, codes, organizationId),
    readDraw: (eventId) => readDraw(db, eventId),
    proofOf: (eventId, number) => proofOf(db, eventId, number),
    adopt: (from, to, nextId) => adoptEntries(db, lines, from, to, nextId),
    numbers: (eventId) => readNumbers(db, eventId),
    depth: () => lines.depth(),
    tidy: () => lines.tidy(),
  };
}

/** The lane answers commands of every kind; what belongs to this one is there when it went well. */
function valueOf<Value>(value: Value | undefined): Result<Value, never> {
  assert(value !== undefined, 'a command is answered with what it asked for');
  return ok(value);
}

/**
 * The core of the waiting room on a test database, without loops and without HTTP: a test ticks and
 * draws when it wants to, and moves the sale in the database, for whose clock it is.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { RoomPatch } from '@onsale/contract/queue.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { Db } from '../../src/lib/db.ts';
import { sql } from '../../src/lib/db.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import {
  type BeaconSettings,
  createQueueCore,
  type JoinAsk,
  type QueueCore,
} from '../../src/queue/core.ts';
import { type DrawDeps, drawRoom } from '../../src/queue/draw-room.ts';
import type { Room, RunningAdmission } from '../../src/queue/model/room.ts';
import { createPositions } from '../../src/queue/positions.ts';
import { type Hints, type TickDeps, tickRoom, type Ticked } from '../../src/queue/tick-room.ts';
import { createEvents, type EngineEvents, type EventOptions } from './engine-events.ts';
import { openTestDb } from './test-db.ts';

export type WaitingRoom = {
  readonly db: Db;
  readonly core: QueueCore;
  readonly events: EngineEvents;
  readonly faults: unknown[];
  /** An event with a room; the sale opens in an hour unless told, the pre-queue is open. */
  open(patch?: RoomPatch, event?: EventOptions): Promise<number>;
  /** The sale opens now. */
  openSale(eventId: number): Promise<void>;
  join(eventId: number, person: string, ask?: Partial<JoinAsk>): ReturnType<QueueCore['join']>;
  /** Persons p1, p2 ... pn; answers their names. */
  joinMany(eventId: number, count: number, prefix?: string): Promise<readonly string[]>;
  admit(eventId: number, person: string): ReturnType<QueueCore['admit']>;
  /** Signs in. */
  adopt(from: string, to: string): ReturnType<QueueCore['adopt']>;
  /** The admission; throws what was refused. */
  enter(eventId: number, person: string): Promise<RunningAdmission>;
  /** As if so many ms had passed since the last one. */
  tick(eventId: number, options?: TickOptions): Promise<Ticked>;
  /** A tick if one is due. */
  tickAsItIs(eventId: number, hints: Hints): Promise<Ticked>;
  draw(eventId: number, deps?: Partial<DrawDeps>): Promise<boolean>;
  room(eventId: number): Promise<Room>;
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
};

export type TickOptions = Partial<Omit<TickDeps, 'db'>> &
  Partial<Hints> & { readonly elapsedMs?: number };

export type WaitingRoomOptions = {
  readonly beacon?: BeaconSettings;
  readonly batchMax?: number;
  readonly poolMax?: number;
};

export const somebody = (): Buffer => randomBytes(16);
export const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();

/** Nothing but the room decides. */
export const plenty: Pick<TickDeps, 'stock' | 'engine'> = {
  stock: async () => ({ available: 1_000_000, held: 0 }),
  engine: () => ({ depth: 0, p99Ms: 0 }),
};

export async function openWaitingRoom(
  url: string,
  options: WaitingRoomOptions = {},
): Promise<WaitingRoom> {
  const { poolMax = 8, ...more } = options;
  const db = openTestDb(url, poolMax);
  const events = await createEvents(db);
  const faults: unknown[] = [];
  const ids = createIds(systemClock);
  const core = createQueueCore({
    db,
    clock: systemClock,
    randomBytes,
    positions: createPositions(),
    onFault: (error) => void faults.push(error),
    ...more,
  });
  let statements = 0;
  async function query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    statements += 1;
    return db.query(sql<Row>(`test_${statements}`, text), values);
  }
  const admit = (eventId: number, personId: string): ReturnType<QueueCore['admit']> =>
    core.admit(eventId, { personId, id: ids.next() });
  return {
    db,
    core,
    events,
    faults,
    async open(patch = {}, event = {}) {
      const eventId = await events.createPoolEvent({
        capacity: 1_000,
        saleOpensAtMs: Date.now() + 3_600_000,
        ...event,
      });
      const opensAt = new Date(Date.now() - 60_000).toISOString();
      const wish = { mode: 'always', opensAt, perMinuteMax: 1_000_000, ...patch } as const;
      const made = await core.changeRoom(eventId, wish);
      if (!made.ok) throw new Error(made.code);
      return eventId;
    },
    openSale: async (eventId) =>
      void (await query('UPDATE events SET sale_opens_at = now() WHERE id = $1', [eventId])),
    join: (eventId, personId, ask = {}) =>
      core.join(eventId, { personId, nonce: somebody(), ...ask }),
    async joinMany(eventId, count, prefix = 'p') {
      const people = Array.from({ length: count }, (_, n) => `${prefix}${n + 1}`);
      const joins = people.map((personId) => core.join(eventId, { personId, nonce: somebody() }));
      for (const joined of await Promise.all(joins)) if (!joined.ok) throw new Error(joined.code);
      return people;
    },
    admit,
    adopt: (from, to) => core.adopt(from, to, () => ids.next()),
    async enter(eventId, person) {
      const admitted = await admit(eventId, person);
      if (!admitted.ok) throw new Error(admitted.code);
      return admitted.value;
    },
    async tick(eventId, { elapsedMs = 60_000, isFull = true, reservations = [], ...deps } = {}) {
      await query(
        `UPDATE queue_rooms SET next_tick_at = now(),
                ticked_at = now() - $2::bigint * interval '1 ms' WHERE event_id = $1`,
        [eventId, elapsedMs],
      );
      const hints = { isFull, reservations };
      return tickRoom({ db, randomBytes, ...plenty, ...options, ...deps }, eventId, hints);
    },
    tickAsItIs: (eventId, hints) =>
      tickRoom({ db, randomBytes, ...plenty, ...options }, eventId, hints),
    draw: (eventId, deps = {}) => drawRoom({ db, ...options, ...deps }, eventId),
    async room(eventId) {
      const [room] = await core.rooms([eventId]);
      if (room === undefined) throw new Error('no room');
      return room;
    },
    query,
    close: () => db.close(),
  };
}

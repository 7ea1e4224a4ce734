/**
 * Draws the order of a closed cohort. First its root is computed and published, before anybody can know
 * the order; then comes the beacon's round if one was committed to (or what the committed fallback
 * says), and the key. Several processes may do it at once: the first to write decides, and any of them
 * would have followed the same rule.
 */
import { type BeaconRound, randomnessOf } from '@onsale/contract/beacon.ts';
import { cohortRoot } from '@onsale/contract/fair-draw-cohort.ts';
import { type BeaconTerms, type DrawTerms } from '@onsale/contract/fair-draw-terms.ts';
import { roundStep } from '@onsale/contract/fair-draw-rounds.ts';
import { drawKeyOf, drawPositions, orderHashOf } from '@onsale/contract/fair-draw.ts';
import type { Db, Statement, Tx } from '../lib/db.ts';
import { plainArray } from '../lib/pg-array.ts';
import { appendOutbox } from '../outbox/append.ts';
import { roomChanged } from './change-room.ts';
import { readTree } from './cohort-tree.ts';
import type { BeaconSettings } from './core.ts';
import { fetchBeaconRound } from './fetch-beacon.ts';
import type { Room } from './model/room.ts';
import { takeRoom } from './read-rooms.ts';
import { type DrawDbRow, haveLeft, noteLeft, readDraw, writeDraw, writeRoot } from './sql/draw.ts';

export type DrawDeps = {
  readonly db: Db;
  readonly beacon?: BeaconSettings;
  readonly onTrouble?: (error: unknown) => void;
  readonly onCommit?: (eventId: number) => void;
};

/** Numbers looked through at once. */
const CHUNK = 20_000;
/** Rounds asked for together. */
const AT_ONCE = 8;

/** False: it has to wait for the beacon; call again in a moment. */
export async function drawRoom(deps: DrawDeps, eventId: number): Promise<boolean> {
  const { db } = deps;
  const [draw] = await db.query(readDraw, [eventId]);
  if (draw === undefined || draw.drawnAtMs !== null || draw.cohortSize === null) return true;
  if (draw.cohortRoot === null) await publishRoot(deps, eventId, draw.cohortSize);
  const terms = draw.terms as DrawTerms;
  const lot = await lotOf(deps, terms, draw);
  if (lot === 'later') return false;
  const key = drawKeyOf({
    seed: draw.seed,
    terms,
    cohortSize: draw.cohortSize,
    ...(lot !== 'operator' && { beaconRandomness: randomnessOf(lot) }),
  });
  const order = await drawPositions(key, draw.cohortSize);
  const values = [
    eventId,
    lot === 'operator' ? null : JSON.stringify(lot),
    Buffer.from(key),
    Buffer.from(orderHashOf(order), 'hex'),
    lot === 'operator' ? 'operator' : 'beacon',
    draw.cohortSize,
  ];
  await write(deps, eventId, writeDraw, values, (tx, { lastNumber }) =>
    noteWhoLeft(tx, eventId, order, lastNumber),
  );
  return true;
}

/** Whoever notes the root now can tell later that nobody was added, removed or exchanged. */
async function publishRoot(deps: DrawDeps, eventId: number, size: number): Promise<void> {
  const tree = await readTree(deps.db, eventId, size);
  const root = Buffer.from(cohortRoot(tree), 'hex');
  await write(deps, eventId, writeRoot, [eventId, root, Buffer.from(tree.chunkRoots), size]);
}

/** Under the room's lock: who leaves from now on tells the position, who left before cannot have. */
async function noteWhoLeft(
  tx: Tx,
  eventId: number,
  order: Uint32Array,
  lastNumber: number,
): Promise<void> {
  for (let from = 1; from <= lastNumber; from += CHUNK) {
    const to = Math.min(lastNumber, from + CHUNK - 1);
    const [left] = await tx.query(haveLeft, [eventId, from, to]);
    if (left?.some !== true) continue;
    // Behind the cohort, the position is the number.
    const positions = Array.from(
      { length: to - from + 1 },
      (_, n) => order[from - 1 + n] ?? from + n,
    );
    await tx.query(noteLeft, [eventId, from, to, plainArray(positions)]);
  }
}

/** Nothing, when another process was faster. */
async function write(
  { db, onCommit }: DrawDeps,
  eventId: number,
  statement: Statement<{ eventId: number }>,
  values: readonly unknown[],
  more?: (tx: Tx, room: Room) => Promise<void>,
): Promise<void> {
  const wrote = await db.transaction(async (tx) => {
    const room = await takeRoom(tx, eventId);
    const rows = await tx.query(statement, values);
    if (room === undefined || rows.length === 0) return false;
    await more?.(tx, room);
    await appendOutbox(tx, eventId, roomChanged);
    return true;
  });
  if (wrote) onCommit?.(eventId);
}

type Lot = BeaconRound | 'operator' | 'later';

async function lotOf(deps: DrawDeps, terms: DrawTerms, draw: DrawDbRow): Promise<Lot> {
  if (terms.mode === 'operator') return 'operator';
  const step = roundStep(terms.beacon, draw.closedAtMs ?? draw.nowMs, draw.nowMs);
  if (step.step === 'operator') return 'operator';
  if (draw.nowMs < step.fromMs) return 'later';
  return (await firstRound(deps, terms.beacon, step)) ?? (step.isLastTry ? 'operator' : 'later');
}

/** Together, so that a silent relay costs one time-out; the lowest that can be had counts. */
async function firstRound(
  { beacon, onTrouble }: DrawDeps,
  chain: BeaconTerms,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<BeaconRound | undefined> {
  if (beacon === undefined) return undefined;
  for (let from = first; from <= last; from += AT_ONCE) {
    const size = Math.min(AT_ONCE, last - from + 1);
    const found = await Promise.all(
      Array.from({ length: size }, (_, n) => fetchBeaconRound(beacon, chain, from + n, onTrouble)),
    );
    const lowest = found.find((round) => round !== undefined);
    if (lowest !== undefined) return lowest;
  }
  return undefined;
}

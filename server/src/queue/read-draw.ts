/**
 * What is published of a draw: the commitment from the start, the cohort and its root once it has
 * closed, the seed and what follows from it once the lot is drawn.
 */
import type { BeaconRound } from '@onsale/contract/beacon.ts';
import { cohortRoot, entryLeaf } from '@onsale/contract/fair-draw-cohort.ts';
import { DRAW_VERSION, type DrawTerms } from '@onsale/contract/fair-draw-terms.ts';
import type { DrawProof, DrawRecord } from '@onsale/contract/queue.ts';
import { assert } from '../lib/assert.ts';
import type { Db } from '../lib/db.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import { readPath } from './cohort-tree.ts';
import { type DrawDbRow, readDraw as statement } from './sql/draw.ts';
import { findEvent } from './sql/settings.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export async function readDraw(
  db: Db,
  eventId: number,
): Promise<Result<DrawRecord, 'event_not_found' | 'queue_closed'>> {
  const [draw] = await db.query(statement, [eventId]);
  if (draw === undefined) {
    const events = await db.query(findEvent, [eventId, null]);
    return refuse(events.length === 0 ? 'event_not_found' : 'queue_closed');
  }
  return ok(recordOf(eventId, draw));
}

function recordOf(eventId: number, draw: DrawDbRow): DrawRecord {
  const terms = draw.terms as DrawTerms;
  const sealed: DrawRecord = {
    eventId,
    mode: terms.mode,
    version: DRAW_VERSION,
    commitment: hex(draw.commitment),
    committedAt: iso(draw.committedAtMs),
    ...(terms.mode === 'beacon' && { beacon: terms.beacon }),
  };
  const { closedAtMs, cohortSize, cohortRoot: root } = draw;
  // All three together, so that a record is always one that can be checked.
  if (closedAtMs === null || cohortSize === null || root === null) return sealed;
  const closed = { ...sealed, closedAt: iso(closedAtMs), cohortSize, cohortRoot: hex(root) };
  if (draw.drawnAtMs === null) return closed;
  const { restsOn, orderHash } = draw;
  assert(restsOn !== null && orderHash !== null, 'a draw leaves behind what it rests on');
  const beaconRound = draw.beaconRound as BeaconRound | null;
  return {
    ...closed,
    seed: hex(draw.seed),
    ...(beaconRound !== null && { beaconRound }),
    restsOn,
    orderHash: hex(orderHash),
  };
}

export async function proofOf(
  db: Db,
  eventId: number,
  number: number,
): Promise<Result<DrawProof, 'event_not_found' | 'entry_not_found' | 'queue_not_open'>> {
  const [draw] = await db.query(statement, [eventId]);
  if (draw === undefined) return refuse('event_not_found');
  const { cohortSize, chunks } = draw;
  if (cohortSize === null || chunks === null) return refuse('queue_not_open');
  if (number < 1 || number > cohortSize) return refuse('entry_not_found');
  const tree = { eventId, size: cohortSize, chunkRoots: chunks };
  const found = await readPath(db, tree, number);
  if (found === undefined) return refuse('entry_not_found');
  return ok({
    eventId,
    number,
    cohortSize,
    cohortRoot: cohortRoot(tree),
    leaf: hex(entryLeaf(eventId, number, found.nonce)),
    path: found.path.map(hex),
  });
}

/** What organizers set, and the room itself at the first change. Nobody's place moves by any of it. */
import { type BeaconChain, knownChains } from '@onsale/contract/beacon.ts';
import { commitmentOf, type DrawTerms, SEED_BYTES } from '@onsale/contract/fair-draw-terms.ts';
import type { RoomPatch } from '@onsale/contract/queue.ts';
import { assert } from '../lib/assert.ts';
import type { Db, Tx } from '../lib/db.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import { appendOutbox } from '../outbox/append.ts';
import type { BeaconSettings } from './core.ts';
import { changedSettings, contradiction } from './model/change-settings.ts';
import { isEngaged } from './model/phase.ts';
import type { QueuePayload, Room, Settings } from './model/room.ts';
import { termsFor } from './model/terms.ts';
import { takeRoom } from './read-rooms.ts';
import { findEvent, insertRoom, renewDraw, updateSettings } from './sql/settings.ts';

export type ChangeDeps = {
  readonly db: Db;
  readonly randomBytes: (bytes: number) => Buffer;
  readonly beacon?: BeaconSettings;
};

export type ChangeRefusal = 'event_not_found' | 'draw_fixed' | 'invalid_request';

export const roomChanged: QueuePayload = { kind: 'queue', v: 1, room: true };

/** The chain of new beacon draws; undefined where none is configured. */
export const chainOf = (beacon: BeaconSettings | undefined): BeaconChain | undefined =>
  beacon && (beacon.chain ?? knownChains.quicknet);

export function changeRoom(
  deps: ChangeDeps,
  eventId: number,
  patch: RoomPatch,
  organizationId?: number,
): Promise<Result<Room, ChangeRefusal>> {
  return deps.db.transaction(async (tx) => {
    const [event] = await tx.query(findEvent, [eventId, organizationId ?? null]);
    if (event === undefined) return refuse('event_not_found');
    const operator: DrawTerms = { eventId, mode: 'operator' };
    const { seed, commitment } = sealed(deps, operator);
    const made = [eventId, event.organizationId, JSON.stringify(operator), seed, commitment];
    await tx.query(insertRoom, made);
    const room = await takeRoom(tx, eventId);
    assert(room !== undefined, 'the room has just been made');
    const settings = changedSettings(room.settings, patch);
    const wrong = contradiction(settings);
    if (wrong !== undefined) return refuse('invalid_request', { fields: [wrong] });
    if (settings.draw !== room.settings.draw) {
      const refused = await changeDraw(tx, deps, room, settings.draw);
      if (refused !== undefined) return refused;
    }
    await tx.query(updateSettings, valuesOf(room, settings));
    await appendOutbox(tx, eventId, roomChanged);
    const changed = await takeRoom(tx, eventId);
    assert(changed !== undefined, 'a room that is locked stays');
    return ok(changed);
  });
}

async function changeDraw(
  tx: Tx,
  deps: ChangeDeps,
  room: Room,
  mode: Settings['draw'],
): Promise<Result<never, ChangeRefusal> | undefined> {
  if (room.lastNumber > 0 || room.closedAtMs !== null) return refuse('draw_fixed');
  const chain = mode === 'beacon' ? chainOf(deps.beacon) : undefined;
  if (mode === 'beacon' && chain === undefined) {
    const problem = 'cannot be beacon: this deployment has no randomness beacon';
    return refuse('invalid_request', { fields: [{ field: 'body.draw', problem }] });
  }
  await renew(tx, deps, room, chain);
  return undefined;
}

/** A new seed, sealed with terms for the sale as it stands. Nobody may have joined. */
export async function renew(
  tx: Tx,
  deps: Pick<ChangeDeps, 'randomBytes'>,
  { eventId, saleOpensAtMs }: Pick<Room, 'eventId' | 'saleOpensAtMs'>,
  chain: BeaconChain | undefined,
): Promise<void> {
  const terms = termsFor(eventId, saleOpensAtMs, chain);
  const { seed, commitment } = sealed(deps, terms);
  await tx.query(renewDraw, [eventId, terms.mode, JSON.stringify(terms), seed, commitment]);
}

function sealed(
  { randomBytes }: Pick<ChangeDeps, 'randomBytes'>,
  terms: DrawTerms,
): { seed: Buffer; commitment: Buffer } {
  const seed = randomBytes(SEED_BYTES);
  return { seed, commitment: Buffer.from(commitmentOf(seed, terms), 'hex') };
}

function valuesOf(room: Room, settings: Settings): readonly unknown[] {
  // Somebody who stands in line or is in keeps a room engaged that becomes automatic.
  const isInUse = room.lastNumber > room.servedUpTo || room.active > 0;
  const engaged = settings.mode === 'automatic' && isEngaged(room) && isInUse;
  return [
    room.eventId,
    settings.mode,
    settings.opensAtMs,
    settings.activeMax,
    settings.perMinuteMin,
    settings.perMinuteMax,
    settings.engageAt,
    settings.sessionMs,
    settings.sessionMaxMs,
    settings.graceMs,
    settings.access,
    settings.challenge,
    settings.control,
    settings.throttlePerMinute,
    settings.message === null ? null : JSON.stringify(settings.message),
    engaged,
  ];
}

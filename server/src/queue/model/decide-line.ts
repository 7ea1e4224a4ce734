/** What becomes of a batch of commands for one room, one after the other. Pure: it changes the line in memory. */
import { ok, refuse, type Result } from '../../lib/result.ts';
import { admissionOf, entryOf, type Line, type Place, type Slot } from './line.ts';
import { cohortIsDue, letsIn, opensAtMs, phaseOf, takesEntries } from './phase.ts';
import type { Entry, RunningAdmission } from './room.ts';

export type LineCommand =
  | {
      readonly kind: 'join';
      readonly personId: string;
      readonly nonce: Buffer;
      readonly codeHash?: Buffer;
    }
  | { readonly kind: 'admit'; readonly personId: string; readonly id: string }
  | { readonly kind: 'leave'; readonly personId: string }
  | {
      readonly kind: 'adopt';
      readonly personId: string;
      readonly to: string;
      /** For an admission that moves. */
      readonly id: string;
    };

/** What was asked for is in the field of its kind. */
export type LineValue = {
  readonly entry?: Entry;
  readonly admission?: RunningAdmission;
  /** Leaving and moving: whether there was something to leave or to move. */
  readonly done?: boolean;
};

export type LineOutcome = Result<LineValue>;

/** Position of a number in the drawn order; undefined before the draw. */
export type PositionOf = (number: number) => number | undefined;

/** When a room is full, slots come back at the pace of people shopping. */
const FULL_RETRY_SECONDS = 2;

export function decideLine(line: Line, command: LineCommand, positionOf: PositionOf): LineOutcome {
  closeCohort(line);
  if (command.kind === 'join') return join(line, command);
  if (command.kind === 'admit') return admit(line, command, positionOf);
  if (command.kind === 'leave') return ok({ done: leave(line, command.personId, positionOf) });
  return ok({ done: adopt(line, command, positionOf) });
}

/** Whoever comes after the opening stands behind the cohort, even before a worker has seen it open. */
function closeCohort(line: Line): void {
  if (line.closedAtMs !== null || !cohortIsDue(line.room, line.nowMs)) return;
  line.closedAtMs = line.nowMs;
  line.cohortSize = line.lastNumber;
}

function join(line: Line, ask: LineCommand & { readonly kind: 'join' }): LineOutcome {
  const { room } = line;
  const has = line.placeOf(ask.personId);
  // Whatever the room has come to: who has a place, has it.
  if (has !== undefined) return ok({ entry: entryOf(room.eventId, has) });
  const phase = phaseOf(room, line.nowMs);
  if (phase === 'closed') {
    return refuse('queue_not_open', { opensAt: new Date(opensAtMs(room)).toISOString() });
  }
  if (!takesEntries[phase]) return refuse('queue_closed', { phase });
  const refused = room.settings.access === 'codes' ? takeCode(line, ask.codeHash) : undefined;
  if (refused !== undefined) return refused;
  line.lastNumber += 1;
  const place: Place = {
    number: line.lastNumber,
    nonce: ask.nonce,
    joinedAtMs: line.nowMs,
    personId: ask.personId,
    ended: false,
    leftPosition: undefined,
    isNew: true,
    moved: false,
  };
  line.addPlace(place);
  return ok({ entry: entryOf(room.eventId, place) });
}

function takeCode(line: Line, codeHash: Buffer | undefined): LineOutcome | undefined {
  if (codeHash === undefined) return refuse('code_required');
  const hash = codeHash.toString('hex');
  const left = line.codesLeft.get(hash) ?? 0;
  if (left <= 0) return refuse('code_invalid');
  line.codesLeft.set(hash, left - 1);
  line.codesUsed.set(hash, (line.codesUsed.get(hash) ?? 0) + 1);
  return undefined;
}

function admit(
  line: Line,
  ask: LineCommand & { readonly kind: 'admit' },
  positionOf: PositionOf,
): LineOutcome {
  const { room, nowMs } = line;
  const running = line.slotOf(ask.personId);
  // One whose time is over is about to be ended by the tick; its pass would be good for nothing.
  if (running !== undefined) {
    return running.endsAtMs > nowMs
      ? ok({ admission: admissionOf(room.eventId, running) })
      : refuse('entry_not_found');
  }
  const place = line.placeOf(ask.personId);
  if (place === undefined) return refuse('entry_not_found');
  const { servedUpTo } = room;
  const phase = phaseOf(room, nowMs);
  const position = positionOf(place.number);
  if (position === undefined) return refuse('not_your_turn', { servedUpTo, phase });
  if (position > servedUpTo || !letsIn[phase]) {
    return refuse('not_your_turn', { position, servedUpTo, phase });
  }
  if (line.active >= room.settings.activeMax) {
    return refuse('room_full', { retryAfterSeconds: FULL_RETRY_SECONDS });
  }
  const slot: Slot = {
    id: ask.id,
    formerIds: [],
    number: place.number,
    position,
    admittedAtMs: nowMs,
    expiresAtMs: nowMs + room.settings.sessionMs,
    endsAtMs: nowMs + room.settings.sessionMaxMs,
    personId: ask.personId,
    endReason: undefined,
    isNew: true,
  };
  line.addSlot(slot);
  line.active += 1;
  line.admitted += 1;
  return ok({ admission: admissionOf(room.eventId, slot) });
}

function leave(line: Line, personId: string, positionOf: PositionOf): boolean {
  const place = line.placeOf(personId);
  const slot = line.slotOf(personId);
  if (slot !== undefined) line.endSlot(slot, 'left');
  // Whoever was in has had their turn.
  if (place !== undefined) {
    line.endPlace(place, slot === undefined ? positionOf(place.number) : undefined);
  }
  return place !== undefined || slot !== undefined;
}

/**
 * Of two places one stays: the one that is in, else the one that came first. By number, not by
 * position: whoever joins under several names must not be able to choose the best of several lots.
 */
function adopt(
  line: Line,
  { personId: from, to, id }: LineCommand & { readonly kind: 'adopt' },
  positionOf: PositionOf,
): boolean {
  const theirs = line.placeOf(from);
  if (theirs === undefined || from === to) return false;
  const own = line.placeOf(to);
  if (own === undefined) move(line, theirs, to, id);
  else if (staysBefore(line, own, theirs)) leave(line, from, positionOf);
  else {
    leave(line, to, positionOf);
    move(line, theirs, to, id);
  }
  return true;
}

function staysBefore(line: Line, own: Place, theirs: Place): boolean {
  const isOwnIn = line.slotOf(own.personId) !== undefined;
  const isTheirsIn = line.slotOf(theirs.personId) !== undefined;
  return isOwnIn === isTheirsIn ? own.number < theirs.number : isOwnIn;
}

function move(line: Line, place: Place, to: string, id: string): void {
  const slot = line.slotOf(place.personId);
  line.movePlace(place, to);
  if (slot !== undefined) line.moveSlot(slot, to, id);
}

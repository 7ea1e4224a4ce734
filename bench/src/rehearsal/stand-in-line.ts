/**
 * A buyer in the waiting room, from joining to the pass: asks for the status by the server's law, knows
 * the own position from the published draw, and comes in when called (or late, or never).
 */
import type { Admission, QueueEntry, QueueStatus } from '@onsale/contract/queue.ts';
import { askAgainMs, waitMsOf } from '@onsale/contract/queue-poll.ts';
import type { Person } from './behaviour.ts';
import type { Answer, Visitor } from './door.ts';
import type { Entrance, Outcome, Place, Push } from './journal.ts';
import { solveChallenge } from './solve-challenge.ts';
import type { Stage } from './stage.ts';
import { type Ear, listenToLine } from './hear-line.ts';

export type Queued =
  | { readonly in: true; readonly entrance?: Entrance; readonly pass?: string }
  | { readonly in: false; readonly outcome: Outcome; readonly reason?: string };

export type LineNotes = { places: Place[]; push?: Push; unexpected: string[] };

type Turn = { readonly status: QueueStatus; readonly position: number };

/** Phases in which nobody has to wait. */
const open: ReadonlySet<string> = new Set(['off', 'idle']);
const ADMIT_AGAIN_MS = 1_000;
const HEARD_AGAIN_MS = 500;
const STATUS_LATE_MS = 3_000;

export async function standInLine(
  visitor: Visitor,
  person: Person,
  stage: Stage,
  notes: LineNotes,
): Promise<Queued> {
  const first = await stage.line.status(visitor);
  if (first === undefined || open.has(first.phase)) return { in: true };
  let place = await join(visitor, person, stage, notes);
  if (typeof place === 'string') return place === 'open' ? { in: true } : lost(place);
  if (person.wanders) {
    await stage.pause(person.lookMs);
    await visitor.send('leave', { method: 'DELETE', path: `${pathOf(stage)}/entries/mine` });
    const again = await join(visitor, person, stage, notes);
    if (typeof again === 'string') return again === 'open' ? { in: true } : lost(again);
    place = again;
  }
  const ear = person.streams ? listenToLine(visitor, stage.eventId) : undefined;
  try {
    const turn = await untilCalled(visitor, person, stage, { notes, place, ear });
    if (!('status' in turn)) return turn;
    return await comeIn(visitor, person, stage, { ...turn, ear });
  } finally {
    ear?.stop();
  }
}

const lost = (reason: string): Queued => ({ in: false, outcome: 'gave_up', reason });
const pathOf = ({ eventId }: Stage): string => `/api/v1/events/${eventId}/queue`;

/** The place; `open` when nobody has to wait after all; else why there is none. */
async function join(
  visitor: Visitor,
  person: Person,
  stage: Stage,
  notes: LineNotes,
): Promise<Place | string> {
  let solution: string | undefined;
  for (;;) {
    const answer = await visitor.send('join', {
      method: 'POST',
      path: `${pathOf(stage)}/entries`,
      body: solution === undefined ? {} : { solution },
    });
    if (answer.status === 200) return noted(visitor, person, stage, { answer, notes });
    if (stage.isOver()) return 'time_was_up';
    if (answer.code === 'challenge_required' || answer.code === 'challenge_failed') {
      solution = await solved(visitor, stage);
    } else if (answer.code === 'queue_not_open') {
      await stage.pause(500 + 1_000 * Math.random());
    } else if (answer.code === 'queue_closed') {
      const status = await stage.line.status(visitor);
      return status === undefined || open.has(status.phase) ? 'open' : 'queue_closed';
    } else {
      notes.unexpected.push(`joining: ${answer.status} ${answer.code ?? ''}`);
      return answer.code ?? 'failed';
    }
  }
}

async function solved(visitor: Visitor, stage: Stage): Promise<string> {
  const path = `${pathOf(stage)}/challenge`;
  const asked = await visitor.send('join', { method: 'POST', path });
  if (asked.status !== 200) throw new Error(`no challenge: ${asked.status} ${asked.code ?? ''}`);
  return stage.solving(() => solveChallenge(asked.body['challenge'] as Record<string, unknown>));
}

async function noted(
  visitor: Visitor,
  person: Person,
  stage: Stage,
  { answer, notes }: { answer: Answer; notes: LineNotes },
): Promise<Place> {
  const entry = answer.body['entry'] as QueueEntry;
  let other: number | undefined;
  if (person.twoTabs) {
    const path = `${pathOf(stage)}/entries`;
    const again = await visitor.send('join', { method: 'POST', path, body: {} });
    if (again.status === 200) other = (again.body['entry'] as QueueEntry).number;
  }
  const place: Place = {
    number: entry.number,
    joinedMs: stage.nowMs(),
    ...(entry.position === undefined ? {} : { position: entry.position }),
    ...(other === undefined || other === entry.number ? {} : { otherNumber: other }),
  };
  stage.tally.step('joined');
  notes.places.push(place);
  return place;
}

type Waiting = { readonly notes: LineNotes; readonly place: Place; readonly ear: Ear | undefined };

/** Asks by the law until the own position is called. */
async function untilCalled(
  visitor: Visitor,
  person: Person,
  stage: Stage,
  { notes, place, ear }: Waiting,
): Promise<Turn | Queued> {
  let pushes = person.pushes;
  let position: number | undefined;
  for (;;) {
    const status = ear?.latest() ?? (await stage.line.status(visitor));
    if (stage.isOver()) return { in: false, outcome: 'time_was_up' };
    if (status === undefined || open.has(status.phase)) return { in: true };
    if (status.phase === 'ended') return { in: false, outcome: 'sold_out', reason: 'ended' };
    if (status.stock === 'sold_out') return { in: false, outcome: 'sold_out' };
    if (isDrawn(status) && position === undefined) {
      position = await stage.line.positionOf(visitor, place.number);
      if (position !== undefined) await readMine(visitor, stage, notes, place);
    }
    if (position !== undefined && position <= status.servedUpTo) return { status, position };
    if (pushes && position !== undefined) {
      pushes = false;
      notes.push = await push(visitor, stage, position);
      if (notes.push.granted) return { status, position };
    }
    // What is told needs no question.
    if (ear?.latest() !== undefined) await stage.pause(HEARD_AGAIN_MS);
    else {
      const waitMs = position === undefined ? untilOpening(status) : waitMsOf(status, position);
      await stage.pause(askAgainMs(status.poll, waitMs, Math.random()));
    }
  }
}

const isDrawn = ({ phase }: QueueStatus): boolean =>
  phase === 'serving' || phase === 'paused' || phase === 'draining' || phase === 'ended';

/** Nothing can happen before; then the draw is a matter of seconds. */
const untilOpening = ({ saleOpensAt, serverTime, poll }: QueueStatus): number =>
  Math.max(0, Date.parse(saleOpensAt) - Date.parse(serverTime)) * poll.divisor;

/** The server's own word about the position, for the audit to compare with the published draw. */
async function readMine(
  visitor: Visitor,
  stage: Stage,
  notes: LineNotes,
  place: Place,
): Promise<void> {
  const path = `${pathOf(stage)}/entries/mine`;
  const answer = await visitor.send('entry', { method: 'GET', path });
  if (answer.status !== 200) return;
  const { number, position } = answer.body['entry'] as QueueEntry;
  if (position === undefined) return;
  const at = notes.places.indexOf(place);
  const other = number === place.number ? {} : { otherNumber: number };
  notes.places[at] = { ...place, position, ...other };
}

/** Asks before the turn. The status afterwards says whether it had come by then. */
async function push(visitor: Visitor, stage: Stage, position: number): Promise<Push> {
  const answer = await visitor.send('admit', {
    method: 'POST',
    path: `${pathOf(stage)}/admissions`,
  });
  // What everybody is told may be a second or two old: only what it says later can accuse.
  if (answer.status === 200) await stage.pause(STATUS_LATE_MS);
  const path = pathOf(stage);
  const after = await visitor.send('status', { method: 'GET', path });
  const { servedUpTo = 0 } = after.body as Partial<QueueStatus>;
  return { position, granted: answer.status === 200, servedUpToAfter: servedUpTo };
}

/** Exchanges the turn for a pass; repeating it is harmless. */
async function comeIn(
  visitor: Visitor,
  person: Person,
  stage: Stage,
  { status, position, ear }: Turn & { readonly ear: Ear | undefined },
): Promise<Queued> {
  if (person.turn === 'never') return { in: false, outcome: 'no_show' };
  if (person.turn === 'late') await stage.pause(person.lateShare * stage.graceMs);
  const path = `${pathOf(stage)}/admissions`;
  for (;;) {
    const answer = await visitor.send('admit', { method: 'POST', path });
    if (answer.status === 200) {
      const { id, pass, expiresAt } = answer.body['admission'] as Admission;
      stage.tally.step('admitted');
      const untilMs = stage.instantMs(expiresAt);
      const { servedUpTo } = status;
      const entrance = { id, position, servedUpTo, fromMs: stage.nowMs(), untilMs };
      return { in: true, entrance, pass };
    }
    if (stage.isOver()) return { in: false, outcome: 'time_was_up' };
    if (answer.code !== 'room_full') return lost(answer.code ?? 'failed');
    await stage.pause((answer.retryAfterMs ?? ADMIT_AGAIN_MS) * (1 + Math.random() / 4));
    const now = ear?.latest() ?? (await stage.line.status(visitor));
    if (now?.stock === 'sold_out') return { in: false, outcome: 'sold_out' };
  }
}

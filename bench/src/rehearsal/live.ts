/** One virtual buyer from arriving to going home; answers the line for the journal. */
import type { Reservation } from '@onsale/contract/product.ts';
import type { Person } from './behaviour.ts';
import type { Visitor } from './door.ts';
import type { Entrance, Line } from './journal.ts';
import { shop, type ShopNotes, type Shopping } from './shop.ts';
import type { Stage } from './stage.ts';
import { type LineNotes, standInLine } from './stand-in-line.ts';

export async function live(visitor: Visitor, person: Person, stage: Stage): Promise<Line> {
  const arrivedMs = stage.nowMs();
  stage.tally.step('arrived');
  const notes: LineNotes & ShopNotes = { places: [], holds: [], unexpected: [] };
  let entrance: Entrance | undefined;
  let end: Shopping;
  try {
    await visitor.send('session', { method: 'POST', path: '/api/v1/session' });
    const queued = await standInLine(visitor, person, stage, notes);
    if (queued.in) {
      ({ entrance } = queued);
      end = await shop(visitor, person, stage, { notes, pass: queued.pass });
      if (entrance !== undefined) entrance = await goOut(visitor, stage, entrance, end);
    } else end = queued;
    await readBack(visitor, stage, notes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    notes.unexpected.push(reason.slice(0, 300));
    end = { outcome: 'failed', reason: reason.slice(0, 60) };
  }
  stage.tally.step('gone');
  return {
    index: person.index,
    arrivedMs,
    outcome: end.outcome,
    ...(end.reason === undefined ? {} : { reason: end.reason }),
    ...(entrance === undefined ? {} : { entrance }),
    ...notes,
  };
}

/** Who has bought is out already; of the others, most close the page properly. */
async function goOut(
  visitor: Visitor,
  stage: Stage,
  entrance: Entrance,
  { outcome, endedMs }: Shopping,
): Promise<Entrance> {
  const nowMs = endedMs ?? stage.nowMs();
  const untilMs = Math.min(entrance.untilMs, nowMs);
  if (outcome !== 'bought') {
    const path = `/api/v1/events/${stage.eventId}/queue/entries/mine`;
    await visitor.send('leave', { method: 'DELETE', path });
  }
  return { ...entrance, untilMs };
}

/** Every reservation that was acknowledged can be read, whatever became of it. */
async function readBack(visitor: Visitor, stage: Stage, notes: ShopNotes): Promise<void> {
  for (const [at, hold] of notes.holds.entries()) {
    const path = `/api/v1/events/${stage.eventId}/reservations/${hold.id}`;
    const answer = await visitor.send('read back', { method: 'GET', path });
    const found = answer.body['reservation'] as Reservation | undefined;
    notes.holds[at] = { ...hold, readBack: found?.status ?? answer.code ?? `${answer.status}` };
  }
}

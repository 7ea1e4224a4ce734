/** Changes what is told of an event; whoever calls has checked that it makes sense. */
import type { Tx } from '../lib/db.ts';
import { appendOutbox } from '../outbox/append.ts';
import { changeRules, eventPayload } from './create-event.ts';
import { indexEvents } from './index-event.ts';
import type { Translations } from './model/event.ts';
import { updateEvent as statement } from './sql/change-event.ts';

/** Times in ms since the epoch. Absent fields stay as they are. */
export type EventChange = {
  readonly name?: string;
  readonly translations?: Translations;
  readonly startsAtMs?: number;
  readonly timeZone?: string;
  readonly saleOpensAtMs?: number;
  readonly saleClosesAtMs?: number;
  readonly description?: Translations;
  readonly genre?: string;
  readonly runningMinutes?: number;
  readonly ageMin?: number;
  readonly perOrderMax?: number;
  readonly singleSeatGaps?: boolean;
  readonly refundableUntilMs?: number;
  readonly askNames?: boolean;
  readonly transfersRefused?: boolean;
};

/** False: the organization has no such event. */
export async function updateEvent(
  tx: Tx,
  eventId: number,
  organizationId: number,
  change: EventChange,
): Promise<boolean> {
  const rows = await tx.query(statement, [
    eventId,
    organizationId,
    change.name ?? null,
    json(change.translations),
    change.startsAtMs ?? null,
    change.timeZone ?? null,
    change.saleOpensAtMs ?? null,
    change.saleClosesAtMs ?? null,
    json(change.description),
    change.genre ?? null,
    change.runningMinutes ?? null,
    change.ageMin ?? null,
    change.perOrderMax ?? null,
    change.singleSeatGaps ?? null,
    change.refundableUntilMs ?? null,
  ]);
  if (rows.length === 0) return false;
  await indexEvents(tx, [eventId]);
  await changeRules(tx, eventId, change);
  await appendOutbox(tx, eventId, eventPayload('updated'));
  return true;
}

const json = (text: Translations | undefined): string | null =>
  text === undefined ? null : JSON.stringify(text);

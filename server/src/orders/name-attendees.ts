/** A buyer says anew who comes, until the event starts. Codes name nobody, so they stay as they are. */
import type { EventRecord } from '../catalog/model/event.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import type { OrderDeps } from './deps.ts';
import { attendeesOf } from './model/attendees.ts';
import { isOwnedBy } from './pay-order.ts';
import { statusOf } from './put-order.ts';
import { type FoundOrder, readLines, readOrder } from './read-order.ts';
import { nameAttendees as statement } from './sql/put-order.ts';
import { nullable } from './write-order.ts';

type NameRefusal = 'order_not_found' | 'invalid_transition' | 'invalid_request' | 'event_started';

export type NameWish = {
  readonly orderId: Uuid;
  readonly buyer: string;
  readonly attendees: readonly string[];
};

export async function nameAttendees(
  deps: Pick<OrderDeps, 'db'>,
  event: EventRecord,
  { orderId, buyer, attendees }: NameWish,
): Promise<Result<FoundOrder, NameRefusal>> {
  const { eventId } = event;
  const found = await readOrder(deps.db, eventId, orderId);
  if (found === undefined || !isOwnedBy(found, buyer)) return refuse('order_not_found');
  const { facts } = found;
  if (!event.askNames) return refuse('invalid_transition', { status: 'not_asked' });
  if (facts.nowMs >= event.startsAtMs) return refuse('event_started');
  const lines = (await readLines(deps.db, [facts])).get(orderId) ?? [];
  const names = attendeesOf(event, attendees, lines.length);
  if (!names.ok) return names;
  const named = await deps.db.query(statement, [eventId, orderId, nullable(names.value)]);
  return named.length === 0 ? refuse('invalid_transition', { status: statusOf(found) }) : ok(found);
}

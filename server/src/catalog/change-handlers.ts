/**
 * What organizers change of an event that exists: its description and times, that it is postponed, that
 * it is cancelled. Each change is checked with the event's row locked, against what the last one left.
 */
import type { ErrorCode } from '@onsale/contract/errors.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { Tx } from '../lib/db.ts';
import { type Handlers, mayActFor, type Principal } from '../lib/handler.ts';
import { ok, refuse, type Refusal, type Result } from '../lib/result.ts';
import { cancelEvent } from './cancel-event.ts';
import { checkChange } from './check-change.ts';
import { startProblems, timeProblems } from './model/check-event.ts';
import type { EventRecord } from './model/event.ts';
import { readInstants } from './model/instants.ts';
import { newDate } from './model/new-date.ts';
import { postponeEvent, rescheduleEvent } from './postpone-event.ts';
import type { CatalogDeps, ShownEvent } from './routes.ts';
import { lockEvent } from './sql/change-event.ts';
import { readEvent } from './sql/events.ts';
import { updateEvent } from './update-event.ts';

type Served = Pick<Handlers<ProductApi>, 'updateEvent' | 'cancelEvent' | 'postponeEvent'>;
/** Undefined: done. */
type Change<Code extends ErrorCode> = (
  tx: Tx,
  event: EventRecord,
) => Promise<Refusal<Code> | undefined>;

export function changeHandlers(deps: CatalogDeps): Served {
  const { db, book, clock, show } = deps;

  /** Who may not change an event is not told that it exists: everybody can read it anyway. */
  async function changing<Code extends ErrorCode = never>(
    eventId: number,
    principal: Principal,
    change: Change<Code>,
  ): Promise<Result<{ readonly event: ShownEvent }, Code | 'event_not_found'>> {
    const known = await book.get(eventId);
    if (known === undefined || !mayActFor(principal, known.organizationId, 'events:write'))
      return refuse('event_not_found');
    const refused = await db.transaction(async (tx) => {
      await tx.query(lockEvent, [eventId]);
      const [event] = await tx.query(readEvent, [eventId]);
      return event === undefined ? refuse('event_not_found') : change(tx, event);
    });
    if (refused !== undefined) return refused;
    book.evict(eventId);
    const event = await show(eventId);
    return event === undefined ? refuse('event_not_found') : ok({ event });
  }

  const postpone =
    (startsAt: string | undefined): Change<'event_cancelled' | 'invalid_request'> =>
    async (tx, event) => {
      if (event.cancelledAtMs !== null) return refuse('event_cancelled');
      if (startsAt === undefined) {
        await postponeEvent(tx, event.eventId);
        return undefined;
      }
      const { instants, problems } = readInstants({ startsAt });
      const { startsAtMs = 0 } = instants;
      const date = newDate(event, startsAtMs);
      const fields =
        problems.length > 0
          ? problems
          : [
              ...startProblems(startsAtMs, clock.nowMs()),
              ...timeProblems({ ...date, saleOpensAtMs: event.saleOpensAtMs }),
            ];
      if (fields.length > 0) return refuse('invalid_request', { fields });
      const isDone = event.postponedAtMs === null && event.startsAtMs === startsAtMs;
      if (!isDone) await rescheduleEvent(tx, event.eventId, date);
      return undefined;
    };

  return {
    updateEvent: ({ params, body }, principal) =>
      changing(params.eventId, principal, async (tx, event) => {
        if (event.cancelledAtMs !== null) return refuse('event_cancelled');
        const checked = checkChange(event, body, clock.nowMs());
        if (!checked.ok) return checked;
        if (Object.keys(checked.value).length > 0)
          await updateEvent(tx, event.eventId, event.organizationId, checked.value);
        return undefined;
      }),

    cancelEvent: ({ params }, principal) =>
      changing(params.eventId, principal, async (tx, event) => {
        await cancelEvent(tx, event.eventId);
        return undefined;
      }),

    postponeEvent: ({ params, body }, principal) =>
      changing(params.eventId, principal, postpone(body.startsAt)),
  };
}

/** Creating, reading and changing events through the booking API. */
import { partnerMessages, type PartnerApi } from '@onsale/contract/partner-api.ts';
import { resizePool } from '../inventory/block-seats.ts';
import type { EventSnapshot } from '../inventory/event-cache.ts';
import { mainPool } from '../inventory/stock-event.ts';
import { updateEvent } from '../catalog/update-event.ts';
import type { Handlers } from '../lib/handler.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import { parseLocal } from '../lib/time.ts';
import { createPartnerEvent } from './create-partner-event.ts';
import { defaultZone, type PartnerDeps } from './deps.ts';
import { presentEvent, renderEvent } from './present.ts';

type Served = Pick<
  Handlers<PartnerApi>,
  'createEvent' | 'readEvent' | 'updateEvent' | 'clearEventCache'
>;

const badDate = () =>
  refuse('invalid_request', {
    fields: [{ field: 'body.eventDate', problem: 'is not a date of the calendar' }],
  });

export function eventHandlers(deps: PartnerDeps): Served {
  /** The organization's own event; somebody else's does not exist for this key. */
  async function own(eventId: number, organizationId: number): Promise<EventSnapshot | undefined> {
    const snapshot = await deps.events.get(eventId);
    return snapshot?.event.organizationId === organizationId ? snapshot : undefined;
  }

  async function resize(snapshot: EventSnapshot, totalSeats: number): Promise<Result<null>> {
    const { event, pools, capacity } = snapshot;
    // Numbered seats come from their plan: only a house of one pool has a size to set.
    if (event.seatingPlan !== null || pools.length !== 1 || pools[0]?.pool !== mainPool) {
      if (capacity === totalSeats) return ok(null);
      const problem = 'is given by the seating plan';
      return refuse('invalid_request', { fields: [{ field: 'body.totalSeats', problem }] });
    }
    const outcome = await resizePool(deps.inventory, event.eventId, mainPool, totalSeats);
    return outcome.ok ? ok(null) : outcome;
  }

  return {
    async createEvent({ body, headers }, principal) {
      const startsAtMs = parseLocal(body.eventDate, defaultZone);
      if (startsAtMs === undefined) return badDate();
      const key = headers['idempotency-key'];
      const wish = { name: body.eventName, seats: body.totalSeats, startsAtMs };
      const created = await createPartnerEvent(deps, principal, wish, key);
      if (!created.ok) return created;
      // Lists of this process show it from now on.
      deps.book.evict(created.value);
      const snapshot = await deps.events.get(created.value);
      if (snapshot === undefined) return refuse('internal');
      const data = presentEvent(snapshot);
      return ok({ success: true, message: partnerMessages.eventCreated, data });
    },

    readEvent({ params }, principal) {
      const cached = deps.events.get(params.eventId);
      const answer = (snapshot: EventSnapshot | undefined) =>
        snapshot?.event.organizationId === principal.organizationId
          ? ok(renderEvent(snapshot))
          : refuse('event_not_found');
      // No promise when it is cached: this is the most read route of all.
      return cached instanceof Promise ? cached.then(answer) : answer(cached);
    },

    async updateEvent({ params, body }, principal) {
      const { eventId } = params;
      const { organizationId } = principal;
      const snapshot = await own(eventId, organizationId);
      if (snapshot === undefined) return refuse('event_not_found');
      const startsAtMs =
        body.eventDate === undefined
          ? undefined
          : (parseLocal(body.eventDate, snapshot.event.timeZone) ?? null);
      if (startsAtMs === null) return badDate();
      if (body.totalSeats !== undefined) {
        const resized = await resize(snapshot, body.totalSeats);
        if (!resized.ok) return resized as ReturnType<typeof badDate>;
      }
      const change = {
        ...(body.eventName === undefined ? {} : { name: body.eventName }),
        ...(startsAtMs === undefined ? {} : { startsAtMs }),
      };
      if (Object.keys(change).length > 0) {
        await deps.db.transaction((tx) => updateEvent(tx, eventId, organizationId, change));
        deps.book.evict(eventId);
      }
      deps.events.evict(eventId);
      const changed = await deps.events.get(eventId);
      if (changed === undefined) return refuse('event_not_found');
      const data = presentEvent(changed);
      return ok({ success: true, message: partnerMessages.eventUpdated, data });
    },

    clearEventCache() {
      deps.book.clear();
      const entriesCleared = deps.events.clear();
      return ok({ success: true, message: partnerMessages.cacheCleared, data: { entriesCleared } });
    },
  };
}

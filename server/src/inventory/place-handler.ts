/** `createReservation`: reads the request, admits people, and says what came out. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { InputOf } from '@onsale/contract/route.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import type { Answer, Handlers, Person, Principal } from '../lib/handler.ts';
import { requestHash } from '../lib/request-hash.ts';
import { ok, refuse } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { type Instead, insteadOf } from './instead-of.ts';
import type { IdempotencyKey, Outcome, Owner } from './model/commands.ts';
import { presentOutcome } from './present.ts';
import { type Ask, createReserve } from './reserve.ts';
import type { InventoryDeps, SeatedDeps } from './routes.ts';
import { saleRefusal } from './sale-window.ts';
import { ownerFor } from './whose.ts';

type Spec = ProductApi['createReservation'];
type Placed = Answer<Spec>;
type Body = InputOf<Spec>['body'];
type EventFor = (principal: Principal, eventId: number) => Promise<EventRecord | undefined>;

const ROUTE = 'v1CreateReservation';

export function createPlaceHandler(
  deps: InventoryDeps & SeatedDeps,
  eventFor: EventFor,
): Handlers<ProductApi>['createReservation'] {
  const { inventory, chooser, guard, admission } = deps;
  const { reserve, unlessMade } = createReserve(deps);

  /**
   * People pay for what they hold, one hold after the other, not for what has begun, and where there
   * is a waiting room they pass through it.
   */
  async function reserveFor(
    person: Person,
    address: string | undefined,
    pass: string | undefined,
    ask: Ask,
  ): Promise<Outcome> {
    const { eventId } = ask.event;
    const closed = saleRefusal(ask.event, inventory.databaseNowMs(eventId));
    if (closed !== undefined) return unlessMade(ask, closed);
    const asked = admission?.(person.personId, eventId, pass);
    const unadmitted = asked instanceof Promise ? await asked : asked;
    if (unadmitted !== undefined) {
      // Whoever repeats a request that was granted sends the pass of that time.
      return pass === undefined ? unadmitted : unlessMade(ask, unadmitted);
    }
    if (guard === undefined) return reserve(ask);
    const outcome = await guard.admitHold(person, address, () => reserve(ask));
    // A repetition takes nothing, so no limit of holds concerns it.
    const isGuarded = !outcome.ok && outcome.details?.['scope'] === 'holds';
    return isGuarded ? unlessMade(ask, outcome) : outcome;
  }

  return async ({ params, body, headers }, principal, _traceId, asker) => {
    const event = await eventFor(principal, params.eventId);
    if (event === undefined) return refuse('event_not_found');
    const owner = ownerFor(principal, event, body.buyer);
    if (!owner.ok) return owner;
    if (principal.kind === 'person' && body.confirm === true) {
      return refuse('forbidden', { field: 'body.confirm' });
    }
    const ask = askOf(event, owner.value, body, headers['idempotency-key']);
    const outcome = await (principal.kind === 'key'
      ? reserve(ask)
      : reserveFor(principal, asker?.ip, headers['admission-pass'], ask));
    const answer = presentOutcome(event.eventId, outcome, inventory.asOfSeq(event.eventId));
    if (!answer.ok || !ask.holdAlternatives || body.seats === undefined) return answer as Placed;
    const instead: Instead | undefined = await insteadOf(chooser, event, body.seats, outcome);
    return instead === undefined ? answer : ok({ ...answer.value, instead });
  };
}

function askOf(event: EventRecord, owner: Owner, body: Body, key: string | undefined): Ask {
  const { seats, pool, quantity, bestAvailable, confirm = false, holdAlternatives = false } = body;
  const id = body.id.toLowerCase() as Uuid;
  const named = seats === undefined ? { pool: pool ?? 0, quantity: quantity ?? 0 } : { seats };
  const wish = bestAvailable === undefined ? named : { best: bestAvailable };
  const request = { id, owner, confirm };
  if (key === undefined) return { event, request, wish, holdAlternatives };
  const remembered = keyOf(event, owner, key, [
    id,
    JSON.stringify(wish),
    confirm,
    holdAlternatives,
  ]);
  return { event, request: { ...request, key: remembered }, wish, holdAlternatives };
}

/** All people share a principal, so their keys are kept apart by who they are. */
function keyOf(
  { eventId }: EventRecord,
  { principalId, buyer }: Owner,
  key: string,
  [id, wish, confirm, holdAlternatives]: readonly [string, string, boolean, boolean],
): IdempotencyKey {
  const told = holdAlternatives ? [wish, confirm, true] : [wish, confirm];
  return {
    route: ROUTE,
    key: principalId === 0 ? requestHash(buyer, key) : key,
    requestHash: requestHash(eventId, id, buyer, ...told),
  };
}

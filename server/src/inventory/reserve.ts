/** A request for places through the product API: which rules it meets on its way to the engine. */
import type { EventRecord } from '../catalog/model/event.ts';
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import { ok, type Refusal } from '../lib/result.ts';
import { createCpuBudget } from './cpu-budget.ts';
import { type ChoosingDeps, type ChoosingRequest, holdBest } from './hold-best.ts';
import { holdNear, withAlternatives } from './hold-near.ts';
import { type Outcome, quantityOf, type Wanted } from './model/commands.ts';
import { placeHold } from './place-hold.ts';
import { readReservation } from './read-reservations.ts';
import { refuseGaps } from './refuse-gaps.ts';
import { saleRefusal } from './sale-window.ts';
import type { Asked } from './wish-of.ts';

export type Ask = {
  readonly event: EventRecord;
  readonly request: ChoosingRequest;
  /** Places by name or number, or a wish for the best there are. */
  readonly wish: Wanted | { readonly best: Asked };
  /** Hold the nearest equivalents when named seats are taken. */
  readonly holdAlternatives: boolean;
};

export type Reserve = {
  readonly reserve: (ask: Ask) => Promise<Outcome>;
  /** The reservation that this very request has made before, if there is one; else the refusal. */
  readonly unlessMade: (ask: Ask, refusal: Refusal) => Promise<Outcome>;
};

/** For alternatives that nobody has asked to hold, in ms of every second. */
const OFFERING_MS = 50;

export function createReserve(
  deps: ChoosingDeps & { readonly db: Db; readonly clock: Pick<Clock, 'monotonicMs'> },
): Reserve {
  const { db, inventory, chooser, clock } = deps;
  const offering = createCpuBudget(clock, OFFERING_MS);

  async function unlessMade(ask: Ask, refusal: Refusal): Promise<Outcome> {
    const { event, request, wish } = ask;
    const { eventId } = event;
    const { principalId, buyer } = request.owner;
    const found = await readReservation(db, { id: request.id, eventId, principalId, buyer });
    if (found === undefined) return refusal;
    const { reservation, seats } = found;
    const quantity = 'best' in wish ? wish.best.party : quantityOf(wish);
    if (quantityOf(reservation.wanted) !== quantity) return refusal;
    return ok({ reservation, seats, repeated: true });
  }

  async function best(ask: Ask, asked: Asked): Promise<Outcome> {
    const { event, request } = ask;
    const closed = saleRefusal(event, inventory.databaseNowMs(event.eventId));
    if (closed !== undefined) return unlessMade(ask, closed);
    const outcome = await holdBest(deps, event, request, asked);
    return outcome.ok ? outcome : unlessMade(ask, outcome);
  }

  async function named(ask: Ask, seats: readonly number[]): Promise<Outcome> {
    const { event, request, holdAlternatives } = ask;
    if (!event.singleSeatGaps) {
      const gaps = await refuseGaps(chooser, event, seats);
      // Whoever repeats a request may find the seats free again that it had held.
      if (gaps !== undefined) return unlessMade(ask, gaps);
    }
    if (holdAlternatives) return holdNear(deps, event, request, seats);
    const outcome = await placeHold(inventory, event, { ...request, wanted: { seats } });
    return outcome.ok ? outcome : withAlternatives(deps, offering, event, seats, outcome);
  }

  return {
    unlessMade,
    reserve(ask) {
      const { event, wish, holdAlternatives } = ask;
      if ('best' in wish) return best(ask, wish.best);
      // Without a drawing no rule about neighbours applies: straight to the engine.
      const isPlain = event.seatingPlan === null && !holdAlternatives;
      if ('seats' in wish && !isPlain) return named(ask, wish.seats);
      return placeHold(inventory, event, { ...ask.request, wanted: wish });
    },
  };
}

/**
 * Serves a list: one worker at a time goes through those who wait, in order, and offers each the free
 * places that fit, or an order that was given to the list. An entry is passed over only when nothing that
 * is there fits it. When places are left that nobody who waits can use, everybody may buy them; when
 * nothing is left, what comes free is the list's again.
 */
import type { EventRecord } from '../catalog/model/event.ts';
import { saleRefusal } from '../inventory/sale-window.ts';
import { changeList } from './change-list.ts';
import { choosePlaces, isSoldOut } from './choose-places.ts';
import { closeList } from './close-list.ts';
import type { WaitlistDeps } from './deps.ts';
import { type Entry, toEntry, toOffer } from './entry.ts';
import { makeOffer, type Places, resume, TURN_MS } from './make-offer.ts';
import { wishKey } from './model/wish.ts';
import { openReturns, type Returns } from './open-returns.ts';
import { listWaiting } from './sql/entries.ts';
import { endTurn, findDue, takeTurn } from './sql/lists.ts';
import { listMaking } from './sql/offers.ts';

const LISTS_MAX = 20;
const PAGE = 500;
/** Offers of one turn; then other lists have theirs. */
const OFFERS_MAX = 100;
/** Choices lost to somebody else, for one entry, before the turn ends. */
const TRIES_MAX = 5;
/** When to look again though nobody rang: holds run out by the clock. */
const LOOK_AGAIN_MS = 1_000;
const LOOK_SOON_MS = 100;

/** Serves the lists that are due. Answers whether there may be more to do at once. */
export async function serveLists(deps: WaitlistDeps): Promise<boolean> {
  const due = await deps.db.query(findDue, [LISTS_MAX]);
  let isMore = due.length === LISTS_MAX;
  for (const { eventId } of due) {
    try {
      if (await serveList(deps, eventId)) isMore = true;
    } catch (error) {
      // One list that cannot be served must not keep the others waiting.
      deps.log.error({ eventId, error }, 'A waiting list could not be served; again later.');
    }
  }
  return isMore;
}

/** One turn. Answers whether there is more to do at once. */
export async function serveList(deps: WaitlistDeps, eventId: number): Promise<boolean> {
  const { db, processName } = deps;
  const turn = await db.query(takeTurn, [eventId, processName, TURN_MS]);
  if (turn.length === 0) return false;
  const ended = await serve(deps, eventId);
  const pauseMs = ended === 'more' ? 0 : ended === 'soon' ? LOOK_SOON_MS : LOOK_AGAIN_MS;
  await db.query(endTurn, [eventId, processName, pauseMs]);
  return ended === 'more';
}

/** `soon`: something could not be decided now. */
type Ended = 'done' | 'more' | 'soon';

async function serve(deps: WaitlistDeps, eventId: number): Promise<Ended> {
  const { db, book, inventory } = deps;
  const event = await book.get(eventId);
  const nowMs = inventory.databaseNowMs(eventId);
  const closed = event === undefined ? 'gone' : saleRefusal(event, nowMs)?.code;
  if (closed === 'sale_not_open') return 'done';
  if (event === undefined || closed !== undefined)
    return (await closeList(deps, eventId)) ? 'more' : 'done';
  for (const row of await db.query(listMaking, [eventId])) await resume(deps, toOffer(row));
  if (!inventory.isHearing()) await inventory.refresh(eventId);
  return new Turn(deps, event).go();
}

class Turn {
  readonly #deps: WaitlistDeps;
  readonly #event: EventRecord;
  /** Wishes that nothing fits: what is there only gets less while this turn lasts. */
  readonly #hopeless = new Set<string>();
  #offers = 0;

  constructor(deps: WaitlistDeps, event: EventRecord) {
    this.#deps = deps;
    this.#event = event;
  }

  async go(): Promise<Ended> {
    const { eventId } = this.#event;
    const returns = await openReturns(this.#deps, this.#event);
    // The usual case, whoever rang: nothing is there, and so nobody has to be asked.
    const isIdle = returns.isEmpty && (await isSoldOut(this.#deps, eventId));
    const ended = isIdle ? 'done' : await this.#serveAll(returns);
    if (ended === 'done') await this.#settleGate();
    return ended;
  }

  async #serveAll(returns: Returns): Promise<Ended> {
    const { eventId } = this.#event;
    let after = 0;
    for (;;) {
      const page = await this.#deps.db.query(listWaiting, [eventId, after, PAGE]);
      for (const row of page) {
        const ended = await this.#serveOne(toEntry(row), returns);
        if (ended !== 'next') return ended;
        if (this.#offers >= OFFERS_MAX) return 'more';
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return 'done';
      after = last.number;
    }
  }

  async #serveOne(entry: Entry, returns: Returns): Promise<Ended | 'next'> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const places = await this.#choose(entry, returns, tries > 0);
      if (places === undefined) return 'next';
      const made = await makeOffer(this.#deps, this.#event, entry, places);
      if ('of' in places) returns.take(places.of);
      if (made === 'made') this.#offers += 1;
      if (made === 'made' || made === 'forbidden' || made === 'gone') return 'next';
      if (made === 'lost_turn' || made === 'closed' || made === 'unknown') return 'soon';
    }
    // Places come and go under its hands: nobody behind it is served before it has been.
    return 'soon';
  }

  async #choose(
    { wish, personId }: Entry,
    returns: Returns,
    again: boolean,
  ): Promise<Places | undefined> {
    const key = wishKey(wish);
    if (!this.#hopeless.has(key)) {
      const chosen = await choosePlaces(this.#deps, this.#event, wish, again);
      if (chosen !== undefined) return chosen;
      this.#hopeless.add(key);
    }
    return returns.find(wish, personId);
  }

  /** Sold out: only the list is served. Something is left that nobody here wants: everybody is. */
  async #settleGate(): Promise<void> {
    const { db, onCommit } = this.#deps;
    const { eventId, listOnly = false } = this.#event;
    const soldOut = await isSoldOut(this.#deps, eventId);
    if (soldOut === listOnly) return;
    await changeList(db, eventId, async (change) => {
      change.gate = soldOut;
    });
    onCommit(eventId);
  }
}

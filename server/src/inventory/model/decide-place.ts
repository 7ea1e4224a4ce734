/** A new hold or a booking: who may, how many, and whether the places are free. */
import { ok, refuse, type Refusal } from '../../lib/result.ts';
import {
  type Outcome,
  type Place,
  type Reservation,
  quantityOf,
  sameWanted,
  type Wanted,
} from './commands.ts';
import { end } from './decide-step.ts';
import { type Ledger, type RememberedKey, keyName } from './ledger.ts';
import { abovePersonLimit, lapsedOf } from './person-limit.ts';
import { expire, expireInTheWay, take, whyNot } from './places.ts';
import { settled } from './settled.ts';

export function decidePlace(ledger: Ledger, command: Place): Outcome {
  const remembered =
    command.key && ledger.keys.get(keyName(command.owner.principalId, command.key));
  if (remembered !== undefined) return repeatByKey(ledger, command, remembered);
  const existing = ledger.reservations.get(command.id);
  if (existing !== undefined) return repeatById(ledger, command, existing);
  const given = givenUp(ledger, command);
  const refusal =
    notForSale(ledger) ??
    forTheList(ledger, command) ??
    aboveOrderLimit(ledger, command) ??
    (given === undefined ? whyNot(ledger, command.wanted) : whyNotTaken(given, command)) ??
    abovePersonLimit(ledger, command.owner, quantityOf(command.wanted));
  if (refusal !== undefined) return refusal;
  if (given !== undefined && given !== 'gone') end(ledger, given, 'CANCELLED');
  for (const row of lapsedOf(ledger, command.owner)) expire(ledger, row);
  expireInTheWay(ledger, command.wanted);
  return place(ledger, command);
}

function place(ledger: Ledger, command: Place): Outcome {
  const { id, owner, wanted } = command;
  const untilMs = command.confirm ? null : ledger.nowMs + command.holdMs;
  const row: Reservation = {
    id,
    owner,
    wanted,
    state: command.confirm ? 'CONFIRMED' : 'PENDING',
    extended: false,
    createdAtMs: ledger.nowMs,
    expiresAtMs: untilMs,
    confirmedAtMs: command.confirm ? ledger.nowMs : null,
    endedAtMs: null,
  };
  take(ledger, wanted, { id, state: command.confirm ? 'SOLD' : 'HELD', untilMs });
  ledger.count(owner, quantityOf(wanted));
  ledger.putReservation(row);
  if (command.key) ledger.remember(owner.principalId, command.key, id);
  const q = quantityOf(wanted);
  ledger.facts.push(
    command.confirm ? { t: 'booked', r: id, q } : { t: 'held', r: id, q, h: command.holdMs },
  );
  return ok(settled(ledger, row, false));
}

/** Ids and keys make repeating safe; they never show one buyer's reservation to another. */
function repeatById(ledger: Ledger, command: Place, existing: Reservation): Outcome {
  const mine =
    existing.owner.principalId === command.owner.principalId &&
    existing.owner.buyer === command.owner.buyer;
  if (!mine) return refuse('id_conflict', { id: command.id });
  // Whether it was a hold is not compared: a hold may have been confirmed meanwhile. Nor are seats that
  // the house chose: choosing again finds others, and the request is the same.
  if (!sameRequest(existing.wanted, command)) return refuse('idempotency_mismatch');
  return ok(settled(ledger, existing, true));
}

const sameRequest = (existing: Wanted, { wanted, chosen }: Place): boolean =>
  chosen === true
    ? 'seats' in existing && quantityOf(existing) === quantityOf(wanted)
    : sameWanted(existing, wanted);

function repeatByKey(ledger: Ledger, command: Place, remembered: RememberedKey): Outcome {
  const same =
    remembered.eventId === ledger.eventId && remembered.requestHash === command.key?.requestHash;
  const existing = same ? ledger.reservations.get(remembered.id) : undefined;
  return existing === undefined
    ? refuse('idempotency_mismatch')
    : ok(settled(ledger, existing, true));
}

export function notForSale(ledger: Ledger): Refusal | undefined {
  const { cancelled, postponed, saleOpensAtMs, saleClosesAtMs } = ledger.rules;
  if (cancelled) return refuse('event_cancelled');
  if (postponed) return refuse('sale_not_open', { postponed: true });
  if (ledger.nowMs < saleOpensAtMs) {
    return refuse('sale_not_open', { opensAt: new Date(saleOpensAtMs).toISOString() });
  }
  if (saleClosesAtMs !== null && ledger.nowMs >= saleClosesAtMs) {
    return refuse('sale_ended', { endedAt: new Date(saleClosesAtMs).toISOString() });
  }
  return undefined;
}

/** Whoever waits comes before whoever comes. */
function forTheList(ledger: Ledger, { listed }: Place): Refusal | undefined {
  if (!ledger.rules.listOnly || listed === true) return undefined;
  return refuse('sold_out', { available: 0, waitingList: true });
}

/** The booking whose places change hands in this command; undefined: none is named. */
function givenUp(ledger: Ledger, { takesOver }: Place): Reservation | 'gone' | undefined {
  return takesOver === undefined ? undefined : (ledger.reservations.get(takesOver) ?? 'gone');
}

function whyNotTaken(given: Reservation | 'gone', { owner, wanted }: Place): Refusal | undefined {
  const isTheirs =
    given !== 'gone' &&
    given.state === 'CONFIRMED' &&
    given.owner.principalId === owner.principalId &&
    sameWanted(given.wanted, wanted);
  return isTheirs ? undefined : refuse('invalid_transition');
}

function aboveOrderLimit(ledger: Ledger, command: Place): Refusal | undefined {
  const limit = ledger.rules.perOrderMax;
  return limit !== null && quantityOf(command.wanted) > limit
    ? refuse('limit_reached', { scope: 'order', limit })
    : undefined;
}

/** The next step of a reservation that exists: the edge comes from the table, the places follow it. */
import { ok, refuse } from '../../lib/result.ts';
import { unreachable } from '../../lib/assert.ts';
import {
  type Expire,
  type Outcome,
  type Reservation,
  type Secure,
  type Step,
  quantityOf,
} from './commands.ts';
import type { Ledger } from './ledger.ts';
import { abovePersonLimit, lapsedOf } from './person-limit.ts';
import { expire, expireInTheWay, give, keep, take, whyNot } from './places.ts';
import {
  type Edge,
  reservationTable,
  stateByClock,
  type StoredState,
} from './reservation-table.ts';
import { settled } from './settled.ts';

export function decideStep(ledger: Ledger, command: Step | Secure | Expire): Outcome {
  const row = ledger.reservations.get(command.id);
  if (row === undefined) return refuse('reservation_not_found');
  // Somebody else's reservation does not exist for this caller.
  if (command.kind !== 'expire' && !isTheirs(row, command)) return refuse('reservation_not_found');
  const state = stateByClock(row, ledger.nowMs);
  if (command.kind === 'extend' && state === 'PENDING' && row.extended) {
    return command.lost === true ? ok(settled(ledger, row, true)) : refuse('already_extended');
  }
  const edge: Edge = reservationTable[state][command.kind];
  if (edge === 'repeat') return ok(settled(ledger, row, true));
  if ('refuse' in edge) return refuse(edge.refuse, { status: row.state });
  const goesOn = command.kind === 'confirm' || command.kind === 'secure';
  if (goesOn && ledger.rules.cancelled) return refuse('event_cancelled');
  if (command.kind === 'secure') return secure(ledger, row, command.forMs);
  switch (edge.places) {
    case 'keep':
      return extend(ledger, row);
    case 'free':
      return end(ledger, row, edge.to);
    case 'sell':
      return confirm(ledger, row);
    case 'reclaim':
      return reclaim(ledger, row);
    case 'hold':
    case 'stay':
      throw new Error(`no step of a reservation is to ${edge.places}`);
    default:
      return unreachable(edge.places);
  }
}

const isTheirs = ({ owner }: Reservation, { principalId, buyer }: Step | Secure): boolean =>
  owner.principalId === principalId && (buyer === undefined || owner.buyer === buyer);

/** A payment begins: the hold runs until it must have ended. One that runs longer stays as it is. */
function secure(ledger: Ledger, row: Reservation, forMs: number): Outcome {
  const untilMs = ledger.nowMs + forMs;
  if ((row.expiresAtMs ?? 0) >= untilMs) return ok(settled(ledger, row, true));
  const next = { ...row, expiresAtMs: untilMs };
  keep(ledger, row, 'HELD', untilMs);
  ledger.putReservation(next);
  ledger.facts.push({ t: 'secured', r: row.id, q: quantityOf(row.wanted), h: forMs });
  return ok(settled(ledger, next, false));
}

function extend(ledger: Ledger, row: Reservation): Outcome {
  const untilMs = (row.expiresAtMs ?? ledger.nowMs) + ledger.rules.extensionMs;
  const next = { ...row, extended: true, expiresAtMs: untilMs };
  keep(ledger, row, 'HELD', untilMs);
  ledger.putReservation(next);
  const h = untilMs - ledger.nowMs;
  ledger.facts.push({ t: 'extended', r: row.id, q: quantityOf(row.wanted), h });
  return ok(settled(ledger, next, false));
}

function confirm(ledger: Ledger, row: Reservation): Outcome {
  const next: Reservation = {
    ...row,
    state: 'CONFIRMED',
    expiresAtMs: null,
    confirmedAtMs: ledger.nowMs,
  };
  keep(ledger, row, 'SOLD', null);
  ledger.putReservation(next);
  ledger.facts.push({ t: 'confirmed', r: row.id, q: quantityOf(row.wanted) });
  return ok(settled(ledger, next, false));
}

/** Gives the places back and tells of it. */
export function end(ledger: Ledger, row: Reservation, to: StoredState): Outcome {
  const next: Reservation = { ...row, state: to, endedAtMs: ledger.nowMs };
  const q = quantityOf(row.wanted);
  give(ledger, row);
  ledger.putReservation(next);
  ledger.facts.push(
    to === 'EXPIRED'
      ? { t: 'expired', r: row.id, q }
      : { t: 'cancelled', r: row.id, q, was: row.state === 'CONFIRMED' ? 1 : 0 },
  );
  return ok(settled(ledger, next, false));
}

/** EXPIRED -> CONFIRMED: the same places if nobody has them, within the buyer's limit. */
function reclaim(ledger: Ledger, row: Reservation): Outcome {
  const quantity = quantityOf(row.wanted);
  const above = abovePersonLimit(ledger, row.owner, quantity);
  if (above !== undefined) return above;
  const blocked = whyNot(ledger, row.wanted);
  if (blocked !== undefined) return refuse('hold_expired', blocked.details);
  for (const lapsed of lapsedOf(ledger, row.owner)) expire(ledger, lapsed);
  expireInTheWay(ledger, row.wanted);
  take(ledger, row.wanted, { id: row.id, state: 'SOLD', untilMs: null });
  ledger.count(row.owner, quantity);
  const next: Reservation = {
    ...row,
    state: 'CONFIRMED',
    expiresAtMs: null,
    confirmedAtMs: ledger.nowMs,
    endedAtMs: null,
  };
  ledger.putReservation(next);
  ledger.facts.push({ t: 'late', r: row.id, q: quantity });
  return ok(settled(ledger, next, false));
}

/**
 * A guest has signed in: what they hold and bought becomes the account's. What is held must fit into the
 * account's limit per person, else it stays with the guest; what is sold moves whatever the limit says,
 * for it is theirs.
 */
import { assert } from '../../lib/assert.ts';
import { ok, refuse } from '../../lib/result.ts';
import { type Adopt, type Outcome, type Reservation, quantityOf } from './commands.ts';
import type { Ledger } from './ledger.ts';
import { abovePersonLimit, lapsedOf } from './person-limit.ts';
import { expire } from './places.ts';
import { reservationTable, stateByClock } from './reservation-table.ts';
import { settled } from './settled.ts';

export function decideAdopt(ledger: Ledger, command: Adopt): Outcome {
  const row = ledger.reservations.get(command.id);
  if (row?.owner.principalId !== command.principalId) return refuse('reservation_not_found');
  if (row.owner.buyer === command.to) return ok(settled(ledger, row, true));
  if (row.owner.buyer !== command.from) return refuse('reservation_not_found');
  const state = stateByClock(row, ledger.nowMs);
  const edge = reservationTable[state].adopt;
  assert('to' in edge, 'whatever is there can be adopted');
  const owner = { ...row.owner, buyer: command.to };
  if (state === 'PENDING') {
    const above = abovePersonLimit(ledger, owner, quantityOf(row.wanted));
    if (above !== undefined) return above;
    for (const lapsed of lapsedOf(ledger, owner)) expire(ledger, lapsed);
  }
  if (edge.places === 'free') expire(ledger, row);
  return handOver(ledger, ledger.reservations.get(row.id) ?? row, owner);
}

function handOver(ledger: Ledger, row: Reservation, owner: Reservation['owner']): Outcome {
  const next = { ...row, owner };
  const quantity = quantityOf(row.wanted);
  if (row.state === 'PENDING' || row.state === 'CONFIRMED') {
    ledger.count(row.owner, -quantity);
    ledger.count(owner, quantity);
  }
  ledger.putReservation(next);
  ledger.adopted.set(row.id, row.state === 'CONFIRMED');
  ledger.facts.push({ t: 'adopted', r: row.id, q: quantity });
  return ok(settled(ledger, next, false));
}

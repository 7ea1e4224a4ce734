/**
 * The verdict on one command against the locked rows of its event. Pure and total: every command gets
 * an outcome, and a refusal changes nothing.
 */
import { unreachable } from '../../lib/assert.ts';
import { ok, refuse } from '../../lib/result.ts';
import type { Block, Command, Outcome, Resize } from './commands.ts';
import { decideAdopt } from './decide-adopt.ts';
import { decidePlace } from './decide-place.ts';
import { decideStep } from './decide-step.ts';
import { type Ledger, available } from './ledger.ts';
import { expireInTheWay, whyNot } from './places.ts';
import { seatVersions } from './settled.ts';

export function decide(ledger: Ledger, command: Command): Outcome {
  switch (command.kind) {
    case 'place':
      return decidePlace(ledger, command);
    case 'extend':
    case 'secure':
    case 'confirm':
    case 'cancel':
    case 'release':
    case 'expire':
      return decideStep(ledger, command);
    case 'adopt':
      return decideAdopt(ledger, command);
    case 'block':
      return block(ledger, command);
    case 'unblock':
      return unblock(ledger, command);
    case 'resize':
      return resize(ledger, command);
    default:
      return unreachable(command);
  }
}

function block(ledger: Ledger, { wanted }: Block): Outcome {
  if ('pool' in wanted) {
    const refusal = whyNot(ledger, wanted);
    if (refusal !== undefined) return refusal;
    expireInTheWay(ledger, wanted);
    ledger.movePool(wanted.pool, { blocked: wanted.quantity });
    ledger.facts.push({ t: 'blocked', q: wanted.quantity });
    return ok({ seats: [], repeated: false });
  }
  const fresh = wanted.seats.filter((seat) => ledger.seats.get(seat)?.state !== 'BLOCKED');
  const refusal = whyNot(ledger, { seats: fresh });
  if (refusal !== undefined) return refusal;
  expireInTheWay(ledger, { seats: fresh });
  for (const seat of fresh)
    ledger.moveSeat(seat, 'block', { reservationId: null, heldUntilMs: null });
  if (fresh.length > 0) ledger.facts.push({ t: 'blocked', q: fresh.length });
  return ok({ seats: seatVersions(ledger, wanted.seats), repeated: fresh.length === 0 });
}

function unblock(ledger: Ledger, { wanted }: Block): Outcome {
  if ('pool' in wanted) {
    const pool = ledger.pools.get(wanted.pool);
    if (pool === undefined) return refuse('unknown_pool', { pool: wanted.pool });
    if (pool.blocked < wanted.quantity)
      return refuse('invalid_transition', { blocked: pool.blocked });
    ledger.movePool(wanted.pool, { blocked: -wanted.quantity });
    ledger.facts.push({ t: 'unblocked', q: wanted.quantity });
    return ok({ seats: [], repeated: false });
  }
  const unknown = wanted.seats.filter((seat) => !ledger.seats.has(seat));
  if (unknown.length > 0) return refuse('unknown_seats', { seats: unknown });
  const sold = wanted.seats.filter((seat) => {
    const state = ledger.seats.get(seat)?.state;
    return state === 'HELD' || state === 'SOLD';
  });
  if (sold.length > 0) return refuse('seats_unavailable', { seats: sold });
  const fresh = wanted.seats.filter((seat) => ledger.seats.get(seat)?.state === 'BLOCKED');
  for (const seat of fresh)
    ledger.moveSeat(seat, 'unblock', { reservationId: null, heldUntilMs: null });
  if (fresh.length > 0) ledger.facts.push({ t: 'unblocked', q: fresh.length });
  return ok({ seats: seatVersions(ledger, wanted.seats), repeated: fresh.length === 0 });
}

function resize(ledger: Ledger, command: Resize): Outcome {
  const pool = ledger.pools.get(command.pool);
  if (pool === undefined) return refuse('unknown_pool', { pool: command.pool });
  const minimum = pool.capacity - available(pool);
  if (command.capacity < minimum) return refuse('capacity_below_sold', { minimum });
  if (command.capacity === pool.capacity) return ok({ seats: [], repeated: true });
  ledger.movePool(command.pool, { capacity: command.capacity - pool.capacity });
  ledger.facts.push({ t: 'resized', pool: command.pool, capacity: command.capacity });
  return ok({ seats: [], repeated: false });
}

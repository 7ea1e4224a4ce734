/** What happens to people whose seats went to somebody else: the nearest equivalents, held or offered. */
import type { EventRecord } from '../catalog/model/event.ts';
import type { Outcome } from './model/commands.ts';
import { partyMax } from './model/choose/wish.ts';
import type { CpuBudget } from './cpu-budget.ts';
import { type ChoosingDeps, type ChoosingRequest, seatsIn, take } from './hold-best.ts';
import { placeHold } from './place-hold.ts';

/** Alternatives lost to others before the party is asked to choose again. */
const TRIES_MAX = 5;
const OFFERS = 3;

/** Holds these seats or, when some of them are taken, the nearest equivalents of all of them. */
export async function holdNear(
  { inventory, chooser }: ChoosingDeps,
  event: EventRecord,
  request: ChoosingRequest,
  seats: readonly number[],
): Promise<Outcome> {
  const wanted = { seats };
  const first = await placeHold(inventory, event, { ...request, wanted, chosen: true });
  if (first.ok || first.code !== 'seats_unavailable' || seats.length > partyMax) return first;
  const picker = await chooser.open(event);
  if (picker === undefined) return first;
  const lost = seatsIn(first);
  picker.doubt(lost);
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const [nearest] = picker.near(seats, lost, 1);
    if (nearest === undefined) return first;
    const outcome = await take(inventory, event, request, picker, nearest.suggestion.seats);
    if (outcome.ok || outcome.code !== 'seats_unavailable') return outcome;
  }
  return first;
}

/** The refusal of taken seats with up to three alternatives, while the process has time to spare. */
export async function withAlternatives(
  { chooser }: Pick<ChoosingDeps, 'chooser'>,
  budget: CpuBudget,
  event: EventRecord,
  seats: readonly number[],
  outcome: Outcome,
): Promise<Outcome> {
  if (outcome.ok || outcome.code !== 'seats_unavailable') return outcome;
  if (event.seatingPlan === null || seats.length > partyMax) return outcome;
  const picker = await chooser.open(event);
  const lost = seatsIn(outcome);
  if (picker === undefined || lost.length === 0) return outcome;
  const found = budget.run(() => picker.near(seats, lost, OFFERS));
  if (found === undefined || found.length === 0) return outcome;
  const alternatives = found.map(({ suggestion }) => suggestion.seats);
  return { ...outcome, details: { ...outcome.details, alternatives } };
}

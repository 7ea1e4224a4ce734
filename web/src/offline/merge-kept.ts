/** What is worth keeping of somebody's tickets, and what has changed since the last time. Pure. */
import type { Ticket } from '../purchase/queries.ts';

/** Nobody goes to the door of a show of last week; its tickets are still in the account. */
const PAST_MS = 7 * 86_400_000;
export const KEPT_MAX = 100;

const startOf = ({ event }: Ticket): number => Date.parse(event.startsAt);

const isWorthKeeping =
  (nowMs: number) =>
  (ticket: Ticket): boolean =>
    ticket.event.status === 'postponed' || startOf(ticket) + PAST_MS > nowMs;

/** The soonest first, at most so many. */
export const worthKeeping = (tickets: readonly Ticket[], nowMs: number): readonly Ticket[] =>
  tickets
    .filter(isWorthKeeping(nowMs))
    .toSorted((a, b) => startOf(a) - startOf(b))
    .slice(0, KEPT_MAX);

/** A valid ticket has a code that opens the door; whatever else it is has none to keep. */
export const opensADoor = ({ status, event }: Ticket): boolean =>
  status === 'valid' && event.status !== 'cancelled';

const factsOf = ({ status, event }: Ticket): string =>
  [status, event.startsAt, event.status === 'cancelled', event.status === 'postponed'].join();

/** How many tickets that were kept are void, gone, or of another time than they were. */
export function changesBetween(
  before: readonly Ticket[],
  after: readonly Ticket[],
  nowMs: number,
): number {
  const now = new Map(after.map((ticket) => [ticket.id, ticket]));
  return before.filter(isWorthKeeping(nowMs)).filter((ticket) => {
    const current = now.get(ticket.id);
    return current === undefined || factsOf(current) !== factsOf(ticket);
  }).length;
}

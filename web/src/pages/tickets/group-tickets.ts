/** Tickets by event, what is to come first; and orders that are not at rest. */
import type { Order, Ticket } from '../../purchase/queries.ts';

export type TicketGroup = {
  readonly eventId: number;
  readonly event: Ticket['event'];
  readonly tickets: readonly Ticket[];
};

/** An event stays among those to come for so long after it has begun: people still enter. */
const LATE_MS = 6 * 3_600_000;

const startOf = ({ event }: TicketGroup): number => Date.parse(event.startsAt);

export function byEvent(tickets: readonly Ticket[], nowMs: number) {
  const groups = new Map<number, Ticket[]>();
  for (const ticket of tickets) {
    const known = groups.get(ticket.eventId);
    if (known === undefined) groups.set(ticket.eventId, [ticket]);
    else known.push(ticket);
  }
  const all = [...groups].flatMap(([eventId, own]): TicketGroup[] => {
    const [first] = own;
    if (first === undefined) return [];
    const sorted = own.toSorted(
      (a, b) => a.reservationId.localeCompare(b.reservationId) || a.admission - b.admission,
    );
    return [{ eventId, event: first.event, tickets: sorted }];
  });
  const isPast = (group: TicketGroup): boolean =>
    group.event.status !== 'postponed' && startOf(group) + LATE_MS < nowMs;
  return {
    upcoming: all.filter((group) => !isPast(group)).toSorted((a, b) => startOf(a) - startOf(b)),
    past: all.filter(isPast).toSorted((a, b) => startOf(b) - startOf(a)),
  };
}

export const isUnderWay = ({ status, tickets, lines }: Order): boolean =>
  (status !== 'ended' && status !== 'complete') ||
  (status === 'complete' && tickets < lines.length);

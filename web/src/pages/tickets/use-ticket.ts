/** One ticket as the server says, and until it does as this device has kept it. */
import { useQuery } from '@tanstack/react-query';
import { CallError } from '../../api/outcome.ts';
import { useApp } from '../../main/app-services.ts';
import { useMyTickets } from '../../offline/use-tickets.ts';
import { type Ticket, ticketQuery } from '../../purchase/queries.ts';

/** A ticket may be revoked while it is on the screen. */
const REFRESH_MS = 30_000;

export type OneTicket = {
  readonly ticket: Ticket | undefined;
  /** It was kept here, and the server says that it is not this person's any more. */
  readonly isGone: boolean;
  /** All of the same reservation, this one among them. */
  readonly party: readonly Ticket[];
  readonly mine: ReturnType<typeof useMyTickets>;
  readonly error: Error | null;
  readonly retry: () => void;
};

export function useTicket(eventId: number, ticketId: string): OneTicket {
  const { api } = useApp();
  const mine = useMyTickets();
  const read = useQuery({
    ...ticketQuery(api, eventId, ticketId),
    refetchInterval: REFRESH_MS,
    refetchOnWindowFocus: true,
    refetchOnReconnect: 'always',
  });
  const kept = mine.tickets?.find(({ id }) => id === ticketId);
  const isGone = read.error instanceof CallError && read.error.refusal.status === 404;
  const ticket = read.data ?? kept;
  const party =
    ticket === undefined
      ? []
      : (mine.tickets ?? [ticket])
          .filter(({ reservationId }) => reservationId === ticket.reservationId)
          .toSorted((a, b) => a.admission - b.admission);
  return {
    ticket,
    isGone,
    party: party.length === 0 && ticket !== undefined ? [ticket] : party,
    mine,
    error: read.error,
    retry: () => void read.refetch(),
  };
}

/**
 * My tickets: as the server says, and until it does, as this device has kept them. What the server says
 * is kept, and what has changed since the last time is told.
 */
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { Api } from '../api/client.ts';
import { useApp } from '../main/app-services.ts';
import { type Ticket, ticketsQuery } from '../purchase/queries.ts';
import { useToasts } from '../ui/toasts.tsx';
import { keepTickets } from './keep-tickets.ts';
import { type KeptTickets, readKept } from './kept-store.ts';
import { registerWorker } from './register.ts';

export const keptKey = ['kept-tickets'] as const;

export const keptQuery = queryOptions({
  queryKey: keptKey,
  queryFn: (): Promise<KeptTickets | null> => readKept(),
  networkMode: 'always',
  staleTime: Number.POSITIVE_INFINITY,
});

export type MyTickets = {
  /** Undefined while neither the device nor the server has said. */
  readonly tickets: readonly Ticket[] | undefined;
  /** When they were last read from the server, by its clock; undefined: never on this device. */
  readonly syncedAtMs: number | undefined;
  /** They are on this device, with their codes. */
  readonly isKept: boolean;
  readonly isSyncing: boolean;
  /** The server could not be asked; what is shown may be old. */
  readonly error: Error | null;
  readonly retry: () => void;
};

export function useMyTickets(): MyTickets {
  const t = useTranslations('offline');
  const { api, queries, clock } = useApp();
  const { show } = useToasts();
  const kept = useQuery(keptQuery);
  const base = ticketsQuery(api);
  const read = useQuery({
    ...base,
    queryFn: async (context): Promise<readonly Ticket[]> => {
      const tickets = await (base.queryFn as TicketsFn)(context);
      void keep(api, queries, tickets, clock.nowMs(), (count) => show(t('changed', { count })));
      return tickets;
    },
    refetchOnMount: 'always',
    refetchOnReconnect: 'always',
    refetchOnWindowFocus: true,
  });
  const device = kept.data ?? undefined;
  return {
    tickets: read.data ?? device?.tickets,
    syncedAtMs: device?.syncedAtMs,
    isKept: device !== undefined,
    isSyncing: read.isFetching && device !== undefined,
    error: read.error,
    retry: () => void read.refetch(),
  };
}

type TicketsFn = (context: unknown) => Promise<readonly Ticket[]>;

async function keep(
  api: Api,
  queries: QueryClient,
  tickets: readonly Ticket[],
  nowMs: number,
  onChanged: (count: number) => void,
): Promise<void> {
  const keeping = await keepTickets(api, tickets, nowMs);
  if (keeping === undefined) return;
  queries.setQueryData(keptKey, keeping.kept);
  if (keeping.changes > 0) onChanged(keeping.changes);
  if (keeping.kept.tickets.length === 0) return;
  await registerWorker();
  loadLetters(keeping.kept.tickets);
}

/** Fonts come in slices, as letters are met: those of the tickets are fetched now, and so are kept. */
function loadLetters(tickets: readonly Ticket[]): void {
  const texts = tickets.flatMap(
    ({ label, attendee = '', event: { name, translations, venue } }) => [
      attendee,
      name,
      ...Object.values({ ...label, ...venue }),
      ...Object.values(translations),
    ],
  );
  const { fontFamily } = getComputedStyle(document.body);
  // In no case worth a word: another font stands in.
  document.fonts.load(`1rem ${fontFamily}`, texts.join('')).catch(() => undefined);
}

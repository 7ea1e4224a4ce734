/**
 * After a journey: what buyers were told against what the books say, and the books against the
 * provider's ledger, to the unit.
 */
import { Client } from 'pg';
import type { Told } from '../../../bench/src/journey/buyer.ts';
import { waitFor } from '../support/wait-for.ts';
import type { ProviderProcess } from './provider.ts';

type Row = {
  readonly id: string;
  /** 3 COMPLETE, 5 ENDED; others are not at rest or were never paid. */
  readonly state: number;
  readonly currency: string;
  readonly totalMinor: string;
  readonly netMinor: string;
  readonly tickets: number;
  readonly quantity: number | null;
};

const readOrders = `
  SELECT o.id, o.state, o.currency, o.total_minor AS "totalMinor",
         coalesce((SELECT sum(p.amount_minor) FROM payments p
                    WHERE p.event_id = o.event_id AND p.order_id = o.id AND p.state = 2), 0)
         - coalesce((SELECT sum(f.amount_minor) FROM refunds f
                      WHERE f.event_id = o.event_id AND f.order_id = o.id AND f.state = 2), 0)
           AS "netMinor",
         (SELECT count(*)::int FROM tickets t
           WHERE t.event_id = o.event_id AND t.reservation_id = o.reservation_id AND t.state = 0)
           AS tickets,
         (SELECT r.quantity FROM reservations r
           WHERE r.event_id = o.event_id AND r.id = o.reservation_id) AS quantity
    FROM orders o`;

/** What is still on its way: orders, refunds, and confirmed reservations without tickets. */
const readFlight = `
  SELECT (SELECT count(*)::int FROM orders WHERE state IN (1, 2, 4))
       + (SELECT count(*)::int FROM refunds WHERE state IN (0, 1, 3))
       + (SELECT count(*)::int FROM reservations r WHERE state = 1 AND principal_id = 0
             AND quantity > (SELECT count(*) FROM tickets t
                              WHERE t.event_id = r.event_id AND t.reservation_id = r.id AND t.state = 0))
       AS flying`;

export async function untilQuiet(url: string, timeoutMs: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await waitFor(
      'everything under way to land',
      async () => (await client.query<{ flying: number }>(readFlight)).rows[0]?.flying === 0,
      timeoutMs,
    );
  } finally {
    await client.end();
  }
}

export async function reckon(
  url: string,
  told: readonly Told[],
  provider: ProviderProcess,
): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(readOrders);
    return [...compareTold(told, rows), ...(await compareLedger(rows, provider))];
  } finally {
    await client.end();
  }
}

function compareTold(told: readonly Told[], rows: readonly Row[]): string[] {
  const books = new Map(rows.map((row) => [row.id, row]));
  return told.flatMap((one) => {
    if (one.orderId === undefined) return [];
    const row = books.get(one.orderId);
    const problem = row === undefined ? 'is not in the books' : problemOf(one, row);
    return problem === undefined ? [] : [`${one.orderId}: was told ${one.outcome}, ${problem}`];
  });
}

function problemOf({ outcome, totalMinor, tickets }: Told, row: Row): string | undefined {
  const [net, total] = [Number(row.netMinor), Number(row.totalMinor)];
  if (outcome === 'bought') {
    if (row.state !== 3) return `is in state ${row.state}`;
    if (net !== total || total !== totalMinor) return `paid ${net} of ${total}, told ${totalMinor}`;
    const isWhole = row.tickets === tickets.length && row.tickets === row.quantity;
    return isWhole ? undefined : `has ${row.tickets} tickets for ${row.quantity} places`;
  }
  if (outcome === 'returned' && row.state !== 5) return `is in state ${row.state}`;
  if (net !== 0 || row.tickets !== 0) return `keeps ${net} and ${row.tickets} tickets`;
  return undefined;
}

/** The provider's money is ours to the unit, currency by currency. */
async function compareLedger(rows: readonly Row[], provider: ProviderProcess): Promise<string[]> {
  const ours = new Map<string, number>();
  for (const { currency, netMinor } of rows) {
    ours.set(currency, (ours.get(currency) ?? 0) + Number(netMinor));
  }
  const theirs = new Map(Object.entries(await provider.net()));
  const currencies = new Set([...ours.keys(), ...theirs.keys()]);
  return [...currencies].flatMap((currency) => {
    const [our, their] = [ours.get(currency) ?? 0, theirs.get(currency) ?? 0];
    return our === their ? [] : [`${currency}: the books say ${our}, the provider ${their}`];
  });
}

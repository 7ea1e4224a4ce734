/** Issues and revokes what rows of the outbox ask for. Handling a row twice changes nothing. */
import type { Tx } from '../lib/db.ts';
import { plainArray } from '../lib/pg-array.ts';
import type { Ids } from '../lib/uuid-v7.ts';
import type { OutboxRow } from '../outbox/tail.ts';
import { inGroups, type Told, toldOf } from './model/told.ts';
import { issueTickets as issue, revokeTickets as revoke } from './sql/issue.ts';

export type Issued = {
  /** Tickets that the rows asked for; fewer are issued when somebody was here before. */
  readonly asked: number;
  readonly issued: number;
  readonly revoked: number;
};

/** Tickets of one statement: few enough that it holds its locks for a moment only. */
const TICKETS_MAX = 5_000;

const reservationsOf = (told: readonly Told[]): string[] => [
  plainArray(told.map(({ eventId }) => eventId)),
  plainArray(told.map(({ reservationId }) => reservationId)),
];

const ticketsOf = (told: readonly Told[]): number =>
  told.reduce((sum, { quantity }) => sum + quantity, 0);

export async function issueTickets(
  tx: Tx,
  rows: readonly Pick<OutboxRow, 'eventId' | 'payload'>[],
  ids: Ids,
): Promise<Issued> {
  const { sold, returned } = toldOf(rows);
  let issued = 0;
  for (const group of inGroups(sold, TICKETS_MAX)) {
    const fresh = Array.from({ length: ticketsOf(group) }, () => ids.next());
    const [row] = await tx.query(issue, [...reservationsOf(group), plainArray(fresh)]);
    issued += row?.issued ?? 0;
  }
  let revoked = 0;
  for (const group of inGroups(returned, TICKETS_MAX)) {
    const [row] = await tx.query(revoke, reservationsOf(group));
    revoked += row?.revoked ?? 0;
  }
  return { asked: ticketsOf(sold), issued, revoked };
}

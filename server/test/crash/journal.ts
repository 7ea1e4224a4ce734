/**
 * What the clients were told, written down as they were told it, and the comparison with what the
 * database says when everything is over.
 */
import { Client } from 'pg';

export type Acknowledged = {
  readonly id: string;
  readonly eventId: number;
  readonly buyer: string;
  readonly quantity: number;
  /** In order of their numbers; null for units of a pool. */
  readonly seats: readonly number[] | null;
  /** What the last acknowledgement said. */
  status: Status;
};

export type Status = 'PENDING' | 'CONFIRMED' | 'EXPIRED' | 'CANCELLED';

const stored = ['PENDING', 'CONFIRMED', 'EXPIRED', 'CANCELLED'] as const;
/** What may become of an acknowledged state without another word to its owner. */
const later: Readonly<Record<Status, readonly Status[]>> = {
  PENDING: ['PENDING', 'EXPIRED'],
  CONFIRMED: ['CONFIRMED'],
  EXPIRED: ['EXPIRED'],
  CANCELLED: ['CANCELLED'],
};

export type Journal = {
  readonly violations: string[];
  /** Definite answers so far, refusals too. */
  answers: number;
  /** Requests whose outcome was unknown and that were repeated. */
  repeated: number;
  acknowledge(reservation: Acknowledged): void;
  readonly acknowledged: ReadonlyMap<string, Acknowledged>;
  /** Compares with the database; to be asked when no request is under way. */
  compare(url: string): Promise<readonly string[]>;
};

type Row = {
  readonly id: string;
  readonly eventId: number;
  readonly buyer: string;
  readonly quantity: number;
  readonly seats: readonly number[] | null;
  readonly state: number;
};

export function createJournal(): Journal {
  const acknowledged = new Map<string, Acknowledged>();
  const violations: string[] = [];
  return {
    violations,
    answers: 0,
    repeated: 0,
    acknowledged,
    acknowledge(reservation) {
      const known = acknowledged.get(reservation.id);
      if (known !== undefined && known.buyer !== reservation.buyer) {
        violations.push(`${reservation.id} was given to ${known.buyer} and ${reservation.buyer}`);
      }
      acknowledged.set(reservation.id, reservation);
    },
    async compare(url) {
      const client = new Client({ connectionString: url });
      await client.connect();
      try {
        const { rows } = await client.query<Row>(
          `SELECT id, event_id::int AS "eventId", buyer, quantity, seat_nos AS seats, state
             FROM reservations`,
        );
        return differences(acknowledged, new Map(rows.map((row) => [row.id, row])));
      } finally {
        await client.end();
      }
    },
  };
}

function differences(
  acknowledged: ReadonlyMap<string, Acknowledged>,
  rows: ReadonlyMap<string, Row>,
): string[] {
  const found: string[] = [];
  for (const told of acknowledged.values()) {
    const row = rows.get(told.id);
    if (row === undefined) {
      found.push(`lost: ${told.id} was acknowledged as ${told.status} and is not there`);
      continue;
    }
    const state = stored[row.state];
    if (state === undefined || !later[told.status].includes(state)) {
      found.push(`${told.id} was acknowledged as ${told.status} and is ${state}`);
    }
    const same =
      row.eventId === told.eventId &&
      row.buyer === told.buyer &&
      row.quantity === told.quantity &&
      JSON.stringify(row.seats) === JSON.stringify(told.seats);
    if (!same) found.push(`${told.id} was acknowledged as ${show(told)} and is ${show(row)}`);
  }
  // Every request got a definite answer in the end, so nobody can have a reservation unknowingly.
  for (const row of rows.values()) {
    if (!acknowledged.has(row.id)) found.push(`never acknowledged: ${show(row)}`);
  }
  return found;
}

const show = (row: Acknowledged | Row): string => JSON.stringify(row);

/** The one row about the crowd: whether it is on, how fast it comes, who leads it, what it has done. */
import { sql } from '../../lib/db.ts';

export type CrowdDbRow = {
  isOn: boolean;
  buyersPerMinute: number;
  buyers: number;
  ticketsSold: number;
  ticketsReturned: number;
};

const columns = `is_on AS "isOn", buyers_per_minute AS "buyersPerMinute", buyers,
                 tickets_sold AS "ticketsSold", tickets_returned AS "ticketsReturned"`;

/** Repeating it changes nothing. Parameters: on, buyers per minute. */
export const ensureCrowd = sql(
  'demo_ensure_crowd',
  `INSERT INTO demo_crowd (is_on, buyers_per_minute) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
);

export const readCrowd = sql<CrowdDbRow>('demo_read_crowd', `SELECT ${columns} FROM demo_crowd`);

/** Absent values (null) stay. Parameters: on, buyers per minute. */
export const setCrowd = sql<CrowdDbRow>(
  'demo_set_crowd',
  `UPDATE demo_crowd
      SET is_on = coalesce($1, is_on), buyers_per_minute = coalesce($2, buyers_per_minute)
   RETURNING ${columns}`,
);

/**
 * Leads the crowd for so long, and adds what it did; of several processes only one leads. No row: another
 * one does. Parameters: process, lease in ms, buyers, tickets sold, tickets returned.
 */
export const leadCrowd = sql<CrowdDbRow>(
  'demo_lead_crowd',
  `UPDATE demo_crowd
      SET holder = $1, holder_until = now() + $2::bigint * interval '1 ms',
          buyers = buyers + $3, tickets_sold = tickets_sold + $4,
          tickets_returned = tickets_returned + $5
    WHERE holder = $1 OR holder_until < now()
   RETURNING ${columns}`,
);

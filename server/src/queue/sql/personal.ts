/** Places of a person in waiting rooms, for the person. */
import { sql } from '../../lib/db.ts';

/** Those that have not ended: the index knows no others. Parameters: person, rows at most. */
export const exportPlaces = sql<{ place: unknown }>(
  'queue_export_places',
  `SELECT json_build_object('eventId', q.event_id, 'number', q.number, 'joinedAt', q.joined_at) AS place
     FROM queue_entries q WHERE q.person_id = $1 AND q.ended_at IS NULL
    ORDER BY q.event_id DESC LIMIT $2`,
);

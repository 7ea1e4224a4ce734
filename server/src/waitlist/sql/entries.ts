/** Who waits for what. Every change is made under the lock of the list. */
import { sql } from '../../lib/db.ts';

const ms = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;

export type EntryDbRow = {
  eventId: number;
  id: string;
  number: number;
  personId: string;
  state: number;
  endReason: string | null;
  party: number;
  tiers: string[] | null;
  together: boolean;
  wheelchairs: number;
  email: string | null;
  language: 'ko' | 'en';
  joinedAtMs: number;
  endedAtMs: number | null;
};

const columns = `n.event_id AS "eventId", n.id, n.number, n.person_id AS "personId", n.state,
  n.end_reason AS "endReason", n.party, n.tiers, n.together, n.wheelchairs, n.email, n.language,
  ${ms('n.joined_at')} AS "joinedAtMs", ${ms('n.ended_at')} AS "endedAtMs"`;

/** Entries that have not ended. Parameters: event, people. */
export const findLive = sql<EntryDbRow>(
  'waitlist_find_live',
  `SELECT ${columns} FROM waitlist_entries n
    WHERE n.event_id = $1 AND n.person_id = ANY ($2::text[]) AND n.state < 2`,
);

/**
 * Tiers come as array literals, for arrays of arrays have to be rectangular. Parameters: event; ids,
 * numbers, people, parties, tiers or nulls, together, wheelchairs, e-mails or nulls, languages.
 */
export const insertEntries = sql<EntryDbRow>(
  'waitlist_insert_entries',
  `INSERT INTO waitlist_entries AS n (event_id, id, number, person_id, party, tiers, together,
                                      wheelchairs, email, language)
   SELECT $1, w.id, w.number, w.person_id, w.party, w.tiers::text[], w.together, w.wheelchairs, w.email,
          w.language
     FROM json_to_recordset($2::json) AS w (id uuid, number bigint, person_id text, party smallint,
            tiers text, together boolean, wheelchairs smallint, email text, language text)
   RETURNING ${columns}`,
);

/** The one that has not ended, else the last one. Parameters: event, person. */
export const readMine = sql<EntryDbRow>(
  'waitlist_read_mine',
  `SELECT ${columns} FROM waitlist_entries n
    WHERE n.event_id = $1 AND n.person_id = $2
    ORDER BY n.state < 2 DESC, n.number DESC LIMIT 1`,
);

/** Parameters: event, entry. */
export const readEntry = sql<EntryDbRow>(
  'waitlist_read_entry',
  `SELECT ${columns} FROM waitlist_entries n WHERE n.event_id = $1 AND n.id = $2`,
);

/** Latest first. Parameters: person, before this id, rows at most. */
export const listMine = sql<EntryDbRow>(
  'waitlist_list_mine',
  `SELECT ${columns} FROM waitlist_entries n
    WHERE n.person_id = $1 AND n.id < $2 ORDER BY n.id DESC LIMIT $3`,
);

/** In order. Parameters: event, after this number, rows at most. */
export const listWaiting = sql<EntryDbRow>(
  'waitlist_list_waiting',
  `SELECT ${columns} FROM waitlist_entries n
    WHERE n.event_id = $1 AND n.state = 0 AND n.number > $2 ORDER BY n.number LIMIT $3`,
);

/** No row: it was in another state. Parameters: event, entry, state it is in, new state, reason or null. */
export const moveEntry = sql<{ id: string }>(
  'waitlist_move_entry',
  `UPDATE waitlist_entries
      SET state = $4::smallint, end_reason = $5,
          ended_at = CASE WHEN $4::smallint = 2 THEN coalesce(ended_at, clock_timestamp()) END
    WHERE event_id = $1 AND id = $2 AND state = $3
   RETURNING id`,
);

/** A page of those who wait ends. Parameters: event, reason, rows at most. */
export const endWaiting = sql<{ id: string }>(
  'waitlist_end_waiting',
  `UPDATE waitlist_entries n SET state = 2, end_reason = $2, ended_at = clock_timestamp()
    WHERE n.event_id = $1 AND n.state = 0 AND n.number IN (
          SELECT w.number FROM waitlist_entries w WHERE w.event_id = $1 AND w.state = 0
           ORDER BY w.number LIMIT $3)
   RETURNING n.id`,
);

/** Parameters: event, number, party, tiers or null. */
export const countAhead = sql<{ all: number; rivals: number }>(
  'waitlist_count_ahead',
  `SELECT count(*)::int AS all,
          (count(*) FILTER (WHERE n.party <= $3 AND ($4::text[] IS NULL OR n.tiers IS NULL
                                                     OR n.tiers && $4::text[])))::int AS rivals
     FROM waitlist_entries n WHERE n.event_id = $1 AND n.state = 0 AND n.number < $2`,
);

/** Offers to later ones while this one waited. Parameters: event, number, entry. */
export const countPassed = sql<{ passed: number }>(
  'waitlist_count_passed',
  `SELECT count(*)::int AS passed
     FROM waitlist_entries n JOIN waitlist_offers o ON o.event_id = n.event_id AND o.entry_id = n.id
    WHERE n.event_id = $1 AND n.number > $2 AND o.state > 0
      AND o.made_at < coalesce(
            (SELECT min(x.made_at) FROM waitlist_offers x WHERE x.event_id = $1 AND x.entry_id = $3),
            (SELECT m.ended_at FROM waitlist_entries m WHERE m.event_id = $1 AND m.id = $3),
            'infinity')`,
);

/** Of one person, over all events. Parameters: person, after this event, rows at most. */
export const listLiveOf = sql<{ eventId: number }>(
  'waitlist_list_live_of',
  `SELECT event_id AS "eventId" FROM waitlist_entries
    WHERE person_id = $1 AND state < 2 AND event_id > $2 ORDER BY event_id LIMIT $3`,
);

/** Parameters: event, entry, person. */
export const giveEntry = sql(
  'waitlist_give_entry',
  `UPDATE waitlist_entries SET person_id = $3 WHERE event_id = $1 AND id = $2`,
);

/** What ended moves too: it is part of what a person can ask about. Parameters: from, to, rows at most. */
export const giveEnded = sql<{ id: string }>(
  'waitlist_give_ended',
  `UPDATE waitlist_entries SET person_id = $2
    WHERE (event_id, id) IN (SELECT event_id, id FROM waitlist_entries
                              WHERE person_id = $1 AND state = 2 LIMIT $3)
   RETURNING id`,
);

/** Addresses of a person who is to be forgotten. Parameter: person. */
export const forgetEmails = sql(
  'waitlist_forget_emails',
  `UPDATE waitlist_entries SET email = NULL WHERE person_id = $1 AND email IS NOT NULL`,
);

/** Of events that have begun so long ago: offers first. Parameters: age (ms), rows at most. */
export const forgetOffers = sql<{ id: string }>(
  'waitlist_forget_offers',
  `DELETE FROM waitlist_offers WHERE (event_id, reservation_id) IN (
     SELECT o.event_id, o.reservation_id FROM events e
       JOIN waiting_lists l ON l.event_id = e.id
       JOIN waitlist_offers o ON o.event_id = e.id
      WHERE e.starts_at < now() - $1::bigint * interval '1 ms' AND l.waiting = 0 AND o.state > 1 LIMIT $2)
   RETURNING reservation_id AS id`,
);

/** Parameters: age (ms), rows at most. */
export const forgetEntries = sql<{ id: string }>(
  'waitlist_forget_entries',
  `DELETE FROM waitlist_entries WHERE (event_id, id) IN (
     SELECT n.event_id, n.id FROM events e
       JOIN waiting_lists l ON l.event_id = e.id
       JOIN waitlist_entries n ON n.event_id = e.id
      WHERE e.starts_at < now() - $1::bigint * interval '1 ms' AND l.waiting = 0 AND n.state = 2
        AND NOT EXISTS (SELECT FROM waitlist_offers o
                         WHERE o.event_id = n.event_id AND o.entry_id = n.id) LIMIT $2)
   RETURNING id`,
);

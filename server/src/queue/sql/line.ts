/** The rows of a batch in one room: found under the room's lock, and written in groups. */
import { sql } from '../../lib/db.ts';
import { replanned } from './replanned.ts';

const ms = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;
const instant = (parameter: number): string => `to_timestamp($${parameter}::bigint / 1000.0)`;

export type PlaceDbRow = { number: number; personId: string; nonce: Buffer; joinedAtMs: number };

/**
 * Places that have not ended, one probe of the index by person for each. "+ 0" takes the indexes by
 * event out of the choice: until a young table is analyzed, they look as good, and a batch of 100 then
 * took 300 ms with 40,000 people in line, not 2. Parameters: event, people.
 */
export const findPlaces = replanned<PlaceDbRow>(
  `SELECT p.number, w.person_id AS "personId", p.nonce, ${ms('p.joined_at')} AS "joinedAtMs"
     FROM unnest($2::text[]) AS w (person_id)
    CROSS JOIN LATERAL (
          SELECT e.number, e.nonce, e.joined_at FROM queue_entries e
           WHERE e.event_id + 0 = $1 AND e.person_id = w.person_id AND e.ended_at IS NULL LIMIT 1) p`,
);

export type SlotDbRow = {
  id: string;
  number: number;
  position: number;
  personId: string;
  admittedAtMs: number;
  expiresAtMs: number;
  endsAtMs: number;
};

const slot = `a.id, a.number, a.position, a.person_id AS "personId",
          ${ms('a.admitted_at')} AS "admittedAtMs", ${ms('a.expires_at')} AS "expiresAtMs",
          ${ms('a.ends_at')} AS "endsAtMs"`;

/** Admissions that run, found like places. Parameters: event, people. */
export const findSlots = replanned<SlotDbRow>(
  `SELECT ${slot} FROM unnest($2::text[]) AS w (person_id)
    CROSS JOIN LATERAL (
          SELECT s.id, s.number, s.position, s.person_id, s.admitted_at, s.expires_at, s.ends_at
            FROM queue_admissions s
           WHERE s.event_id + 0 = $1 AND s.person_id = w.person_id AND s.ended_at IS NULL LIMIT 1) a`,
);

/** If it runs. Parameters: id, event. */
export const findSlotById = replanned<SlotDbRow>(
  `SELECT ${slot} FROM queue_admissions a
    WHERE a.id = $1 AND a.event_id + 0 = $2 AND a.ended_at IS NULL`,
);

/** Parameters: event, hashes in hexadecimal. */
export const findCodes = replanned<{ hash: string; left: number }>(
  `SELECT encode(c.code_hash, 'hex') AS hash, c.uses_max - c.uses AS left FROM queue_codes c
    WHERE c.event_id = $1 AND c.code_hash IN (SELECT decode(h, 'hex') FROM unnest($2::text[]) h)`,
);

/** One update per code and batch, however many use it. Parameters: event, hashes, uses. */
export const useCodes = replanned(
  `UPDATE queue_codes c SET uses = c.uses + w.uses
     FROM unnest($2::text[], $3::int[]) AS w (hash, uses)
    WHERE c.event_id = $1 AND c.code_hash = decode(w.hash, 'hex')`,
);

/**
 * By number and nothing else: with "IS NULL", a young table (see above) was read by the index by person,
 * 60 ms for 100 of 150,000; and joined with the positions, 200 ms for 1,000. Parameters: event, now
 * (ms), numbers, positions of those who leave without having come in, or nulls.
 */
export const endPlaces = replanned(
  `UPDATE queue_entries
      SET ended_at = ${instant(2)},
          left_position = ($4::bigint[])[array_position($3::bigint[], number)]
    WHERE event_id = $1 AND number = ANY ($3::bigint[])
      AND coalesce(ended_at, 'infinity') = 'infinity'`,
);

/** Answers those that did run. Parameters: event, now (ms), ids, reasons. */
export const endSlots = replanned<{ id: string; number: number }>(
  `UPDATE queue_admissions a SET ended_at = ${instant(2)}, end_reason = w.reason
     FROM unnest($3::uuid[], $4::smallint[]) AS w (id, reason)
    WHERE a.id = w.id AND a.event_id + 0 = $1 AND a.ended_at IS NULL
   RETURNING a.id, a.number`,
);

/** After the ends: a person has one place. Parameters: event, numbers, people. */
export const movePlaces = replanned(
  `UPDATE queue_entries e SET person_id = w.person_id
     FROM unnest($2::bigint[], $3::text[]) AS w (number, person_id)
    WHERE e.event_id = $1 AND e.number = w.number`,
);

/** Parameters: event, ids, new ids, people. */
export const moveSlots = replanned(
  `UPDATE queue_admissions a SET id = w.new_id, person_id = w.person_id
     FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS w (id, new_id, person_id)
    WHERE a.id = w.id AND a.event_id + 0 = $1`,
);

/**
 * Parameters: event, now (ms), numbers, people, nonces (hex), whether they have ended again, and the
 * positions of those, as above.
 */
export const insertPlaces = sql(
  'queue_insert_places',
  `INSERT INTO queue_entries (event_id, number, person_id, nonce, joined_at, ended_at, left_position)
   SELECT $1, w.number, w.person_id, decode(w.nonce, 'hex'), ${instant(2)},
          CASE WHEN w.ended THEN ${instant(2)} END, w.position
     FROM unnest($3::bigint[], $4::text[], $5::text[], $6::bool[], $7::bigint[])
            AS w (number, person_id, nonce, ended, position)`,
);

/**
 * Parameters: event, now, expires, ends (ms), servedUpTo; per admission ids, numbers, positions,
 * people, reasons of those that have ended again.
 */
export const insertSlots = sql(
  'queue_insert_slots',
  `INSERT INTO queue_admissions (id, event_id, number, position, person_id, served_up_to,
                                 admitted_at, expires_at, ends_at, ended_at, end_reason)
   SELECT w.id, $1, w.number, w.position, w.person_id, $5,
          ${instant(2)}, ${instant(3)}, ${instant(4)},
          CASE WHEN w.reason IS NOT NULL THEN ${instant(2)} END, w.reason
     FROM unnest($6::uuid[], $7::bigint[], $8::bigint[], $9::text[], $10::smallint[])
            AS w (id, number, position, person_id, reason)`,
);

/**
 * What a batch made of the room. Parameters: event, last number, active, admitted, closed at (ms or
 * null), size of the cohort or null.
 */
export const writeLine = sql(
  'queue_write_line',
  `UPDATE queue_rooms
      SET last_number = $2, active = $3, admitted = $4, closed_at = ${instant(5)},
          cohort_size = $6, version = version + 1
    WHERE event_id = $1`,
);

/** Events in which somebody has a place. Parameters: person, after this event, rows at most. */
export const listPlaces = replanned<{ eventId: number }>(
  `SELECT e.event_id AS "eventId" FROM queue_entries e
    WHERE e.person_id = $1 AND e.event_id > $2 AND e.ended_at IS NULL
    ORDER BY e.event_id LIMIT $3`,
);

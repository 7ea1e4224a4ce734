/** Waiting rooms: numbers, turns and slots. Rooms whose people have been forgotten tell no story any more. */
import type { Check } from './check.ts';

const kept = 'r.forgotten_at IS NULL';
const admission = `a.event_id AS "eventId", a.id AS "admissionId", a.number, a.position`;

export const queueChecks: readonly Check[] = [
  {
    id: 'queue-active-matches-admissions',
    statement: 'As many people are in a room as it has admissions that run.',
    severity: 'violation',
    violating: `
      SELECT r.event_id AS "eventId", r.active, coalesce(a.running, 0) AS running
        FROM queue_rooms r
        LEFT JOIN (SELECT event_id, count(*) AS running FROM queue_admissions
                    WHERE ended_at IS NULL GROUP BY event_id) a USING (event_id)
       WHERE ${kept} AND r.active <> coalesce(a.running, 0)`,
  },
  {
    id: 'queue-numbers-without-gaps',
    statement: 'The numbers of a room are 1, 2, 3 ... up to its last one.',
    severity: 'violation',
    violating: `
      SELECT r.event_id AS "eventId", r.last_number AS "lastNumber", coalesce(e.n, 0) AS entries,
             e.first, e.last
        FROM queue_rooms r
        LEFT JOIN (SELECT event_id, count(*) AS n, min(number) AS first, max(number) AS last
                     FROM queue_entries GROUP BY event_id) e USING (event_id)
       WHERE ${kept} AND (coalesce(e.n, 0) <> r.last_number OR coalesce(e.last, 0) <> r.last_number
                          OR coalesce(e.first, 1) <> 1)`,
  },
  {
    id: 'queue-place-once',
    statement: 'A person has one place in a room at a time.',
    severity: 'violation',
    violating: `
      SELECT event_id AS "eventId", min(number) AS number, count(*)::int AS places
        FROM queue_entries WHERE ended_at IS NULL
       GROUP BY event_id, person_id HAVING count(*) > 1`,
  },
  {
    id: 'queue-turn-taken-once',
    statement: 'No number and no position of a room has led to two admissions.',
    severity: 'violation',
    violating: `
      SELECT event_id AS "eventId", number, NULL::bigint AS position FROM queue_admissions
       GROUP BY event_id, number HAVING count(*) > 1
       UNION ALL
      SELECT event_id, NULL, position FROM queue_admissions
       GROUP BY event_id, position HAVING count(*) > 1`,
  },
  {
    id: 'queue-nobody-before-their-turn',
    statement: 'Whoever came in had been called, in a room whose order was drawn.',
    severity: 'violation',
    violating: `
      SELECT ${admission}, a.served_up_to AS "servedUpTo", r.served_up_to AS "roomServedUpTo"
        FROM queue_admissions a LEFT JOIN queue_rooms r USING (event_id)
       WHERE r.event_id IS NULL OR a.position > a.served_up_to OR a.served_up_to > r.served_up_to
          OR r.drawn_at IS NULL OR a.admitted_at < r.drawn_at - interval '1 ms'`,
  },
  {
    id: 'queue-admission-has-its-place',
    statement: 'An admission belongs to a place of the same person, and they end together.',
    severity: 'violation',
    violating: `
      SELECT ${admission}
        FROM queue_admissions a JOIN queue_rooms r USING (event_id)
        LEFT JOIN queue_entries e ON e.event_id = a.event_id AND e.number = a.number
       WHERE ${kept} AND (e.number IS NULL OR e.person_id <> a.person_id
                          OR (a.ended_at IS NULL) <> (e.ended_at IS NULL))`,
  },
  {
    id: 'queue-position-fits-number',
    statement: 'The cohort has the first positions; behind it, the position is the number.',
    severity: 'violation',
    violating: `
      SELECT ${admission}, r.cohort_size AS "cohortSize"
        FROM queue_admissions a JOIN queue_rooms r USING (event_id)
       WHERE CASE WHEN a.number <= r.cohort_size THEN a.position > r.cohort_size
                  ELSE a.position <> a.number END`,
  },
  {
    id: 'queue-admitted-counted',
    statement: 'A room has counted every admission that it has given.',
    severity: 'violation',
    violating: `
      SELECT r.event_id AS "eventId", r.admitted, coalesce(a.given, 0) AS given
        FROM queue_rooms r
        LEFT JOIN (SELECT event_id, count(*) AS given FROM queue_admissions GROUP BY event_id) a
             USING (event_id)
       WHERE ${kept} AND r.admitted <> coalesce(a.given, 0)`,
  },
  {
    id: 'queue-cohort-is-who-came-first',
    statement: 'A cohort closed with people who had joined before it closed, and all of them.',
    // Times of two database servers may be compared here, after a failover.
    severity: 'warning',
    violating: `
      SELECT r.event_id AS "eventId", r.cohort_size AS "cohortSize", e.number
        FROM queue_rooms r JOIN queue_entries e USING (event_id)
       WHERE r.closed_at IS NOT NULL
         AND (e.number <= r.cohort_size) <> (e.joined_at < r.closed_at)
         AND e.joined_at <> r.closed_at
       UNION ALL
      SELECT r.event_id, r.cohort_size, NULL FROM queue_rooms r WHERE r.cohort_size > r.last_number`,
  },
];

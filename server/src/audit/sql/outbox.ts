/** The outbox: numbered without gaps, in the order of the changes, and not further than it says. */
import type { Check } from './check.ts';

/**
 * A gap is excused when the row before it is older than the retention, for then the rows after that
 * may have been removed. The hour is for removal in the order of age, which is nearly that of numbers.
 * `before` is the column with the age of the row in front. The end of the numbers is in the list too,
 * so that rows beyond it and rows missing before it are found alike.
 */
const notRemoved = (before: string): string =>
  `${before} > now() - $1::bigint * interval '1 ms' + interval '1 hour'`;

export const outboxChecks: readonly Check[] = [
  {
    id: 'outbox-stamped-whole',
    statement: 'An outbox row has both its position and its sequence number, or neither.',
    severity: 'violation',
    violating: `
      SELECT id AS "outboxId", event_id AS "eventId", position, seq FROM outbox
       WHERE (position IS NULL) <> (seq IS NULL)`,
  },
  {
    id: 'outbox-positions-contiguous',
    statement: 'Positions run without gaps up to the last one the relay gave.',
    severity: 'violation',
    violating: `
      WITH numbered AS (
        SELECT 0::bigint AS position, min(applied_at) AS created_at, false AS is_end
          FROM schema_migrations
        UNION ALL SELECT position, created_at, false FROM outbox WHERE position IS NOT NULL
        UNION ALL SELECT last_position + 1, now(), true FROM outbox_relay
      ), neighbours AS (
        SELECT position, lag(position) OVER w AS before, lag(created_at) OVER w AS created_before,
               is_end <> (lead(position) OVER w IS NULL) AS is_beyond
          FROM numbered WINDOW w AS (ORDER BY position)
      )
      SELECT before AS "after", position AS "next" FROM neighbours
       WHERE is_beyond
          OR (position <> before + 1 AND (position <= before OR ${notRemoved('created_before')}))`,
    parameters: ['outboxRetentionMs'],
  },
  {
    id: 'outbox-sequences-contiguous',
    statement: "Sequence numbers of an event run without gaps from 1 to the event's last.",
    severity: 'violation',
    violating: `
      -- 0 stands for what belongs to no event: it is numbered in the same way.
      WITH numbering AS (
        SELECT id, created_at FROM events
        UNION ALL SELECT 0, min(applied_at) FROM schema_migrations
      ), numbered AS (
        SELECT id AS event_id, 0::bigint AS seq, created_at, false AS is_end FROM numbering
        UNION ALL SELECT event_id, seq, created_at, false FROM outbox WHERE seq IS NOT NULL
        -- The relay makes an event's counter with its first row; until then the last number is 0.
        UNION ALL SELECT n.id, coalesce(s.last_seq, 0) + 1, now(), true
          FROM numbering n LEFT JOIN event_sequences s ON s.event_id = n.id
      ), neighbours AS (
        SELECT event_id, seq, lag(seq) OVER w AS before, lag(created_at) OVER w AS created_before,
               is_end <> (lead(seq) OVER w IS NULL) AS is_beyond
          FROM numbered WINDOW w AS (PARTITION BY event_id ORDER BY seq)
      )
      SELECT event_id AS "eventId", before AS "after", seq AS "next" FROM neighbours
       WHERE is_beyond
          OR (seq <> before + 1 AND (seq <= before OR ${notRemoved('created_before')}))`,
    parameters: ['outboxRetentionMs'],
  },
  {
    id: 'outbox-orders-agree',
    statement: 'Within an event, sequence numbers and positions are in the same order.',
    severity: 'violation',
    violating: `
      SELECT event_id AS "eventId", seq, position
        FROM (SELECT event_id, seq, position,
                     lag(position) OVER (PARTITION BY event_id ORDER BY seq) AS before
                FROM outbox WHERE seq IS NOT NULL) o
       WHERE position <= before`,
  },
  {
    id: 'outbox-payload-known',
    statement: 'Every outbox row says what it is, in a version that this release knows.',
    severity: 'violation',
    violating: `
      SELECT id AS "outboxId", event_id AS "eventId" FROM outbox
       WHERE CASE WHEN json_typeof(payload) <> 'object' THEN true
                  WHEN payload->>'v' IS DISTINCT FROM '1' THEN true
                  WHEN payload->>'kind' = 'inventory' THEN
                    json_typeof(payload->'pools') IS DISTINCT FROM 'array'
                    OR json_typeof(payload->'seats') IS DISTINCT FROM 'array'
                    OR json_typeof(payload->'facts') IS DISTINCT FROM 'array'
                  ELSE payload->>'kind' IS NULL END`,
  },
  {
    id: 'outbox-event-exists',
    statement: 'Every outbox row and every sequence is of an event that exists, or of none (0).',
    severity: 'violation',
    violating: `
      SELECT told.event_id AS "eventId"
        FROM (SELECT event_id FROM outbox UNION SELECT event_id FROM event_sequences) told
        LEFT JOIN events e ON e.id = told.event_id
       WHERE e.id IS NULL AND told.event_id <> 0`,
  },
  {
    id: 'consumer-cursor-in-range',
    statement: 'No consumer has read further than the relay has numbered.',
    severity: 'violation',
    violating: `
      SELECT c.consumer, c.position, r.last_position AS "lastPosition"
        FROM outbox_cursors c, outbox_relay r WHERE c.position > r.last_position OR c.position < 0`,
  },
  {
    id: 'outbox-relay-keeps-up',
    statement: 'Outbox rows are numbered soon after their commit (a worker is running).',
    severity: 'warning',
    violating: `
      SELECT id AS "outboxId", event_id AS "eventId", created_at AS "createdAt" FROM outbox
       WHERE position IS NULL AND created_at < now() - $1::bigint * interval '1 ms'`,
    parameters: ['relayLateMs'],
  },
];

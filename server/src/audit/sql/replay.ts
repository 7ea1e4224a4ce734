/** Seats and pools against what was told of them: replaying the outbox gives the rows. */
import type { Check } from './check.ts';
import { complete, toldPool, toldSeat } from './told.ts';

const untilMs = `coalesce(floor(extract(epoch FROM s.held_until) * 1000)::bigint, 0)`;

export const replayChecks: readonly Check[] = [
  {
    id: 'seats-replay',
    statement: 'A seat is as it was last told; one never told is as it was made (whole outbox).',
    severity: 'violation',
    violating: `
      WITH ${complete}, ${toldSeat}, last AS (
        SELECT DISTINCT ON (event_id, seat_no) event_id, seat_no, state, version, until_ms
          FROM told_seat ORDER BY event_id, seat_no, version DESC, outbox_id DESC)
      SELECT s.event_id AS "eventId", s.seat_no AS "seatNo", s.state, s.version,
             l.state AS "toldState", l.version AS "toldVersion"
        FROM seats s JOIN complete USING (event_id) LEFT JOIN last l USING (event_id, seat_no)
       WHERE (s.state, s.version, ${untilMs})
             IS DISTINCT FROM (coalesce(l.state, 0), coalesce(l.version, 0), coalesce(l.until_ms, 0))`,
  },
  {
    id: 'pools-replay',
    statement: 'A pool is as it was last told; one never told is as it was made (whole outbox).',
    severity: 'violation',
    violating: `
      WITH ${complete}, ${toldPool}, last AS (
        SELECT DISTINCT ON (event_id, pool_id) * FROM told_pool
         ORDER BY event_id, pool_id, version DESC)
      SELECT p.event_id AS "eventId", p.pool_id AS "poolId", p.version, l.version AS "toldVersion"
        FROM pools p JOIN complete USING (event_id) LEFT JOIN last l USING (event_id, pool_id)
       WHERE (p.capacity, p.held, p.sold, p.blocked, p.version)
             IS DISTINCT FROM (coalesce(l.capacity, p.capacity), coalesce(l.held, 0),
                               coalesce(l.sold, 0), coalesce(l.blocked, 0), coalesce(l.version, 0))`,
  },
  {
    id: 'changes-told-once',
    statement: 'Every change of a seat or pool was told, once (whole outbox).',
    severity: 'violation',
    violating: `
      WITH ${complete}, ${toldSeat}, ${toldPool}, told AS (
        SELECT event_id, seat_no, NULL::int AS pool_id, count(*) AS told,
               count(DISTINCT version) AS versions
          FROM told_seat GROUP BY event_id, seat_no
        UNION ALL
        SELECT event_id, NULL, pool_id, count(*), count(DISTINCT version)
          FROM told_pool GROUP BY event_id, pool_id
      ), place AS (
        SELECT event_id, seat_no, NULL::int AS pool_id, version::bigint FROM seats
        UNION ALL SELECT event_id, NULL, pool_id, version FROM pools
      )
      SELECT p.event_id AS "eventId", p.seat_no AS "seatNo", p.pool_id AS "poolId",
             p.version AS changes, coalesce(t.told, 0) AS told
        FROM place p JOIN complete USING (event_id)
        LEFT JOIN told t ON (t.event_id, coalesce(t.seat_no, -1), coalesce(t.pool_id, -1))
                          = (p.event_id, coalesce(p.seat_no, -1), coalesce(p.pool_id, -1))
       WHERE coalesce(t.told, 0) <> p.version OR coalesce(t.versions, 0) <> p.version`,
  },
  {
    id: 'version-not-behind-told',
    statement: 'No seat or pool has a version below one that was told, or is missing.',
    severity: 'violation',
    violating: `
      WITH ${toldSeat}, ${toldPool}
      SELECT t.event_id AS "eventId", t.seat_no AS "seatNo", NULL::int AS "poolId", s.version,
             t.version AS "toldVersion"
        FROM (SELECT event_id, seat_no, max(version) AS version FROM told_seat GROUP BY 1, 2) t
        LEFT JOIN seats s USING (event_id, seat_no)
       WHERE s.version IS NULL OR s.version < t.version
      UNION ALL
      SELECT t.event_id, NULL, t.pool_id, p.version, t.version
        FROM (SELECT event_id, pool_id, max(version) AS version FROM told_pool GROUP BY 1, 2) t
        LEFT JOIN pools p USING (event_id, pool_id)
       WHERE p.version IS NULL OR p.version < t.version`,
  },
  {
    id: 'told-pool-never-oversold',
    statement: 'At no moment that was told did a pool exceed its capacity or fall below zero.',
    severity: 'violation',
    violating: `
      WITH ${toldPool}
      SELECT event_id AS "eventId", pool_id AS "poolId", version, capacity, held, sold, blocked
        FROM told_pool
       WHERE held + sold + blocked > capacity OR least(capacity, held, sold, blocked) < 0`,
  },
];

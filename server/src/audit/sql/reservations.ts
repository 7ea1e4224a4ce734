/** Reservations: their shape, their times, whose they are, and the limits they keep. */
import { buyerHash, type Check } from './check.ts';

const reservation = `r.event_id AS "eventId", r.id AS "reservationId"`;

/** Active quantities per buyer, for events with a limit per person. */
const taken = `taken AS (
  SELECT r.event_id, r.principal_id, r.buyer, sum(r.quantity) AS units
    FROM reservations r JOIN events e ON e.id = r.event_id AND e.per_person_max IS NOT NULL
   WHERE r.state IN (0, 1) GROUP BY r.event_id, r.principal_id, r.buyer)`;

const shape: readonly Check[] = [
  {
    id: 'reservation-quantity',
    statement:
      'A reservation is of 1 to 100 places: units of a pool, or exactly its list of seats.',
    severity: 'violation',
    violating: `
      SELECT ${reservation}, r.quantity, cardinality(r.seat_nos) AS seats FROM reservations r
       WHERE r.quantity NOT BETWEEN 1 AND 100 OR (r.pool_id IS NULL) = (r.seat_nos IS NULL)
          OR cardinality(r.seat_nos) <> r.quantity`,
  },
  {
    id: 'reservation-times-fit-state',
    statement: 'A reservation has the times that its state calls for, and no others.',
    severity: 'violation',
    violating: `
      SELECT ${reservation}, r.state, r.expires_at AS "expiresAt", r.confirmed_at AS "confirmedAt",
             r.ended_at AS "endedAt"
        FROM reservations r
       WHERE CASE r.state
               WHEN 0 THEN r.expires_at IS NULL OR r.confirmed_at IS NOT NULL OR r.ended_at IS NOT NULL
               WHEN 1 THEN r.expires_at IS NOT NULL OR r.confirmed_at IS NULL OR r.ended_at IS NOT NULL
               WHEN 2 THEN r.expires_at IS NULL OR r.confirmed_at IS NOT NULL OR r.ended_at IS NULL
               WHEN 3 THEN (r.expires_at IS NULL) = (r.confirmed_at IS NULL) OR r.ended_at IS NULL
               ELSE true
             END`,
  },
  {
    // A warning: a database that moved to a machine with another clock breaks it honestly.
    id: 'reservation-times-in-order',
    statement: 'Nothing is confirmed or ended before it was made (by more than a second).',
    severity: 'warning',
    violating: `
      SELECT ${reservation}, r.created_at AS "createdAt", r.confirmed_at AS "confirmedAt",
             r.ended_at AS "endedAt"
        FROM reservations r
       WHERE least(r.confirmed_at, r.ended_at) < r.created_at - interval '1 s'
          OR r.ended_at < r.confirmed_at - interval '1 s'`,
  },
  {
    id: 'expired-holds-are-swept',
    statement: 'Holds whose time is over are swept soon (a worker is running).',
    severity: 'warning',
    violating: `
      SELECT ${reservation}, r.expires_at AS "expiresAt" FROM reservations r
       WHERE r.state = 0 AND r.expires_at < now() - $1::bigint * interval '1 ms'`,
    parameters: ['sweepLateMs'],
  },
];

const ownership: readonly Check[] = [
  {
    id: 'reservation-event-exists',
    statement: 'Every reservation is of an event that exists.',
    severity: 'violation',
    violating: `
      SELECT ${reservation} FROM reservations r LEFT JOIN events e ON e.id = r.event_id
       WHERE e.id IS NULL`,
  },
  {
    id: 'reservation-organization',
    statement: 'A reservation belongs to the organization of its event.',
    severity: 'violation',
    violating: `
      SELECT ${reservation}, r.organization_id AS "organizationId", e.organization_id AS "ofEvent"
        FROM reservations r JOIN events e ON e.id = r.event_id
       WHERE r.organization_id <> e.organization_id`,
  },
  {
    id: 'reservation-principal',
    statement: 'The key that made a reservation is not of another organization.',
    severity: 'violation',
    violating: `
      SELECT ${reservation}, r.organization_id AS "organizationId", k.organization_id AS "ofKey"
        FROM reservations r JOIN api_keys k ON k.id = r.principal_id
       WHERE r.organization_id <> k.organization_id`,
  },
  {
    // Event 0 stands for requests that made an event. Ended holds leave before or after their keys.
    id: 'idempotency-key-has-its-effect',
    statement: 'An idempotency key points at what its request made: same event, same principal.',
    severity: 'violation',
    violating: `
      SELECT k.event_id AS "eventId", k.principal_id AS "principalId", k.route,
             k.resource_id AS "resourceId", r.principal_id AS "ofReservation"
        FROM idempotency_keys k
        LEFT JOIN reservations r ON r.id::text = k.resource_id AND r.event_id = k.event_id
       WHERE k.event_id <> 0 AND r.principal_id IS DISTINCT FROM k.principal_id
         AND (r.id IS NOT NULL OR k.created_at > now() - $1::bigint * interval '1 ms')
      UNION ALL
      SELECT k.event_id, k.principal_id, k.route, k.resource_id, NULL
        FROM idempotency_keys k LEFT JOIN events e ON e.id::text = k.resource_id
       WHERE k.event_id = 0 AND e.id IS NULL`,
    parameters: ['finishedHoldsRetentionMs'],
  },
];

const limits: readonly Check[] = [
  {
    id: 'order-limit-kept',
    statement: "No active reservation is larger than its event's limit per order.",
    severity: 'violation',
    violating: `
      SELECT ${reservation}, r.quantity, e.per_order_max AS "limit"
        FROM reservations r JOIN events e ON e.id = r.event_id
       WHERE r.state IN (0, 1) AND r.quantity > e.per_order_max`,
  },
  {
    // What was bought before signing in moves to the account whatever its limit says.
    id: 'person-limit-kept',
    statement:
      "Nobody took more than the event's limit per person, counted from the reservations; " +
      'what was bought as a guest before signing in does not count.',
    severity: 'violation',
    violating: `
      WITH taken AS (
        SELECT r.event_id, r.principal_id, r.buyer, sum(r.quantity) AS units
          FROM reservations r JOIN events e ON e.id = r.event_id AND e.per_person_max IS NOT NULL
         WHERE r.state IN (0, 1) AND NOT r.adopted GROUP BY r.event_id, r.principal_id, r.buyer)
      SELECT t.event_id AS "eventId", t.principal_id AS "principalId", ${buyerHash('t.buyer')},
             t.units, e.per_person_max AS "limit"
        FROM taken t JOIN events e ON e.id = t.event_id
       WHERE t.units > e.per_person_max`,
  },
  {
    id: 'buyer-counters-match',
    statement: "A buyer's counter is the sum of the buyer's active reservations.",
    severity: 'violation',
    violating: `
      WITH ${taken}, counter AS (
        SELECT c.event_id, c.principal_id, c.buyer, c.taken
          FROM buyer_counters c JOIN events e ON e.id = c.event_id AND e.per_person_max IS NOT NULL)
      SELECT event_id AS "eventId", principal_id AS "principalId", ${buyerHash('buyer')},
             c.taken AS counted, coalesce(t.units, 0) AS reserved
        FROM counter c FULL JOIN taken t USING (event_id, principal_id, buyer)
       WHERE coalesce(c.taken, 0) <> coalesce(t.units, 0)`,
  },
];

export const reservationChecks: readonly Check[] = [...shape, ...ownership, ...limits];

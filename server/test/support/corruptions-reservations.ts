/** Damage to reservations, their limits and their idempotency keys. */
import {
  addOrganization,
  type Corruption,
  otherOrganization,
  unguard,
  untold,
} from './corruption.ts';

export const reservationCorruptions: readonly Corruption[] = [
  {
    breaks: 'reservation-quantity',
    what: 'a reservation of nothing',
    also: ['fact-quantity'],
    plant: ({ pool }) => `
      ${unguard('reservations')}
      update reservations set quantity = 0 where id = '${pool.cancelledHold}'`,
  },
  {
    breaks: 'reservation-quantity',
    what: 'a reservation of seats and a pool',
    plant: ({ hall }) => `
      ${unguard('reservations')}
      update reservations set pool_id = 1 where id = '${hall.cancelledHold}';
      insert into pools (event_id, pool_id, capacity) values (${hall.eventId}, 1, 10)`,
  },
  {
    breaks: 'reservation-times-fit-state',
    what: 'a hold that says when it was confirmed',
    plant: ({ pool }) => `update reservations set confirmed_at = now() where id = '${pool.held}'`,
  },
  {
    breaks: 'reservation-times-fit-state',
    what: 'a booking that expires',
    plant: ({ hall }) => `update reservations set expires_at = now() where id = '${hall.booked}'`,
  },
  {
    breaks: 'reservation-times-fit-state',
    what: 'an expired hold that says it was confirmed',
    plant: ({ hall }) =>
      `update reservations set confirmed_at = created_at where id = '${hall.expired}'`,
  },
  {
    breaks: 'reservation-times-fit-state',
    what: 'a cancelled booking that never was one',
    plant: ({ hall }) =>
      `update reservations set confirmed_at = null where id = '${hall.cancelledBooking}'`,
  },
  {
    breaks: 'reservation-times-in-order',
    what: 'a booking that ended before it began',
    plant: ({ pool }) => `
      update reservations set ended_at = created_at - interval '1 min'
       where id = '${pool.cancelledHold}'`,
  },
  {
    breaks: 'expired-holds-are-swept',
    what: 'a hold that nobody sweeps',
    plant: ({ pool }) => `
      update reservations set expires_at = now() - interval '1 hour' where id = '${pool.held}'`,
  },
  {
    breaks: 'reservation-event-exists',
    what: 'a reservation of no event',
    also: ['reservation-pool-exists'],
    plant: ({ organizationId, principalId }) => `
      insert into reservations (id, event_id, organization_id, principal_id, buyer, state, pool_id,
                                quantity, confirmed_at, ended_at)
      values (gen_random_uuid(), 777777, ${organizationId}, ${principalId}, 'b', 3, 1, 1, now(), now())`,
  },
  {
    breaks: 'reservation-organization',
    what: "a reservation in another organization's books",
    also: ['reservation-principal'],
    plant: ({ pool }) => `
      ${addOrganization}
      update reservations set organization_id = ${otherOrganization} where id = '${pool.booked}'`,
  },
  {
    breaks: 'reservation-principal',
    what: 'a key that moved to another organization',
    plant: ({ principalId }) => `
      ${addOrganization}
      update api_keys set organization_id = ${otherOrganization} where id = ${principalId}`,
  },
  {
    breaks: 'idempotency-key-has-its-effect',
    what: "a key that points at somebody else's booking",
    plant: ({ pool }) => `
      update idempotency_keys set principal_id = principal_id + 1 where event_id = ${pool.eventId}`,
  },
  {
    breaks: 'idempotency-key-has-its-effect',
    what: 'a key that points at nothing',
    plant: ({ hall }) => `
      update idempotency_keys set resource_id = gen_random_uuid()::text
       where event_id = ${hall.eventId}`,
  },
  {
    breaks: 'idempotency-key-has-its-effect',
    what: 'a key of an event that was not made',
    plant: () => `update idempotency_keys set resource_id = '777777' where event_id = 0`,
  },
  {
    breaks: 'order-limit-kept',
    what: 'a booking above the limit per order',
    plant: ({ limited }) => `update events set per_order_max = 1 where id = ${limited.eventId}`,
  },
  {
    breaks: 'person-limit-kept',
    what: 'a buyer above the limit per person',
    plant: ({ limited }) => `update events set per_person_max = 3 where id = ${limited.eventId}`,
  },
  {
    breaks: 'buyer-counters-match',
    what: 'a counter that forgot a booking',
    plant: ({ limited }) => `
      update buyer_counters set taken = taken - 1
       where event_id = ${limited.eventId} and buyer = 'buyer 0'`,
  },
  {
    breaks: 'buyer-counters-match',
    what: 'a buyer without a counter',
    plant: ({ limited }) => `
      delete from buyer_counters where event_id = ${limited.eventId} and buyer = 'buyer 0'`,
  },
  {
    breaks: 'reservation-is-told',
    what: 'a reservation that the outbox knows nothing of',
    plant: ({ pool }) => `
      insert into reservations (id, event_id, organization_id, principal_id, buyer, state, pool_id,
                                quantity, created_at, expires_at, ended_at)
      select gen_random_uuid(), event_id, organization_id, principal_id, 'b', state, pool_id,
             quantity, created_at, expires_at, ended_at
        from reservations where id = '${pool.expired}'`,
  },
  {
    breaks: 'reservation-state-is-told',
    what: 'a cancelled hold that says it expired',
    plant: ({ pool }) => `update reservations set state = 2 where id = '${pool.cancelledHold}'`,
  },
  {
    breaks: 'told-reservation-exists',
    what: 'an acknowledged booking that is lost, counters and all',
    also: ['idempotency-key-has-its-effect', 'pools-replay', 'valid-ticket-is-confirmed'],
    plant: ({ pool }) => `
      delete from reservations where id = '${pool.booked}';
      update pools set sold = sold - 2 where event_id = ${pool.eventId}`,
  },
  {
    breaks: 'told-reservation-exists',
    what: 'an ended hold that went before its time',
    plant: ({ pool }) => `delete from reservations where id = '${pool.cancelledHold}'`,
  },
  {
    breaks: 'facts-in-legal-order',
    what: 'a reservation sold twice',
    plant: ({ pool }) => untold(pool.eventId, [{ t: 'booked', r: pool.booked, q: 2 }]),
  },
  {
    breaks: 'facts-in-legal-order',
    what: 'a history that begins in the middle',
    also: ['reservation-is-told'],
    plant: ({ pool }) => `
      update outbox set payload = replace(payload::text, '"booked"', '"confirmed"')::json
       where payload::text like '%"booked","r":"${pool.booked}"%'`,
  },
  {
    breaks: 'facts-in-legal-order',
    what: 'a sold reservation that expired',
    also: ['reservation-state-is-told'],
    plant: ({ pool }) => untold(pool.eventId, [{ t: 'expired', r: pool.booked, q: 2 }]),
  },
  {
    breaks: 'told-reservation-exists',
    what: 'a booking that was told and never written',
    plant: ({ quietEventId }) =>
      untold(quietEventId, [{ t: 'booked', r: '01890000-0000-7000-8000-000000000000', q: 1 }]),
  },
  {
    breaks: 'seat-sold-once-at-a-time',
    what: 'a seat given back by somebody who did not have it',
    plant: ({ hall }) => `
      update reservations set seat_nos = '{100,101}' where id = '${hall.expired}';
      ${untold(hall.eventId, [{ t: 'held', r: hall.expired, q: 2 }])}
      update reservations set seat_nos = '{100,101}' where id = '${hall.cancelledHold}';
      ${untold(hall.eventId, [{ t: 'cancelled', r: hall.cancelledHold, q: 2 }])}
      ${untold(hall.eventId, [{ t: 'expired', r: hall.expired, q: 2 }])}`,
    also: ['facts-in-legal-order'],
  },
  {
    breaks: 'fact-quantity',
    what: 'a reservation that grew',
    plant: ({ pool }) => `update reservations set quantity = 3 where id = '${pool.cancelledHold}'`,
  },
  {
    breaks: 'seat-sold-once-at-a-time',
    what: 'a hold in the past on a seat that was sold',
    plant: ({ hall }) =>
      `update reservations set seat_nos = '{0,1}' where id = '${hall.cancelledHold}'`,
  },
];

/** Damage to tickets. In the pool and the hall `booked` and `late` have two valid ones each. */
import { type Corruption, unguard } from './corruption.ts';

const ofReservation = (id: string): string => `reservation_id = '${id}'`;

const add = (eventId: number, reservation: string, admission: number, place: string): string => `
  insert into tickets (id, event_id, reservation_id, admission, ${place.startsWith('seat') ? 'seat_no' : 'pool_id'})
  values (gen_random_uuid(), ${eventId}, '${reservation}', ${admission}, ${place.split(' ')[1]});`;

export const ticketCorruptions: readonly Corruption[] = [
  {
    breaks: 'confirmed-has-its-tickets',
    what: 'a booking whose tickets are lost',
    plant: ({ pool }) => `delete from tickets where ${ofReservation(pool.booked)}`,
  },
  {
    breaks: 'confirmed-has-its-tickets',
    what: 'a late purchase with one ticket of two',
    plant: ({ hall }) => `delete from tickets where ${ofReservation(hall.late)} and admission = 2`,
  },
  {
    breaks: 'confirmed-has-its-tickets',
    what: 'a booking with a ticket that was revoked',
    plant: ({ hall }) => `
      update tickets set state = 1, version = 2, revoked_at = now()
       where ${ofReservation(hall.booked)} and admission = 1`,
  },
  {
    breaks: 'confirmed-has-its-tickets',
    what: 'a worker that passed a booking over',
    also: ['reservation-is-told', 'pool-sold-matches-bookings'],
    plant: ({ pool, organizationId, principalId }) => `
      insert into reservations (id, event_id, organization_id, principal_id, buyer, state, pool_id,
                                quantity, confirmed_at)
      values (gen_random_uuid(), ${pool.eventId}, ${organizationId}, ${principalId}, 'b', 1, 1, 1, now())`,
  },
  {
    breaks: 'valid-ticket-is-confirmed',
    what: 'a cancelled booking whose tickets still open the door',
    plant: ({ pool }) => `
      ${add(pool.eventId, pool.cancelledBooking, 1, 'pool 1')}
      ${add(pool.eventId, pool.cancelledBooking, 2, 'pool 1')}`,
  },
  {
    breaks: 'valid-ticket-is-confirmed',
    what: 'a ticket of a hold',
    plant: ({ pool }) => add(pool.eventId, pool.held, 1, 'pool 1'),
  },
  {
    breaks: 'valid-ticket-is-confirmed',
    what: 'a ticket of no reservation',
    plant: ({ pool }) => add(pool.eventId, '01890000-0000-7000-8000-000000000000', 1, 'pool 1'),
  },
  {
    breaks: 'ticket-place-is-reserved',
    what: "a ticket for somebody else's seat",
    plant: ({ hall }) => `
      update tickets set seat_no = 99 where ${ofReservation(hall.booked)} and admission = 1`,
  },
  {
    breaks: 'ticket-place-is-reserved',
    what: 'two tickets that have changed places',
    plant: ({ hall }) => `
      update tickets set seat_no = 1 - seat_no where ${ofReservation(hall.booked)}`,
  },
  {
    breaks: 'admissions-numbered',
    what: 'a ticket number that was left out',
    also: ['ticket-place-is-reserved'],
    plant: ({ pool }) => `
      update tickets set admission = 3 where ${ofReservation(pool.booked)} and admission = 2`,
  },
  {
    breaks: 'seat-has-one-valid-ticket',
    what: 'a seat with two valid tickets',
    also: ['ticket-place-is-reserved'],
    plant: ({ hall }) => `update tickets set seat_no = 0 where ${ofReservation(hall.booked)}`,
  },
  {
    breaks: 'ticket-times-fit-state',
    what: 'a revoked ticket whose codes would still be good',
    also: ['confirmed-has-its-tickets'],
    plant: ({ pool }) => `
      ${unguard('tickets')}
      update tickets set state = 1 where ${ofReservation(pool.booked)} and admission = 1`,
  },
  {
    breaks: 'tickets-keep-up',
    what: 'a worker that stands still',
    plant: () => `
      update outbox set created_at = created_at - interval '1 hour';
      update outbox_cursors set position = position - 1 where consumer = 'tickets'`,
  },
  {
    breaks: 'guards-in-place',
    what: 'the key that keeps tickets from being issued twice is gone',
    plant: () => 'alter table tickets drop constraint tickets_once',
  },
];

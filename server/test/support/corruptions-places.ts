/** Damage to pools and seats. */
import { type Corruption, unguard } from './corruption.ts';

const pools: readonly Corruption[] = [
  {
    breaks: 'pool-never-oversold',
    what: 'a pool with more taken than it has',
    also: ['guards-in-place', 'pools-replay'],
    plant: ({ pool }) => `
      alter table pools drop constraint pools_never_oversold;
      update pools set capacity = held + sold + blocked - 1 where event_id = ${pool.eventId}`,
  },
  {
    breaks: 'pool-booked-within-capacity',
    what: 'more bookings than places, with counters that deny it',
    also: ['pool-held-matches-holds', 'pool-sold-matches-bookings', 'pools-replay'],
    plant: ({ pool }) =>
      `update pools set capacity = 5, held = 0, sold = 0 where event_id = ${pool.eventId}`,
  },
  {
    breaks: 'pool-counts-not-negative',
    what: 'a counter below zero',
    also: ['pool-held-matches-holds', 'pools-replay'],
    plant: ({ pool }) =>
      `${unguard('pools')} update pools set held = -1 where event_id = ${pool.eventId}`,
  },
  {
    breaks: 'pool-held-matches-holds',
    what: 'a unit held by nobody',
    also: ['pools-replay'],
    plant: ({ pool }) => `update pools set held = held + 1 where event_id = ${pool.eventId}`,
  },
  {
    breaks: 'pool-sold-matches-bookings',
    what: 'a sold unit given back twice',
    also: ['pools-replay'],
    plant: ({ limited }) => `update pools set sold = sold - 1 where event_id = ${limited.eventId}`,
  },
  {
    breaks: 'reservation-pool-exists',
    what: 'a booking of a pool that is not there',
    also: ['pool-sold-matches-bookings', 'ticket-place-is-reserved'],
    plant: ({ pool }) => `update reservations set pool_id = 99 where id = '${pool.booked}'`,
  },
];

const seats: readonly Corruption[] = [
  {
    breaks: 'held-seat-has-its-hold',
    what: 'a seat held for a reservation that does not exist',
    also: ['seats-replay'],
    plant: ({ hall }) => `
      update seats set state = 1, reservation_id = gen_random_uuid(), held_until = now()
       where event_id = ${hall.eventId} and seat_no = 50`,
  },
  {
    breaks: 'held-seat-has-its-hold',
    what: 'a seat still held after its hold ended',
    also: ['seats-replay'],
    plant: ({ hall }) => `
      update seats set state = 1, reservation_id = '${hall.cancelledHold}',
             held_until = (select expires_at from reservations where id = '${hall.cancelledHold}')
       where event_id = ${hall.eventId} and seat_no = 8`,
  },
  {
    breaks: 'sold-seat-has-its-booking',
    what: 'a seat sold to a booking that does not list it',
    also: ['seats-replay'],
    plant: ({ hall }) => `
      update seats set state = 2, reservation_id = '${hall.booked}'
       where event_id = ${hall.eventId} and seat_no = 50`,
  },
  {
    breaks: 'reservation-has-its-seats',
    what: 'a sold seat that is free again',
    also: ['seats-replay'],
    plant: ({ hall }) => `
      update seats set state = 0, reservation_id = null
       where event_id = ${hall.eventId} and seat_no = 1`,
  },
  {
    breaks: 'seat-taken-once',
    what: 'two active reservations with one seat',
    also: ['held-seat-has-its-hold', 'reservation-has-its-seats', 'seat-sold-once-at-a-time'],
    plant: ({ hall }) => `update reservations set seat_nos = '{1,2}' where id = '${hall.held}'`,
  },
  {
    breaks: 'free-seat-has-no-owner',
    what: 'a free seat with an owner',
    plant: ({ hall }) => `
      ${unguard('seats')}
      update seats set reservation_id = '${hall.expired}'
       where event_id = ${hall.eventId} and seat_no = 10`,
  },
  {
    breaks: 'free-seat-has-no-owner',
    what: 'a sold seat that ends',
    also: ['seats-replay'],
    plant: ({ hall }) => `
      ${unguard('seats')}
      update seats set held_until = now() where event_id = ${hall.eventId} and seat_no = 0`,
  },
  {
    breaks: 'held-until-is-expiry',
    what: 'a hold that ends later than its seats',
    plant: ({ hall }) => `
      update reservations set expires_at = expires_at + interval '1 ms' where id = '${hall.held}'`,
  },
  {
    breaks: 'seat-state-known',
    what: 'a state that does not exist',
    also: ['seats-replay'],
    plant: ({ hall }) => `
      ${unguard('seats')}
      update seats set state = 7 where event_id = ${hall.eventId} and seat_no = 50`,
  },
  {
    breaks: 'reservation-seats-exist',
    what: 'a reservation of seats that the hall does not have',
    plant: ({ hall }) =>
      `update reservations set seat_nos = '{8,4000}' where id = '${hall.cancelledHold}'`,
  },
  {
    breaks: 'seat-listed-once',
    what: 'a reservation that pays for one seat twice',
    also: ['seat-sold-once-at-a-time'],
    plant: ({ hall }) =>
      `update reservations set seat_nos = '{8,8}' where id = '${hall.cancelledHold}'`,
  },
  {
    breaks: 'seat-numbers-dense',
    what: 'a seat that is gone',
    plant: ({ quietEventId }) =>
      `delete from seats where event_id = ${quietEventId} and seat_no = 3`,
  },
  {
    breaks: 'seat-numbers-dense',
    what: 'an event without its seat 0',
    plant: ({ quietEventId }) =>
      `delete from seats where event_id = ${quietEventId} and seat_no = 0`,
  },
  {
    breaks: 'seat-count-matches-plan',
    what: 'a seat more than the plan has',
    plant: ({ hall, hallSeats }) =>
      `insert into seats (event_id, seat_no) values (${hall.eventId}, ${hallSeats})`,
  },
];

export const placeCorruptions: readonly Corruption[] = [...pools, ...seats];

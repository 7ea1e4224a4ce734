/** Damage to waiting lists, planted where people wait, have offers, have bought, and orders were returned. */
import { unguard } from './corruption.ts';

export type WaitlistCorruption = {
  readonly breaks: string;
  readonly what: string;
  /** Other checks that see the same damage from their side. */
  readonly also?: readonly string[];
  readonly plant: (eventId: number) => string;
};

const entryOf = (eventId: number, person: string): string =>
  `(select id from waitlist_entries where event_id = ${eventId} and person_id = '${person}')`;
const offerTo = (eventId: number, person: string): string =>
  `(select reservation_id from waitlist_offers
     where event_id = ${eventId} and entry_id = ${entryOf(eventId, person)})`;

export const waitlistCorruptions: readonly WaitlistCorruption[] = [
  {
    breaks: 'waitlist-counts',
    what: 'somebody whom the list has not counted',
    plant: (id) => `update waiting_lists set waiting = waiting - 1 where event_id = ${id}`,
  },
  {
    breaks: 'waitlist-counts',
    what: 'a number that was never given',
    plant: (id) => `
      update waitlist_entries set number = 99
       where event_id = ${id} and id = ${entryOf(id, 'waits 2')}`,
  },
  {
    breaks: 'waitlist-counts',
    what: 'a list that is gone',
    also: ['waitlist-only-while-waiting'],
    plant: (id) => `delete from waiting_lists where event_id = ${id}`,
  },
  {
    breaks: 'waitlist-only-while-waiting',
    what: 'an event that serves a list on which nobody waits',
    plant: (id) => `
      update events set list_only = true
       where id = (select min(e.id) from events e where e.id <> ${id} and not e.list_only)`,
  },
  {
    breaks: 'waitlist-entry-once',
    what: 'somebody who waits twice',
    plant: (id) => `
      drop index waitlist_entries_once;
      update waitlist_entries set person_id = 'waits 1'
       where event_id = ${id} and id = ${entryOf(id, 'waits 2')}`,
  },
  {
    breaks: 'waitlist-offer-fits-entry',
    what: 'an offer of somebody who still waits',
    also: ['waitlist-counts'],
    plant: (id) => `
      update waitlist_entries set state = 0 where event_id = ${id} and id = ${entryOf(id, 'offered')}`,
  },
  {
    breaks: 'waitlist-offer-fits-entry',
    what: 'an entry whose offer is gone',
    plant: (id) => `
      delete from waitlist_offers where event_id = ${id} and reservation_id = ${offerTo(id, 'offered')}`,
  },
  {
    breaks: 'waitlist-offer-is-a-hold',
    what: 'an offer of places that are not held',
    plant: (id) => `
      delete from reservations where event_id = ${id} and id = ${offerTo(id, 'offered')}`,
  },
  {
    breaks: 'waitlist-offer-is-a-hold',
    what: 'a hold of somebody else',
    plant: (id) => `
      update reservations set buyer = 'thief'
       where event_id = ${id} and id = ${offerTo(id, 'offered')}`,
  },
  {
    breaks: 'waitlist-offer-is-a-hold',
    what: 'fewer places than were wished for',
    plant: (id) => `
      ${unguard('waitlist_entries')}
      update waitlist_entries set party = 7
       where event_id = ${id} and id = ${entryOf(id, 'offered')}`,
  },
  {
    breaks: 'waitlist-taken-was-bought',
    what: 'an offer that nobody has bought',
    plant: (id) => `
      ${unguard('reservations')}
      update reservations set confirmed_at = null
       where event_id = ${id} and id = ${offerTo(id, 'bought')}`,
  },
  {
    breaks: 'waitlist-nobody-passed-over',
    what: 'somebody who was served before their turn',
    plant: (id) => `
      update waitlist_entries set number = 1000 - number
       where event_id = ${id} and person_id in ('offered', 'waits 1');
      update waiting_lists set last_number = 1000 where event_id = ${id}`,
  },
  {
    breaks: 'returned-order-was-taken-over',
    what: 'an order that was passed on to nobody',
    plant: (id) => `update orders set returned_to = null where event_id = ${id}`,
  },
  {
    breaks: 'returned-order-was-taken-over',
    what: 'an order that is passed on and stays bought',
    plant: (id) => `
      update orders set return_asked_at = now(), returned_to = id
       where event_id = ${id} and state = 3`,
  },
];

/** Damage to the outbox, and rows that say something else than it. */
import { type Corruption, unguard } from './corruption.ts';

/** The nth row of an event in the outbox. */
const row = (eventId: number, seq: number): string => `event_id = ${eventId} and seq = ${seq}`;

/** Replaces one member of a payload of the inventory kind. */
const payloadWith = (name: 'pools' | 'seats', value: string): string => {
  const member = (other: string): string =>
    other === name ? `'${value}'::json` : `payload->'${other}'`;
  return `json_build_object('v', 1, 'kind', 'inventory', 'at', payload->'at',
    'pools', ${member('pools')}, 'seats', ${member('seats')}, 'facts', payload->'facts')`;
};

const replay: readonly Corruption[] = [
  {
    breaks: 'version-not-behind-told',
    what: 'a pool that was told of and is gone',
    also: ['event-has-places', 'reservation-pool-exists'],
    plant: ({ pool }) => `delete from pools where event_id = ${pool.eventId}`,
  },
  {
    breaks: 'seats-replay',
    what: 'a seat held for longer than was told',
    also: ['held-until-is-expiry'],
    plant: ({ hall }) => `
      update seats set held_until = held_until + interval '1 ms'
       where event_id = ${hall.eventId} and seat_no = 2`,
  },
  {
    breaks: 'told-pool-never-oversold',
    what: 'a moment in the past at which a counter was below zero',
    plant: ({ pool }) => `
      update outbox set payload = ${payloadWith('pools', '[[1,10,-1,2,0,1]]')}
       where ${row(pool.eventId, 2)}`,
  },
  {
    breaks: 'seats-replay',
    what: 'a seat blocked without a word',
    plant: ({ hall }) =>
      `update seats set state = 3 where event_id = ${hall.eventId} and seat_no = 50`,
  },
  {
    breaks: 'pools-replay',
    what: 'units blocked without a word',
    plant: ({ pool }) => `update pools set blocked = blocked + 1 where event_id = ${pool.eventId}`,
  },
  {
    breaks: 'changes-told-once',
    what: 'a change in the past of a pool that was not told',
    plant: ({ pool }) =>
      `update outbox set payload = ${payloadWith('pools', '[]')} where ${row(pool.eventId, 2)}`,
  },
  {
    breaks: 'changes-told-once',
    what: 'a change in the past of a seat that was not told',
    plant: ({ hall }) => `
      update outbox set payload = ${payloadWith('seats', '[]')}
       where id = (select min(id) from outbox where event_id = ${hall.eventId}
                      and payload::text like '%[90,3,1,%')`,
  },
  {
    breaks: 'version-not-behind-told',
    what: 'a seat put back to an older version',
    also: ['changes-told-once', 'seats-replay'],
    plant: ({ hall }) =>
      `update seats set version = version - 1 where event_id = ${hall.eventId} and seat_no = 0`,
  },
  {
    breaks: 'version-not-behind-told',
    what: 'a pool put back to an older version',
    also: ['changes-told-once', 'pools-replay'],
    plant: ({ pool }) => `update pools set version = version - 1 where event_id = ${pool.eventId}`,
  },
  {
    breaks: 'told-pool-never-oversold',
    what: 'a moment in the past at which a pool was oversold',
    plant: ({ pool }) => `
      update outbox set payload = ${payloadWith('pools', '[[1,10,0,11,0,1]]')}
       where ${row(pool.eventId, 2)}`,
  },
  {
    // Not readable at all: every check that has to read it says that it could prove nothing.
    breaks: 'told-pool-never-oversold',
    what: 'a pool with a number that is none',
    also: ['changes-told-once', 'pools-replay', 'version-not-behind-told'],
    plant: ({ pool }) => `
      update outbox set payload = ${payloadWith('pools', '[[1,"many",0,11,0,1]]')}
       where ${row(pool.eventId, 2)}`,
  },
];

const numbers: readonly Corruption[] = [
  {
    breaks: 'outbox-positions-contiguous',
    what: 'a relay that stamped further than it counted',
    also: ['consumer-cursor-in-range'],
    plant: () => 'update outbox_relay set last_position = last_position - 1',
  },
  {
    breaks: 'outbox-positions-contiguous',
    what: 'a relay without its row',
    plant: () => 'delete from outbox_relay',
  },
  {
    breaks: 'outbox-sequences-contiguous',
    what: 'an event that stamped further than it counted',
    plant: ({ hall }) => `
      update event_sequences set last_seq = last_seq - 2 where event_id = ${hall.eventId}`,
  },
  {
    breaks: 'outbox-stamped-whole',
    what: 'a row with a position and no number',
    also: ['outbox-sequences-contiguous'],
    plant: ({ pool }) =>
      `${unguard('outbox')} update outbox set seq = null where ${row(pool.eventId, 3)}`,
  },
  {
    breaks: 'outbox-positions-contiguous',
    what: 'a relay that counted further than it stamped',
    plant: () => 'update outbox_relay set last_position = last_position + 1',
  },
  {
    breaks: 'outbox-positions-contiguous',
    what: 'a row beyond the relay, with a hole before it',
    plant: () =>
      `update outbox set position = position + 2
        where position = (select max(position) from outbox)`,
  },
  {
    breaks: 'outbox-positions-contiguous',
    what: 'a fact that was removed before its time',
    also: ['outbox-sequences-contiguous'],
    plant: ({ pool }) => `delete from outbox where ${row(pool.eventId, 3)}`,
  },
  {
    breaks: 'outbox-positions-contiguous',
    what: 'the oldest row removed before its time',
    also: ['outbox-sequences-contiguous'],
    plant: () => `delete from outbox where position = 1`,
  },
  {
    breaks: 'outbox-sequences-contiguous',
    what: 'an event that counted further than it stamped',
    plant: ({ pool }) => `
      update event_sequences set last_seq = last_seq + 1 where event_id = ${pool.eventId}`,
  },
  {
    breaks: 'outbox-sequences-contiguous',
    what: 'an event whose last number is lost',
    plant: ({ hall }) => `delete from event_sequences where event_id = ${hall.eventId}`,
  },
  {
    breaks: 'outbox-sequences-contiguous',
    what: 'a row that belongs to no event, removed before its time',
    plant: () => 'insert into event_sequences (event_id, last_seq) values (0, 1)',
  },
  {
    breaks: 'outbox-orders-agree',
    what: "two rows in each other's place",
    plant: ({ pool }) => `
      update outbox set seq = -1 where ${row(pool.eventId, 2)};
      update outbox set seq = 2 where ${row(pool.eventId, 3)};
      update outbox set seq = 3 where ${row(pool.eventId, -1)}`,
  },
  {
    breaks: 'outbox-payload-known',
    what: 'a row in a version from the future',
    plant: ({ quietEventId }) => `
      update outbox set payload = '{"v":2,"kind":"event"}' where ${row(quietEventId, 1)}`,
  },
  {
    breaks: 'outbox-payload-known',
    what: 'a row without its facts',
    plant: ({ quietEventId }) => `
      update outbox set payload = '{"v":1,"kind":"inventory","pools":[],"seats":7}'
       where ${row(quietEventId, 1)}`,
  },
  {
    breaks: 'outbox-event-exists',
    what: 'a sequence of no event',
    plant: () => 'insert into event_sequences (event_id, last_seq) values (777777, 0)',
  },
  {
    breaks: 'consumer-cursor-in-range',
    what: 'a consumer that has read what is not there',
    plant: () => 'update outbox_cursors set position = 1000000',
  },
  {
    breaks: 'outbox-relay-keeps-up',
    what: 'a row that nobody numbers',
    plant: ({ quietEventId }) => `
      insert into outbox (event_id, payload, created_at)
      values (${quietEventId}, '{"v":1,"kind":"event","change":"updated"}', now() - interval '1 hour')`,
  },
];

export const outboxCorruptions: readonly Corruption[] = [...replay, ...numbers];

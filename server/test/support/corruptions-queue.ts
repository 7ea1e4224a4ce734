/** Damage to waiting rooms, planted in a room of thirty people of whom some are in and some were. */
import { unguard } from './corruption.ts';

export type QueueCorruption = {
  readonly breaks: string;
  readonly what: string;
  /** Other checks that see the same damage from their side. Nothing else may report anything. */
  readonly also?: readonly string[];
  readonly plant: (eventId: number) => string;
};

const running = (eventId: number): string =>
  `(select id from queue_admissions where event_id = ${eventId} and ended_at is null
     order by position limit 1)`;
const ended = (eventId: number): string =>
  `(select id from queue_admissions where event_id = ${eventId} and ended_at is not null limit 1)`;

export const queueCorruptions: readonly QueueCorruption[] = [
  {
    breaks: 'queue-active-matches-admissions',
    what: 'somebody in the room whom it has not counted',
    plant: (id) => `update queue_rooms set active = active - 1 where event_id = ${id}`,
  },
  {
    breaks: 'queue-numbers-without-gaps',
    what: 'a place that is gone',
    plant: (id) => `delete from queue_entries where event_id = ${id} and number = 31`,
  },
  {
    breaks: 'queue-numbers-without-gaps',
    what: 'a number that was never drawn',
    plant: (id) => `
      insert into queue_entries (event_id, number, person_id, nonce)
      values (${id}, 99, 'somebody', decode(repeat('00', 16), 'hex'))`,
  },
  {
    breaks: 'queue-place-once',
    what: 'somebody who stands in line twice',
    plant: (id) => `
      drop index queue_entries_once;
      update queue_entries set person_id = 'late 1' where event_id = ${id} and number = 32`,
  },
  {
    breaks: 'queue-turn-taken-once',
    what: 'a turn that two people took',
    also: ['queue-admission-has-its-place', 'queue-position-fits-number'],
    plant: (id) => `
      drop index queue_admissions_by_position;
      update queue_admissions set number = 31, position =
             (select position from queue_admissions where id = ${ended(id)})
       where id = ${running(id)}`,
  },
  {
    breaks: 'queue-nobody-before-their-turn',
    what: 'somebody let in before they were called',
    plant: (id) => `
      ${unguard('queue_admissions')}
      update queue_admissions set served_up_to = position - 1 where id = ${running(id)}`,
  },
  {
    breaks: 'queue-nobody-before-their-turn',
    what: 'a room that calls people back',
    plant: (id) => `update queue_rooms set served_up_to = 1 where event_id = ${id}`,
  },
  {
    breaks: 'queue-nobody-before-their-turn',
    what: 'somebody let in before the draw',
    plant: (id) => `
      update queue_rooms set drawn_at = now() + interval '1 hour' where event_id = ${id}`,
  },
  {
    breaks: 'queue-admission-has-its-place',
    what: 'an admission of somebody else',
    plant: (id) => `update queue_admissions set person_id = 'thief' where id = ${running(id)}`,
  },
  {
    breaks: 'queue-admission-has-its-place',
    what: 'a place that outlives its admission',
    plant: (id) => `
      update queue_entries set ended_at = null where event_id = ${id} and number =
             (select number from queue_admissions where id = ${ended(id)})`,
  },
  {
    breaks: 'queue-position-fits-number',
    what: 'somebody of the cohort sent behind it',
    plant: (id) => `
      ${unguard('queue_admissions')}
      update queue_admissions set position = 31 where id = ${running(id)}`,
    also: ['queue-nobody-before-their-turn'],
  },
  {
    breaks: 'queue-admitted-counted',
    what: 'an admission that was not counted',
    plant: (id) => `update queue_rooms set admitted = admitted - 1 where event_id = ${id}`,
  },
  {
    breaks: 'queue-cohort-is-who-came-first',
    what: 'somebody who slipped into the cohort after it closed',
    plant: (id) => `
      update queue_entries set joined_at = now() + interval '1 minute'
       where event_id = ${id} and number = 5`,
  },
  {
    breaks: 'queue-cohort-is-who-came-first',
    what: 'a cohort that was made smaller',
    also: ['queue-position-fits-number'],
    plant: (id) => `update queue_rooms set cohort_size = 2 where event_id = ${id}`,
  },
];

/** The event cache as callers and operators meet it, in two processes on one database. */
// oxlint-disable vitest/expect-expect -- granted() and expect...Refusal() do it
import { beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../support/wait-for.ts';
import { granted } from './refusals.ts';
import { type Key, useWorld } from './world.ts';

type Event = { readonly eventName: string; readonly availableSeats: number };

const world = useWorld({ processes: 2 });
let key: Key;
beforeAll(async () => {
  key = await world().createKey();
});

const read = async (eventId: number, at = 0): Promise<Event> =>
  granted<{ data: Event }>(
    await world().send('GET', `/api/events/${eventId}`, { key: key.secret, at }),
  ).data;
const clear = async (at = 0): Promise<number> =>
  granted<{ data: { entriesCleared: number } }>(
    await world().send('DELETE', '/api/events/cache', { key: key.secret, at }),
  ).data.entriesCleared;
const count = async (result: 'hit' | 'miss', at = 0): Promise<number> => {
  const pattern = new RegExp(
    `^cache_requests_total\\{cache="event",result="${result}"\\} (\\d+)`,
    'm',
  );
  return Number(pattern.exec(await world().metrics(at))?.[1] ?? Number.NaN);
};
/** A process hears of the creation a moment later and evicts once more: until that is over. */
const settled = (eventId: number, at: number): Promise<unknown> =>
  waitFor('ten reads that are all hits', async () => {
    await read(eventId, at);
    const [hits, misses] = [await count('hit', at), await count('miss', at)];
    for (let n = 0; n < 10; n++) await read(eventId, at);
    return (await count('hit', at)) === hits + 10 && (await count('miss', at)) === misses;
  });

it('reads after the first one are hits; hits and misses are counted in the metrics', async () => {
  const eventId = await world().createPoolEvent(key.organizationId, 5);
  const before = await count('miss');
  await read(eventId);
  expect(await count('miss')).toBe(before + 1);
  await settled(eventId, 0);
});

it('clearing answers how many entries there were, and the next read is a miss', async () => {
  const eventId = await world().createPoolEvent(key.organizationId, 5);
  await waitFor('an entry to clear, and a miss after it', async () => {
    await clear();
    await read(eventId);
    const misses = await count('miss');
    const cleared = await clear();
    await read(eventId);
    return cleared === 1 && (await count('miss')) === misses + 1;
  });
  await clear();
  const again = await world().send('DELETE', '/api/events/cache', { key: key.secret });
  expect(granted(again)).toEqual({
    success: true,
    message: 'Event cache cleared',
    data: { entriesCleared: 0 },
  });
});

describe('a change made through one process', () => {
  it('by a booking is seen at once there and soon in the other one', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 50);
    for (const at of [0, 1]) await settled(eventId, at);
    for (let left = 49; left > 44; left--) {
      const body = { eventId, userId: 'u', quantity: 1 };
      granted(await world().send('POST', '/api/reservations', { key: key.secret, body }));
      expect(await read(eventId, 0)).toMatchObject({ availableSeats: left });
      await waitFor(`${left} to be left in the other process`, async () => {
        return (await read(eventId, 1)).availableSeats === left;
      });
    }
  });

  it('by an update is seen at once there and soon in the other one', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 50);
    for (const at of [0, 1]) await settled(eventId, at);
    const body = { eventName: '바뀐 이름', totalSeats: 60 };
    const path = `/api/events/${eventId}`;
    granted(await world().send('PUT', path, { key: key.secret, body }));
    const changed = { eventName: '바뀐 이름', totalSeats: 60, availableSeats: 60 };
    expect(await read(eventId, 0)).toMatchObject(changed);
    await waitFor('the new name in the other process', async () => {
      const event = await read(eventId, 1);
      return event.eventName === '바뀐 이름' && event.availableSeats === 60;
    });
  });

  it('by a cancellation is seen in the other one without asking the database in between', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 9);
    const body = { eventId, userId: 'u', quantity: 4 };
    const booked = granted<{ data: { reservationId: string } }>(
      await world().send('POST', '/api/reservations', { key: key.secret, body }),
    );
    await waitFor('the booking', async () => (await read(eventId, 1)).availableSeats === 5);
    await settled(eventId, 1);
    const path = `/api/reservations/${booked.data.reservationId}`;
    granted(await world().send('DELETE', path, { key: key.secret }));
    await waitFor('its end', async () => (await read(eventId, 1)).availableSeats === 9);
  });
});

it('what the outbox did not tell is read anew after clearing', async () => {
  const eventId = await world().createPoolEvent(key.organizationId, 5);
  await settled(eventId, 0);
  await world().change(`UPDATE events SET name = 'by hand' WHERE id = $1`, [eventId]);
  await clear();
  expect((await read(eventId)).eventName).toBe('by hand');
});

it('an outbox that is shorter than it was (a lagging replica was promoted) empties the caches', async () => {
  const eventId = await world().createPoolEvent(key.organizationId, 5);
  await settled(eventId, 0);
  await world().change(`UPDATE events SET name = 'another past' WHERE id = $1`, [eventId]);
  await world().change('UPDATE outbox_relay SET last_position = 0');
  await world().change('DELETE FROM outbox');
  await waitFor('the other past to be read', async () => {
    return (await read(eventId)).eventName === 'another past';
  });
});

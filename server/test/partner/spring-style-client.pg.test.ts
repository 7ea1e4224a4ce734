/** A client written from the documents alone, against a real server process. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSecret } from '../../src/identity/api-keys.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { temporaryFolder } from '../support/throwaway.ts';
import { type BookingClient, createBookingClient } from './spring-style-client.ts';

const NAME = '2024 연말 콘서트';
const DATE = '2024-12-31T19:00:00';

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: ServerProcess;
let client: BookingClient;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await temporaryFolder();
  const apiKey = newSecret();
  server = await startServer({ databaseUrl: database.url, apiKey, dataDir: folder.path });
  client = createBookingClient(`${server.url}/api`, apiKey);
});
afterAll(async () => {
  await server.end('SIGTERM');
  await database.drop();
  await folder.remove();
});

/** How far two local times of the same zone are apart, in ms. */
const apart = (a: string, b: string): number => Math.abs(Date.parse(`${a}Z`) - Date.parse(`${b}Z`));
/** Now on the clocks of Seoul, where zone-less times are. */
const seoulNow = (): string => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 19);

it('finds the service healthy', async () => {
  const health = await client.health();
  expect(apart(health.timestamp.slice(0, 19), new Date().toISOString().slice(0, 19))).toBeLessThan(
    60_000,
  );
});

describe('an event', () => {
  it('is created, listed and read as it was sent, Korean text included', async () => {
    const created = await client.createEvent(NAME, 10_000, DATE);
    expect(created).toEqual({
      eventId: created.eventId,
      eventName: NAME,
      totalSeats: 10_000,
      availableSeats: 10_000,
      eventDate: DATE,
      createdAt: created.createdAt,
    });
    expect(apart(created.createdAt, seoulNow())).toBeLessThan(60_000);
    expect(await client.readEvent(created.eventId)).toEqual(created);
    expect(await client.listEvents()).toContainEqual(created);
  });

  it.each([
    ['an empty name', '', 10, DATE],
    ['no seats', NAME, 0, DATE],
    ['half a seat', NAME, 1.5, DATE],
    ['a date that does not exist', NAME, 1, '2024-02-30T19:00:00'],
    ['a date with a zone', NAME, 1, '2024-12-31T19:00:00Z'],
  ])('with %s is refused', async (_what, name, seats, date) => {
    await expect(client.createEvent(name, seats, date)).rejects.toMatchObject({
      status: 400,
      body: { success: false },
    });
  });
});

describe('a reservation', () => {
  it('is made, read, listed and cancelled, and the tickets come and go', async () => {
    const { eventId } = await client.createEvent(NAME, 10, DATE);
    const made = await client.book(eventId, 'user123', 2);
    expect(made).toMatchObject({ eventId, userId: 'user123', quantity: 2, status: 'CONFIRMED' });
    expect(made.reservedAt).toBe(made.reservationTime);
    expect(apart(made.reservedAt, seoulNow())).toBeLessThan(60_000);
    expect(await client.readEvent(eventId)).toMatchObject({ totalSeats: 10, availableSeats: 8 });

    const shown = { ...made, eventName: NAME };
    expect(await client.readReservation(made.reservationId)).toEqual(shown);
    expect(await client.reservationsOf('user123')).toEqual([shown]);

    const cancelled = { ...shown, status: 'CANCELLED' };
    expect(await client.cancel(made.reservationId)).toEqual(cancelled);
    expect(await client.cancel(made.reservationId)).toEqual(cancelled);
    expect(await client.readReservation(made.reservationId)).toEqual(cancelled);
    expect(await client.readEvent(eventId)).toMatchObject({ availableSeats: 10 });
  });

  it('of a user comes newest first, whatever characters the name has', async () => {
    const userId = '홍 길동/+%25@x';
    const { eventId } = await client.createEvent('A', 10, DATE);
    const first = await client.book(eventId, userId, 1);
    const second = await client.book(eventId, userId, 3);
    const ids = (await client.reservationsOf(userId)).map((row) => row.reservationId);
    expect(ids).toEqual([second.reservationId, first.reservationId]);
    expect(await client.reservationsOf('nobody')).toEqual([]);
  });

  it('beyond what is left is refused, and the rest can still be had', async () => {
    const { eventId } = await client.createEvent('A', 3, DATE);
    await client.book(eventId, 'user1', 2);
    await expect(client.book(eventId, 'user2', 2)).rejects.toMatchObject({
      status: 409,
      body: {
        success: false,
        message: 'Not enough tickets are left.',
        error: { code: 'sold_out' },
      },
    });
    await client.book(eventId, 'user2', 1);
    expect(await client.readEvent(eventId)).toMatchObject({ availableSeats: 0 });
  });

  it('of nothing, or without a user, is refused', async () => {
    const { eventId } = await client.createEvent('A', 3, DATE);
    for (const quantity of [0, -1, 1.5]) {
      await expect(client.book(eventId, 'user1', quantity)).rejects.toMatchObject({ status: 400 });
    }
    await expect(client.book(eventId, '', 1)).rejects.toMatchObject({ status: 400 });
    expect(await client.readEvent(eventId)).toMatchObject({ availableSeats: 3 });
  });
});

describe('what does not exist', () => {
  const unknown = '0192f0a4-7c2e-7b5a-9d6e-3f1c2b4a5d6e';

  it('is answered with 404', async () => {
    const notFound = { status: 404, body: { success: false } };
    await expect(client.readEvent(999_999)).rejects.toMatchObject(notFound);
    await expect(client.book(999_999, 'user1', 1)).rejects.toMatchObject(notFound);
    await expect(client.readReservation(unknown)).rejects.toMatchObject(notFound);
    await expect(client.cancel(unknown)).rejects.toMatchObject(notFound);
  });

  it('is also everything, for a client without a key', async () => {
    const stranger = createBookingClient(`${server.url}/api`, 'not-a-key');
    await expect(stranger.listEvents()).rejects.toMatchObject({ status: 401 });
    await expect(stranger.book(1, 'user1', 1)).rejects.toMatchObject({ status: 401 });
    expect((await stranger.health()).status).toBe('UP');
  });
});

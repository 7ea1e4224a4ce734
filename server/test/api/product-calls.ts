/** The product API as its tests call it: reservations of a key, and what everybody may read of events. */
import type { Reservation } from '@onsale/contract/product.ts';
import { expect } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { granted } from './refusals.ts';
import type { Reply, World } from './world.ts';

export type Step = 'confirm' | 'extend' | 'cancel';
type Answer = { readonly reservation: Reservation };

const ids = createIds(systemClock);
const root = (eventId: number): string => `/api/v1/events/${eventId}/reservations`;

/** `key` is asked at each call: tests make theirs before they begin. Absent secrets mean that key. */
export function reservationCalls(world: () => World, key: () => { readonly secret: string }) {
  const place = (eventId: number, wish: object, secret = key().secret): Promise<Reply> =>
    world().send('POST', root(eventId), {
      key: secret,
      body: { id: ids.next(), buyer: 'b', ...wish },
    });
  const step = (eventId: number, id: string, what: Step, secret = key().secret): Promise<Reply> =>
    world().send('POST', `${root(eventId)}/${id}/${what}`, { key: secret });
  const read = (eventId: number, id: string, secret = key().secret): Promise<Reply> =>
    world().send('GET', `${root(eventId)}/${id}`, { key: secret });
  return {
    root,
    place,
    step,
    read,
    placed: async (eventId: number, wish: object): Promise<Reservation> =>
      granted<Answer>(await place(eventId, wish), 201).reservation,
    stepped: async (eventId: number, id: string, what: Step): Promise<Reservation> =>
      granted<Answer>(await step(eventId, id, what)).reservation,
    found: async (eventId: number, id: string): Promise<Reservation> =>
      granted<Answer>(await read(eventId, id)).reservation,
  };
}

/** Without the sequence number, which grows with whatever happens. */
export function still({ asOfSeq, ...rest }: Reservation): object {
  expect(Number.isSafeInteger(asOfSeq)).toBe(true);
  return rest;
}

/** A path below the events, open to everybody. */
export const getEvents = (world: World, path: string, etag?: string): Promise<Reply> =>
  world.send(
    'GET',
    `/api/v1/events${path}`,
    etag === undefined ? {} : { headers: { 'if-none-match': etag } },
  );

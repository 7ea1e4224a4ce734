/** Waiting rooms as their tests call them: people who join and come in, organizers who set them up. */
import { type ErrorCode, errorTable } from '@onsale/contract/errors.ts';
import type { Order } from '@onsale/contract/order.ts';
import type {
  Admission,
  DrawRecord,
  QueueEntry,
  QueueStatus,
  RoomNumbers,
  RoomPatch,
  RoomSettings,
} from '@onsale/contract/queue.ts';
import { expect } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { granted } from './refusals.ts';
import type { Key, Reply, World } from './world.ts';

/** A test that waits for its turn asks far more often than a page would. */
export const impatient = {
  RATE_LIMIT_SESSION_PER_SECOND: '1000',
  RATE_LIMIT_SESSION_BURST: '10000',
} as const;

const ids = createIds(systemClock);

export type Person = { readonly at: Visitor; readonly personId: string };
export type Mine = { readonly entry: QueueEntry; readonly admission?: Admission };
export type RoomAnswer = {
  readonly settings: RoomSettings;
  readonly status: QueueStatus;
  readonly numbers: RoomNumbers;
};

export function expectRefused(reply: Reply, code: ErrorCode, details?: object): void {
  const { error } = reply.body as { error?: { code?: string; details?: object } };
  const { status } = errorTable[code];
  expect({ status: reply.status, code: error?.code, text: reply.text }).toMatchObject({
    status,
    code,
  });
  if (details !== undefined) expect(error?.details).toMatchObject(details);
}

const path = (eventId: number, more = ''): string => `/api/v1/events/${eventId}/queue${more}`;

/** `at`: which process is asked, by its number; the first one when absent. */
export type QueueCalls = ReturnType<typeof queueCalls>;

// The type follows from the calls: spelling it out would repeat them.
// oxlint-disable-next-line typescript/explicit-function-return-type
export function queueCalls(world: () => World, key: () => Key) {
  const urlOf = (at: number): string => world().processes[at]?.url ?? '';

  async function guest(at = 0): Promise<Person> {
    const visitor = createVisitor(urlOf(at));
    type Begun = { session: { personId: string } };
    const { session } = granted<Begun>(await visitor.send('POST', '/api/v1/session'));
    return { at: visitor, personId: session.personId };
  }

  const join = (who: Person, eventId: number, body: object = {}): Promise<Reply> =>
    who.at.send('POST', path(eventId, '/entries'), body);
  const mine = (who: Person, eventId: number): Promise<Reply> =>
    who.at.send('GET', path(eventId, '/entries/mine'));
  const admit = (who: Person, eventId: number): Promise<Reply> =>
    who.at.send('POST', path(eventId, '/admissions'));
  const setRoom = (eventId: number, patch: RoomPatch, secret = key().secret): Promise<Reply> =>
    world().send('PUT', path(eventId, '/room'), { key: secret, body: patch });
  const status = async (eventId: number, at = 0): Promise<QueueStatus> =>
    granted<QueueStatus>(await world().send('GET', path(eventId), { at }));

  return {
    path,
    guest,
    join,
    mine,
    admit,
    setRoom,
    status,
    joined: async (who: Person, eventId: number, body: object = {}): Promise<QueueEntry> =>
      granted<{ entry: QueueEntry }>(await join(who, eventId, body)).entry,
    leave: (who: Person, eventId: number): Promise<Reply> =>
      who.at.send('DELETE', path(eventId, '/entries/mine')),
    room: async (eventId: number): Promise<RoomAnswer> =>
      granted<RoomAnswer>(await world().send('GET', path(eventId, '/room'), { key: key().secret })),
    draw: async (eventId: number): Promise<DrawRecord> =>
      granted<DrawRecord>(await world().send('GET', path(eventId, '/draw'))),
    /** Waits for the turn and comes in. */
    admitted: (who: Person, eventId: number): Promise<Admission> =>
      waitFor(`the turn of ${who.personId}`, async () => {
        const reply = await admit(who, eventId);
        return reply.status === 200 && (reply.body as { admission: Admission }).admission;
      }),
    /** The status of a process once it is so. */
    statusWhen: (eventId: number, what: string, is: (status: QueueStatus) => boolean, at = 0) =>
      waitFor(what, async () => {
        const now = await status(eventId, at);
        return is(now) && now;
      }),
    hold: (who: Person, eventId: number, pass: string | undefined, wish: object): Promise<Reply> =>
      who.at.send(
        'POST',
        `/api/v1/events/${eventId}/reservations`,
        { id: ids.next(), ...wish },
        pass === undefined ? {} : { 'admission-pass': pass },
      ),
    /** Orders and pays what they hold. */
    async buy(who: Person, eventId: number, reservationId: string): Promise<void> {
      const orderPath = `/api/v1/events/${eventId}/orders/${ids.next()}`;
      const buyer = { email: 'buyer@example.com', name: 'Kim', language: 'en' };
      const put = await who.at.send('PUT', orderPath, { reservationId, ...buyer });
      const { totalMinor } = granted<{ order: Order }>(put).order;
      const payment = { id: ids.next(), source: 'sim_ok', totalMinor };
      const paid = granted<{ order: Order }>(
        await who.at.send('POST', `${orderPath}/payments`, payment),
      );
      expect(paid.order.status).toBe('complete');
    },
    /** Without a drawing, in a room that everybody passes through. */
    async roomEvent(patch: RoomPatch = {}, wish: object = {}): Promise<number> {
      const { organizationId } = key();
      const eventId = await world().createSeatEvent(organizationId, 20, wish, 10);
      granted(await setRoom(eventId, { mode: 'always', ...patch }));
      return eventId;
    },
  };
}

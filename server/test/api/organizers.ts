/** Organizers at work in API tests: their keys, their people, the drafts they send. */
import { randomUUID } from 'node:crypto';
import type { EventDraft, ProductEvent } from '@onsale/contract/product.ts';
import type { Role } from '@onsale/contract/route.ts';
import type { Static } from 'typebox';
import { beforeAll } from 'vitest';
import { grantRole } from '../../src/identity/memberships.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { granted } from './refusals.ts';
import { type Key, type Reply, useWorld, type World } from './world.ts';

export type Draft = Static<typeof EventDraft>;

export const startsAt = '2040-05-01T10:30:00.000Z';
export const tiers = ['VIP', 'R', 'S'].map((code, i) => ({
  code,
  name: { ko: `${code}석`, en: code },
  priceMinor: 100_000 - i * 20_000,
}));

export const eventOf = (reply: Reply, status: 200 | 201 = 200): ProductEvent =>
  granted<{ event: ProductEvent }>(reply, status).event;

type PostWish = { readonly key?: string; readonly headers?: Record<string, string> };

export type Organizers = {
  readonly key: Key;
  /** Of another organization. */
  readonly stranger: Key;
  /** A seating plan of the key's organization: the small theatre. */
  readonly planId: number;
  /** With one area. */
  draft(more?: Partial<Draft>): Draft;
  /** On the plan. */
  onPlan(more?: Partial<Draft>): Draft;
  post(body: unknown, wish?: PostWish): Promise<Reply>;
  create(more?: Partial<Draft>): Promise<ProductEvent>;
  change(method: 'PUT' | 'POST', path: string, body?: unknown, secret?: string): Promise<Reply>;
  read(eventId: number, at?: number): Promise<ProductEvent>;
  hold(eventId: number, id: string): Promise<Reply>;
  /** What the outbox says about the event itself, oldest first. */
  told(eventId: number): Promise<unknown[]>;
  /** Somebody who is signed in, with a role in an organization unless it is undefined. */
  member(organizationId: number | undefined, role: Role): Promise<Visitor>;
};

const password = 'correct horse battery';

export function useOrganizers(): { world: () => World; at: () => Organizers } {
  const world = useWorld({ processes: 2 });
  let organizers: Organizers | undefined;
  beforeAll(async () => {
    organizers = await open(world());
  });
  return {
    world,
    at: () => {
      if (organizers === undefined) throw new Error('there are no organizers yet');
      return organizers;
    },
  };
}

async function open(world: World): Promise<Organizers> {
  const key = await world.createKey();
  const stranger = await world.createKey({ organization: 'Somebody else' });
  const { organizationId } = key;
  const hall = await world.createHallEvent(organizationId);
  const plans = 'SELECT seating_plan_id AS id FROM events WHERE id = $1';
  const planId = Number((await world.change(plans, [hall]))[0]?.['id']);

  const draft = (more: Partial<Draft> = {}): Draft => ({
    organizationId,
    name: '새 공연',
    startsAt,
    currency: 'KRW',
    tiers: [{ code: 'GA', name: { en: 'Floor', ko: '플로어' }, priceMinor: 50_000 }],
    areas: [{ pool: 1, tier: 'GA', capacity: 100 }],
    ...more,
  });
  const post = (body: unknown, wish: PostWish = {}) =>
    world.send('POST', '/api/v1/events', { key: key.secret, body, ...wish });
  const change: Organizers['change'] = (method, path, body, secret = key.secret) =>
    world.send(method, `/api/v1/events/${path}`, {
      key: secret,
      ...(body === undefined ? {} : { body }),
    });
  return {
    key,
    stranger,
    planId,
    draft,
    onPlan(more = {}) {
      const { areas: _, ...rest } = draft({ tiers, seatingPlanId: planId, ...more });
      return rest;
    },
    post,
    create: async (more = {}) => eventOf(await post(draft(more)), 201),
    change,
    read: async (eventId, at = 0) =>
      eventOf(await world.send('GET', `/api/v1/events/${eventId}`, { at })),
    hold: (eventId, id) =>
      change('POST', `${eventId}/reservations`, { id, buyer: 'kim', pool: 1, quantity: 1 }),
    async told(eventId) {
      const text = `SELECT payload->>'change' AS change FROM outbox
                     WHERE event_id = $1 AND payload->>'kind' = 'event' ORDER BY id`;
      return (await world.change(text, [eventId])).map((row) => row['change']);
    },
    async member(of, role) {
      const [process] = world.processes;
      if (process === undefined) throw new Error('there is no process');
      const account = { email: `${role}-${randomUUID()}@example.test`, name: role, password };
      const accountId = await process.context.identity.accounts.ensure(account);
      if (of !== undefined)
        await world.db.transaction((tx) => grantRole(tx, { organizationId: of, accountId, role }));
      const who = createVisitor(process.url);
      const { email } = account;
      granted(await who.send('POST', '/api/auth/sign-in/email', { email, password }));
      granted(await who.send('POST', '/api/v1/session'));
      return who;
    },
  };
}

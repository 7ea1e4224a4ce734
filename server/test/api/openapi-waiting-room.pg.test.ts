/** The routes of people in a waiting room, with real answers, against the published documents. */
// oxlint-disable vitest/expect-expect -- expectFits() does it
import { productApi } from '@onsale/contract/product-api.ts';
import type { RouteSpec } from '@onsale/contract/route.ts';
import { beforeAll, it } from 'vitest';
import { waitFor } from '../support/wait-for.ts';
import { type Fitting, pathOf, readDocuments } from './fits.ts';
import { impatient, type Person, queueCalls } from './queue-calls.ts';
import { type Key, type Reply, useWorld } from './world.ts';

const world = useWorld({ env: { ...impatient, QUEUE_JOINS_PER_SESSION_MINUTE: '60000' } });
let key: Key;
let fit: Fitting;
const at = queueCalls(world, () => key);
const v1 = productApi;

beforeAll(async () => {
  key = await world().createKey();
  fit = await readDocuments(world().processes[0]?.url ?? '');
});

const send = (who: Person, spec: RouteSpec, eventId: number, body?: unknown): Promise<Reply> =>
  who.at.send(spec.method, pathOf(spec, { eventId }), body);

it('every answer on the way through the room fits its document', async () => {
  const eventId = await at.roomEvent({}, { saleOpensAtMs: Date.now() + 1_500 });
  const who = await at.guest();
  const ok = async (spec: RouteSpec, body?: unknown): Promise<void> =>
    fit.expectFits(spec, await send(who, spec, eventId, body), spec.status);
  fit.expectFits(v1.readMyEntry, await send(who, v1.readMyEntry, eventId), 404);
  fit.expectFits(v1.admit, await send(who, v1.admit, eventId), 404);
  const proof = `${pathOf(v1.proveEntry, { eventId })}?number=1`;
  await ok(v1.askChallenge);
  await ok(v1.joinQueue, {});
  await ok(v1.readMyEntry);
  fit.expectFits(v1.proveEntry, await world().send('GET', proof), 409);
  fit.expectFits(v1.admit, await send(who, v1.admit, eventId), 409);
  await waitFor('the turn', async () => (await send(who, v1.admit, eventId)).status === 200);
  fit.expectFits(v1.proveEntry, await world().send('GET', proof), 200);
  fit.expectFits(v1.readDraw, await send(who, v1.readDraw, eventId), 200);
  await ok(v1.joinQueue, {});
  for (const spec of [v1.readQueue, v1.readMyEntry, v1.admit, v1.leaveQueue]) await ok(spec);
  await at.setRoom(eventId, { challenge: 'always' });
  fit.expectFits(v1.joinQueue, await send(who, v1.joinQueue, eventId, {}), 403);
});

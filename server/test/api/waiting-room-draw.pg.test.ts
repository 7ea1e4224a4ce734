/** What is published of a draw, step by step, and how long it may be kept; a process for bookings, one for work. */
import { verifyDraw, type VerifyDrawOptions } from '@onsale/contract/verify-draw.ts';
import { beforeAll, expect, it } from 'vitest';
import { newSecret } from '../../src/identity/api-keys.ts';
import { sql } from '../../src/lib/db.ts';
import { waitFor } from '../support/wait-for.ts';
import { impatient, expectRefused, queueCalls } from './queue-calls.ts';
import { granted } from './refusals.ts';
import { type Key, type Reply, useWorld } from './world.ts';

// Nobody answers there: a beacon that stays silent.
const nowhere = 'http://127.0.0.1:9';
const world = useWorld({
  env: {
    ...impatient,
    ROLE: 'api',
    QUEUE_BEACON_URL: nowhere,
    // Processes with roles have to name one; nobody pays here.
    PAYMENT_SIMULATOR_URL: nowhere,
    PAYMENT_SIMULATOR_SECRET: newSecret(),
    PAYMENT_WEBHOOK_SECRET: newSecret(),
  },
});
let key: Key;
const at = queueCalls(world, () => key);
beforeAll(async () => {
  key = await world().createKey();
  await world().startProcess({ ROLE: 'worker' });
});

const OPEN = 'public, max-age=1';
const FIXED = 'public, max-age=60';
const kept = ({ headers }: Reply): string | null => headers.get('cache-control');

const read = (eventId: number, more = '', etag?: string): Promise<Reply> =>
  world().send('GET', at.path(eventId, `/draw${more}`), {
    ...(etag !== undefined && { headers: { 'if-none-match': etag } }),
  });

it('tells the root as soon as the cohort has closed, and no seed before the round', async () => {
  const eventId = await at.roomEvent({ draw: 'beacon' }, { saleOpensAtMs: Date.now() + 2_000 });
  const who = await at.guest();
  const ticket = await at.joined(who, eventId);
  const sealed = await at.draw(eventId);
  expect(Object.keys(sealed)).not.toContain('closedAt');
  expectRefused(await read(eventId, '/proof?number=1'), 'queue_not_open');
  expect((await at.status(eventId)).cohortRoot).toBeUndefined();
  const status = await at.statusWhen(eventId, 'the root', (now) => now.cohortRoot !== undefined);
  expect(status).toMatchObject({ phase: 'drawing', cohortSize: 1 });
  const reply = await waitFor('the record of it', async () => {
    const now = await read(eventId);
    return (now.body as { cohortRoot?: string }).cohortRoot !== undefined && now;
  });
  expect(kept(reply)).toBe(OPEN);
  const closed = await at.draw(eventId);
  const { cohortRoot, closedAt } = closed;
  expect(cohortRoot).toBe(status.cohortRoot);
  expect(closed).toEqual({ ...sealed, closedAt, cohortSize: 1, cohortRoot });
  const proof = await read(eventId, `/proof?number=${ticket.number}`);
  expect(kept(proof)).toBe(FIXED);
  const options = { ticket, proof: granted(proof), commitment: sealed.commitment };
  const verdict = await verifyDraw(closed, options as VerifyDrawOptions);
  expect(verdict).toMatchObject({ isValid: true, isClosed: true, isDrawn: false });
});

it('lets everybody keep what has been drawn', async () => {
  const eventId = await at.roomEvent({}, { saleOpensAtMs: Date.now() + 1_500 });
  await at.joined(await at.guest(), eventId);
  const drawn = await waitFor('the draw', async () => {
    const now = await read(eventId);
    return (now.body as { seed?: string }).seed !== undefined && now;
  });
  expect(kept(drawn)).toBe(FIXED);
  const etag = drawn.headers.get('etag') ?? '';
  expect((await read(eventId, '', etag)).status).toBe(304);
  const proof = await read(eventId, '/proof?number=1');
  expect(kept(proof)).toBe(FIXED);
  const proofTag = proof.headers.get('etag') ?? '';
  expect((await read(eventId, '/proof?number=1', proofTag)).status).toBe(304);
  const verdict = await verifyDraw(await at.draw(eventId));
  expect(verdict.checks).toContainEqual(
    expect.objectContaining({ name: 'order', outcome: 'passed' }),
  );
});

it('has the process that takes bookings tell how it is doing, while a room is engaged', async () => {
  const engines = sql<{ process: string; depth: number }>(
    'test_engines',
    'SELECT process, depth FROM queue_engines',
  );
  const eventId = await at.roomEvent();
  const who = await at.guest();
  await at.joined(who, eventId);
  const { pass } = await at.admitted(who, eventId);
  granted(await at.hold(who, eventId, pass, { seats: [1] }), 201);
  const told = await waitFor('the word of the engine', async () => {
    const rows = await world().db.query(engines);
    return rows.length > 0 && rows;
  });
  // The worker takes no bookings.
  expect(told).toHaveLength(1);
});

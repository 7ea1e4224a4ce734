/**
 * A small rehearsal from end to end: a real server, load processes, a waiting room, a house that is too
 * small, and in the end nothing to complain about and nothing left.
 */
import type { ProductEvent } from '@onsale/contract/product.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { guardEvent } from '../../../bench/src/rehearsal/guard.ts';
import { type Options, readOptions } from '../../../bench/src/rehearsal/options.ts';
import { rehearse } from '../../../bench/src/rehearsal/rehearse.ts';
import { renderReport } from '../../../bench/src/rehearsal/report/render.ts';
import { granted } from '../api/refusals.ts';
import { openWorld, type World } from '../api/world.ts';

let world: World;
let key: Awaited<ReturnType<World['createKey']>>;
beforeAll(async () => {
  world = await openWorld({ env: { HOLDS_PER_ADDRESS_MINUTE: '100000' } });
  key = await world.createKey();
});
afterAll(() => world.close());

const optionsOf = (eventId: number, more: readonly string[] = []): Options => {
  const url = world.processes[0]?.url ?? '';
  const args = ['--url', url, '--event', String(eventId), '--key', key.secret, '--pace', '0.02'];
  return readOptions([...args, '--buyers', '100', '--workers', '1', ...more], undefined);
};
const said: string[] = [];
const output = { write: (text: string) => said.push(text) };

const counts = async (): Promise<unknown> => {
  const tables = ['reservations', 'tickets', 'orders', 'queue_entries', 'seats'];
  const each = tables.map((table) => `(SELECT count(*) FROM ${table})::int AS ${table}`);
  return (await world.change(`SELECT ${each.join(', ')}`))[0];
};

it('a hundred people and fifty seats through a waiting room', async () => {
  const eventId = await world.createSeatEvent(key.organizationId, 50, { holdMs: 60_000 });
  const before = await counts();
  const room = { mode: 'always', activeMax: 20, perMinuteMax: 6_000, graceSeconds: 10 };
  const made = await world.send('POST', `/api/v1/events/${eventId}/rehearsals`, {
    key: key.secret,
    body: { opensInSeconds: 5, holdSeconds: 3, room: { ...room, challenge: 'off' } },
  });
  const { event } = granted<{ event: ProductEvent }>(made, 201);
  const options = optionsOf(event.id, ['--limit', '0.3', '--remove']);
  const { result } = await rehearse({ ...options, databaseUrl: world.databaseUrl }, output);

  const all = [...result.audit.findings, ...(result.audit.database ?? [])];
  expect(all.filter(({ offences }) => offences.length > 0)).toEqual([]);
  expect(result.totals.steps).toMatchObject({ arrived: 100, gone: 100 });
  expect(result.totals.errors).toEqual({});
  expect(result.totals.ticketsSold).toBeGreaterThan(25);
  expect(result.fairness.cohortSize).toBeGreaterThan(10);
  const drawn = result.audit.findings.find(({ id }) => id === 'position-is-the-draws');
  expect(drawn?.checked).toBeGreaterThan(50);
  expect(renderReport(result)).toContain('<h2>Fairness</h2>');
  // It has taken everything away again.
  expect(await counts()).toEqual(before);
}, 120_000);

it('works without a waiting room, and keeps what it is told to keep', async () => {
  const eventId = await world.createPoolEvent(key.organizationId, 60);
  const options = optionsOf(eventId, [
    '--opens-in',
    '5',
    '--keep',
    '--profile',
    'flash',
    '--limit',
    '0.3',
  ]);
  const { result } = await rehearse(options, output);
  expect(result.audit.findings.filter(({ offences }) => offences.length > 0)).toEqual([]);
  expect(result.about.activeMax).toBeNull();
  expect(result.totals.steps.admitted).toBe(0);
  const kept = await world.send('GET', `/api/v1/events/${result.about.eventId}`);
  const { event } = kept.body as { event: Parameters<typeof guardEvent>[0] };
  expect(guardEvent(event, eventId).available).toBeLessThan(60);
}, 120_000);

it('a real event is never loaded, with or without a key', async () => {
  const eventId = await world.createPoolEvent(key.organizationId, 10);
  const { key: _, ...keyless } = optionsOf(eventId);
  await expect(rehearse({ ...keyless, key: undefined }, output)).rejects.toThrow('never loaded');
  const wrong = { ...optionsOf(eventId), key: 'onsale_not_a_key_of_anybody_at_all' };
  await expect(rehearse(wrong, output)).rejects.toThrow('unauthenticated');
  const [row] = await world.change(
    'SELECT count(*)::int AS n FROM events WHERE rehearsal_of = $1',
    [eventId],
  );
  expect(row).toEqual({ n: 0 });
});

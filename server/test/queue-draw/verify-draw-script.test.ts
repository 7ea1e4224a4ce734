/** `npm run verify-draw` as a process: against a server, offline, with tampered answers; exit codes. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { hexOf } from '@onsale/contract/fair-draw-bytes.ts';
import {
  cohortPath,
  cohortRoot,
  CohortTreeBuilder,
  entryLeaf,
} from '@onsale/contract/fair-draw-cohort.ts';
import { commitmentOf } from '@onsale/contract/fair-draw-terms.ts';
import { drawKeyOf, drawPositions, orderHashOf } from '@onsale/contract/fair-draw.ts';
import type { DrawProof, DrawRecord } from '@onsale/contract/queue.ts';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

// Each test starts a few processes.
vi.setConfig({ testTimeout: 30_000 });

const script = join(import.meta.dirname, '../../../scripts/verify-draw.ts');
const terms = { eventId: 7, mode: 'operator' } as const;
const seed = new Uint8Array(32).fill(5);
const nonces = [1, 2, 3, 4, 5].map((byte) => new Uint8Array(16).fill(byte));
const builder = new CohortTreeBuilder(7);
for (const nonce of nonces) builder.add(nonce);
const tree = builder.tree();
const root = cohortRoot(tree);
const positions = await drawPositions(drawKeyOf({ seed, terms, cohortSize: 5 }), 5);
const commitment = commitmentOf(seed, terms);
const committed: DrawRecord = {
  ...terms,
  version: 1,
  commitment,
  committedAt: '2026-11-20T09:00:00.000Z',
};
const record: DrawRecord = {
  ...committed,
  closedAt: '2026-11-21T09:00:00.000Z',
  cohortSize: 5,
  cohortRoot: root,
  seed: hexOf(seed),
  restsOn: 'operator',
  orderHash: orderHashOf(positions),
};
const nonce = '02'.repeat(16);
const proof: DrawProof = {
  eventId: 7,
  number: 2,
  cohortSize: 5,
  cohortRoot: root,
  leaf: hexOf(entryLeaf(7, 2, new Uint8Array(16).fill(2))),
  path: cohortPath(tree, 2, nonces).map((hash) => hexOf(hash)),
};

const answers: Readonly<Record<string, unknown>> = {
  '/api/v1/events/7/queue/draw': record,
  '/api/v1/events/7/queue/draw/proof?number=2': proof,
  '/api/v1/events/8/queue/draw': record,
};
const server = createServer((request, response) => {
  const answer = answers[request.url ?? ''];
  response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer ?? {}));
});

let folder: string;
let url: string;
function saved(name: string, value: unknown): string {
  const place = join(folder, name);
  writeFileSync(place, JSON.stringify(value));
  return place;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onsale-verify-draw-'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  server.close();
  await once(server, 'close');
});

/** Not synchronously: the server is in this process. */
async function verify(...args: readonly string[]): Promise<{ code: number; out: string }> {
  const child = execFile(process.execPath, [script, ...args]);
  let out = '';
  child.stdout?.on('data', (text) => (out += String(text)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out };
}

it('verifies a draw and a ticket at a server', async () => {
  const ticket = JSON.stringify({
    entry: { eventId: 7, number: 2, nonce, position: positions[1] },
  });
  const event = ['--url', `${url}/`, '--event', '7'];
  const noted = ['--commitment', commitment.toUpperCase(), '--root', root];
  const { code, out } = await verify(...event, ...noted, '--ticket', ticket);
  const lines = out.trimEnd().split('\n');
  expect(lines.slice(1, -1).map((line) => line.split(/ +/).slice(0, 2).join(' '))).toEqual([
    'OK event',
    'OK noted_commitment',
    'OK noted_root',
    'OK commitment',
    'NOTE basis',
    'OK order',
    'OK entry',
    'OK position',
  ]);
  expect(lines.at(-1)).toBe(
    `The draw is right. It rests on the operator's word. The position is ${positions[1]}.`,
  );
  expect(code).toBe(0);
});

it('verifies offline', async () => {
  const files = ['--record', saved('draw.json', record), '--proof', saved('proof.json', proof)];
  const ticket = saved('ticket.json', { number: 2, nonce });
  expect(await verify(...files, '--ticket', ticket)).toMatchObject({ code: 0 });
  const late = await verify('--record', saved('late.json', record), '--ticket', `6:${nonce}`);
  expect(late).toMatchObject({ code: 0, out: expect.stringContaining('The position is 6.') });
});

it('ends with 1 and names what is wrong', async () => {
  const swapped = { ...record, orderHash: orderHashOf(positions.slice().reverse()) };
  const expected = [
    [['--record', saved('order.json', swapped)], 'order'],
    [['--record', saved('good.json', record), '--root', 'ab'.repeat(32)], 'noted_root'],
    [['--record', saved('good.json', record), '--must-rest-on-beacon'], 'basis'],
    [['--url', url, '--event', '8'], 'event'],
  ] as const;
  const results = await Promise.all(expected.map(([args]) => verify(...args)));
  for (const [index, [, name]] of expected.entries()) {
    expect(results[index]?.code).toBe(1);
    expect(results[index]?.out).toMatch(new RegExp(`^WRONG +${name} `, 'm'));
  }
});

it('ends with 2 when there is nothing to be said', async () => {
  const open = await verify('--record', saved('open.json', committed), '--commitment', commitment);
  expect(open).toMatchObject({ code: 2, out: expect.stringContaining('Nothing has been drawn') });
  const failing = [
    [],
    ['--url', url, '--event', '9'],
    ['--record', saved('odd.json', { ...record, seed: 5 })],
    ['--url', url, '--event', '7', '--ticket', JSON.stringify({ eventId: 8, number: 2, nonce })],
  ];
  const results = await Promise.all(failing.map((args) => verify(...args)));
  for (const result of results) expect(result).toEqual({ code: 2, out: '' });
});

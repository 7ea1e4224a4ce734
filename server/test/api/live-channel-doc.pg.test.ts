/** The clients in docs/live-channel.md, as they stand there, against a running process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { waitFor } from '../support/wait-for.ts';
import { granted } from './refusals.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const ids = createIds(systemClock);
const server = join(import.meta.dirname, '../..');
const document = readFileSync(join(server, '../docs/live-channel.md'), 'utf8');
const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
});

function example(name: string): string {
  const blocks = Array.from(document.matchAll(/```js\n(.*?)```/gs), ([, code = '']) => code);
  const code = blocks.find((block) => block.startsWith(`// example: ${name}\n`));
  if (code === undefined) throw new Error(`the document has no example "${name}"`);
  return code;
}

/** Runs it where its packages are found; answers what it has printed. */
function run(name: string, eventId: number): () => string {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', example(name)], {
    cwd: server,
    env: { ...process.env, URL: world().processes[0]?.url, EVENT: String(eventId) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return () => printed;
}

async function openSale(): Promise<{ eventId: number; sell: () => Promise<void> }> {
  const here = world();
  const key = await here.createKey();
  const eventId = await here.createSeatEvent(key.organizationId, 10);
  return {
    eventId,
    async sell() {
      const body = { id: ids.next(), buyer: 'kim', seats: [3, 4], confirm: true };
      const path = `/api/v1/events/${eventId}/reservations`;
      granted(await here.send('POST', path, { key: key.secret, body, at: 0 }), 201);
    },
  };
}

it('the client of Server-Sent Events counts what is free', async () => {
  const { eventId, sell } = await openSale();
  const printed = run('stream', eventId);
  await waitFor('the snapshot', () => printed().includes('snapshot free seats: 10\n'));
  await sell();
  await waitFor('the sale', () => printed().includes('delta free seats: 8\n'));
  expect(printed()).not.toMatch(/lost|refused/);
});

it('the client of Socket.IO tells of seats and of the waiting room', async () => {
  const { eventId, sell } = await openSale();
  const printed = run('socket', eventId);
  await waitFor('the answer', () => printed().includes('listening {"ok":true}\n'));
  await waitFor('the waiting room', () => printed().includes('phase off\n'));
  await sell();
  const sold = /seats \[\[3,2,\d+\],\[4,2,\d+\]\]\n/;
  await waitFor('the sale', () => sold.test(printed()));
  expect(printed()).not.toContain('refused');
});

/**
 * A port for a process that is started in a moment, and keeps it when it is started again. It lies below
 * the range from which systems take the ports of outgoing connections.
 */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

const LOWEST = 12_000;
const OUTGOING = 32_768;
const TRIES_MAX = 100;

/** Never one of `taken`, to which the answer is added. */
export async function freePort(taken: Set<number>): Promise<number> {
  for (let tried = 0; tried < TRIES_MAX; tried += 1) {
    const port = randomInt(LOWEST, OUTGOING);
    if (taken.has(port) || !(await isFree(port))) continue;
    taken.add(port);
    return port;
  }
  throw new Error(`${TRIES_MAX} ports from ${LOWEST} on are taken.`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}

/**
 * A port for a process that a test is about to start. It lies below the range from which systems take
 * ports of outgoing connections (from 32768 on Linux, 49152 on macOS): tests make thousands of those,
 * and one of them could take the port before the process does.
 */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

const lowest = 12_000;
const outgoing = 32_768;
const triesMax = 100;

export async function freePort(): Promise<number> {
  for (let tried = 0; tried < triesMax; tried += 1) {
    const port = randomInt(lowest, outgoing);
    if (await isFree(port)) return port;
  }
  throw new Error(`${triesMax} ports from ${lowest} on are taken.`);
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

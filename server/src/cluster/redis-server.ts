/** Redis for a cluster on this machine, when the system has it. It keeps nothing: nothing in it must be kept. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import type { ChildSpec } from './managed-child.ts';

const PROGRAM = 'redis-server';

/** The path of the program, or undefined when it is not installed. */
export async function findRedis(path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter((one) => one !== '')) {
    const file = join(folder, PROGRAM);
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return undefined;
}

export function redisSpec(
  command: string,
  port: number,
  folder: string,
  rest: Pick<ChildSpec, 'logFile' | 'revive' | 'guard' | 'log'>,
): ChildSpec {
  const options = {
    port: String(port),
    bind: '127.0.0.1',
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
    maxmemory: '256mb',
    dir: folder,
  };
  return {
    name: 'redis',
    command,
    args: Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
    env: {},
    isReady: () => answersPing(port),
    ...rest,
  };
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1_000 });
    const done = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (bytes) => done(bytes.toString().startsWith('+PONG')));
    socket.once('timeout', () => done(false));
    socket.once('error', () => done(false));
  });
}

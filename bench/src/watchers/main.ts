/**
 * `npm run bench:live`: ten thousand watchers of one map on one server process, told five changes a
 * second, against a plain broadcast of the same bytes with `ws`. The transports take turns within each
 * round, so that what else the machine does meets all of them.
 *
 *   npm run bench:live -- --watchers 10000 --rounds 3 --seconds 15 --json figures.json
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { stopChild } from '../processes.ts';
import {
  type ClientAnswer,
  type ClientAsk,
  type Load,
  type ServerAnswer,
  type ServerAsk,
  type Transport,
  transports,
} from './protocol.ts';
import { type Figures, figuresOf, printRounds } from './figures.ts';

const CLIENT_PROCESSES = 2;
const WARM_UP_SECONDS = 2;

const { values } = parseArgs({
  options: {
    watchers: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '15' },
    'per-second': { type: 'string', default: '5' },
    seats: { type: 'string', default: '50' },
    json: { type: 'string' },
  },
});
const watchers = Number(values.watchers);
const load: Load = {
  seconds: Number(values.seconds),
  perSecond: Number(values['per-second']),
  seats: Number(values.seats),
};

function start(file: string, args: readonly string[], execArgv: readonly string[] = []) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  return fork(path, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [...process.execArgv, ...execArgv],
  });
}

/** The next thing it says. Rejects when it ends instead. */
async function hear<Answer>(child: ChildProcess): Promise<Answer> {
  const over = new AbortController();
  const ended = once(child, 'exit', over).then(() => {
    throw new Error('a process of the bench ended early');
  });
  try {
    const [answer] = (await Promise.race([once(child, 'message', over), ended])) as [Answer];
    return answer;
  } finally {
    ended.catch(() => undefined);
    over.abort();
  }
}

async function ask<Kind extends ServerAnswer['t']>(
  server: ChildProcess,
  question: ServerAsk,
  kind: Kind,
): Promise<Extract<ServerAnswer, { t: Kind }>> {
  server.send(question);
  const answer = await hear<ServerAnswer>(server);
  if (answer.t !== kind) throw new Error(`${answer.t} instead of ${kind}`);
  return answer as Extract<ServerAnswer, { t: Kind }>;
}

const askAll = (clients: readonly ChildProcess[], question: ClientAsk): Promise<ClientAnswer[]> =>
  Promise.all(
    clients.map((client) => {
      client.send(question);
      return hear<ClientAnswer>(client);
    }),
  );

async function measure(transport: Transport): Promise<Figures> {
  const server = start('server.ts', [transport, String(load.perSecond)], ['--expose-gc']);
  const clients = Array.from({ length: CLIENT_PROCESSES }, () => start('clients.ts', []));
  try {
    const { port } = await hear<Extract<ServerAnswer, { t: 'listening' }>>(server);
    const empty = await ask(server, { t: 'memory' }, 'memory');
    const count = Math.ceil(watchers / CLIENT_PROCESSES);
    await askAll(clients, { t: 'connect', transport, port, count });
    const full = await ask(server, { t: 'memory' }, 'memory');
    await ask(server, { t: 'run', ...load, seconds: WARM_UP_SECONDS }, 'ran');
    await askAll(clients, { t: 'begin' });
    const ran = await ask(server, { t: 'run', ...load }, 'ran');
    const { firstSeq, publishedNs } = ran;
    const reports = await askAll(clients, { t: 'report', firstSeq, publishedNs });
    const afterwards = await ask(server, { t: 'memory' }, 'memory');
    await askAll(clients, { t: 'close' });
    return figuresOf({
      transport,
      watchers: count * CLIENT_PROCESSES,
      ran,
      reports,
      empty,
      full,
      afterwards,
    });
  } finally {
    await Promise.all([...clients, server].map(stopChild));
  }
}

const rounds: Figures[] = [];
for (let round = 0; round < Number(values.rounds); round++) {
  // Another one begins each time.
  const order = transports.map((_, at) => transports[(at + round) % transports.length] ?? 'ws');
  for (const transport of order) {
    const figures = await measure(transport);
    rounds.push(figures);
    process.stdout.write(
      `round ${round + 1} ${transport}: cpu ${figures.cpuMs.toFixed(0)} ms, ` +
        `${figures.kbPerConnection.toFixed(1)} kB each, p50 ${figures.p50Ms} ms, ` +
        `p99 ${figures.p99Ms} ms, ${figures.missing} missing\n`,
    );
  }
}
process.stdout.write(`\n${printRounds(rounds, load)}\n`);
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify({ watchers, load, rounds }, undefined, 2)}\n`);
}

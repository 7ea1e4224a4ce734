/**
 * A process that runs the embedded PostgreSQL for tests that kill it: prints one JSON line per fact
 * (`started`, `failed`, `log`, `event`), stops on SIGTERM, crashes on
 * SIGUSR2.
 */
import process from 'node:process';
import { startEmbedded } from '../../src/postgres/embedded.ts';
import { messageOf } from '../../src/postgres/startup-error.ts';

const say = (fact: object): void => void process.stdout.write(`${JSON.stringify(fact)}\n`);

const [dataDir = '', relocationRoot] = process.argv.slice(2);
try {
  const server = await startEmbedded({
    dataDir,
    ...(relocationRoot === undefined ? {} : { relocationRoot }),
    log: (line) => say({ log: line }),
    onEvent: (event) => say({ event }),
  });
  process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
  process.once('SIGUSR2', () => {
    throw new Error('this crash is part of the test');
  });
  say({ started: { url: server.url, pid: server.pid } });
  // Embedded PostgreSQL keeps nobody alive by itself.
  setInterval(() => {}, 60_000);
} catch (error) {
  say({ failed: messageOf(error) });
}

/** A process that migrates once, for tests of two at the same time: URL, folder, mode. */
import process from 'node:process';
import { migrate } from '../../src/postgres/migrate.ts';
import { messageOf } from '../../src/postgres/startup-error.ts';

const [url = '', folder = '', mode = 'apply'] = process.argv.slice(2);
const say = (fact: object): void => void process.stdout.write(`${JSON.stringify(fact)}\n`);
try {
  say({ done: await migrate(url, { mode: mode === 'apply' ? 'apply' : 'require', folder }) });
} catch (error) {
  say({ failed: messageOf(error) });
}

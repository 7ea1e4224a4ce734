/** After the server has been stopped: the outbox is stamped to its end and the books are audited. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { systemClock } from '../../src/lib/clock.ts';
import { createRelay } from '../../src/outbox/relay.ts';
import { openTestDb } from '../support/test-db.ts';
import { waitFor } from '../support/wait-for.ts';

/** Numbers what the server left behind when it was stopped. */
export async function stampRest(url: string): Promise<void> {
  const db = openTestDb(url);
  try {
    const relay = createRelay(db, 'crash test', systemClock);
    await waitFor('the outbox to be stamped to its end', async () => (await relay.step()) === 0);
    await relay.resign();
  } finally {
    await db.close();
  }
}

/** The product's own audit, as an operator runs it. */
export async function auditedFindings(url: string): Promise<string[]> {
  const script = join(import.meta.dirname, '../../src/main/audit.ts');
  const env = { PATH: process.env['PATH'] ?? '', NODE_ENV: 'test', DATABASE_URL: url };
  return promisify(execFile)(process.execPath, [script, '--json'], {
    env,
    maxBuffer: 2 ** 26,
  }).then(
    () => [],
    (error: { readonly stdout?: string; readonly stderr?: string }) => [
      `the audit is not clean: ${error.stdout ?? ''}${error.stderr ?? ''}`,
    ],
  );
}

/**
 * `npm run db:migrate`: brings the schema to this release. Exit code 0 when the schema fits, 1 when
 * it does not (the reason is on stderr).
 */
import process from 'node:process';
import { environment } from '../config/environment.ts';
import { ConfigError, loadConfig } from '../config/load.ts';
import { attachDatabase } from '../postgres/attach.ts';
import { migrate } from '../postgres/migrate.ts';
import { StartupError } from '../postgres/startup-error.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const config = loadConfig(environment());
  const { url } = config.database;
  const database = await attachDatabase({ url, dataDir: config.dataDir, log: say });
  try {
    const { applied, version } = await migrate(database.url, { mode: 'apply', log: say });
    say(`The schema is at version ${version} (${applied.length} applied now).`);
  } finally {
    await database.close();
  }
} catch (error) {
  if (!(error instanceof StartupError || error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

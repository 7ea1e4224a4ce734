/** From configuration to a database that is running, checked and migrated. */
import { randomBytes } from 'node:crypto';
import type { Config } from '../config/config.ts';
import { ACCOUNT_CONNECTIONS } from '../config/settings-database.ts';
import { type Db, type DbOptions, openDb } from '../lib/db.ts';
import type { Log } from '../ops/log.ts';
import { startEmbedded } from '../postgres/embedded.ts';
import { checkServer } from '../postgres/external.ts';
import { migrate } from '../postgres/migrate.ts';
import { StartupError } from '../postgres/startup-error.ts';

export type OpenDatabase = {
  readonly db: Db;
  /** Settings of a connection, for those that need one of their own. */
  readonly connection: Omit<DbOptions, 'poolMax' | 'applicationName'>;
  /** Unique among all processes: names this one in the database. */
  readonly processName: string;
  close(): Promise<void>;
};

/** Throws a StartupError, fit to be shown, when the database cannot be used. */
export async function openDatabase(config: Config, log: Log): Promise<OpenDatabase> {
  const { database } = config;
  const server =
    database.url === undefined
      ? await embedded(config, log)
      : await external(config, database.url, log);
  try {
    await migrate(server.url, { mode: database.migrate, log: (line) => log.info({}, line) });
  } catch (error) {
    await server.stop();
    throw error;
  }
  const processName = `onsale-${process.pid}-${randomBytes(4).toString('hex')}`;
  let isClosing = false;
  const connection = {
    url: server.url,
    connectTimeoutMs: database.connectTimeoutMs,
    statementTimeoutMs: database.statementTimeoutMs,
    lockTimeoutMs: database.lockTimeoutMs,
    idleInTransactionTimeoutMs: database.idleInTransactionTimeoutMs,
    onError(error: Error) {
      // While stopping, the database may close a connection before we do.
      if (!isClosing) log.warn({ error }, 'A database connection was lost.');
    },
  };
  const db = openDb({ ...connection, applicationName: processName, poolMax: database.poolMax });
  return {
    db,
    connection,
    processName,
    async close() {
      isClosing = true;
      await db.close();
      await server.stop();
    },
  };
}

type Server = { readonly url: string; stop(): Promise<void> };

async function embedded(config: Config, log: Log): Promise<Server> {
  return startEmbedded({
    dataDir: config.dataDir,
    log: (line) => log.info({}, line),
    onEvent: (event) => log.warn({ event }, 'The embedded PostgreSQL changed state.'),
  });
}

/** Warnings are logged, fatal findings refuse the start. */
async function external(config: Config, url: string, log: Log): Promise<Server> {
  const perProcess = config.database.poolMax + config.engine.connections + 1 + ACCOUNT_CONNECTIONS;
  const findings = await checkServer(url, {
    connections: perProcess,
    deadlineMs: config.database.connectTimeoutMs,
  });
  for (const finding of findings) if (finding.severity === 'warning') log.warn({}, finding.message);
  const fatal = findings.filter((finding) => finding.severity === 'fatal');
  if (fatal.length > 0) throw new StartupError(fatal.map((finding) => finding.message).join('\n'));
  return { url, stop: () => Promise.resolve() };
}

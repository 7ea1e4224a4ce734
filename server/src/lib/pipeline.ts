/**
 * A dedicated connection in pipeline mode, for batches: a statement is sent while the one before it is
 * still running. It reconnects on the next use after a loss, and first makes sure that the lost
 * session is dead, so that a statement which was under way cannot take effect later.
 */
import pg from 'pg';
import { connectionConfig, type DbOptions, type Queryable, sql, type Statement } from './db.ts';

const endSession = sql<{ ended: boolean }>(
  'pipeline_end_session',
  // Only a session of this very connection: process ids are used again.
  `SELECT pg_terminate_backend(pid, 2000) AS ended FROM pg_stat_activity
    WHERE pid = $1 AND application_name = $2 AND pid <> pg_backend_pid()`,
);

export type Pipeline = Queryable & {
  /** Connects if need be. Once it resolves, no statement of a lost session can take effect any more. */
  revive(): Promise<void>;
  close(): Promise<void>;
};

export type PipelineOptions = Omit<DbOptions, 'poolMax'>;

/** `options.applicationName` has to be unique among all connections to the database. */
export function openPipeline(options: PipelineOptions): Pipeline {
  let current: Promise<pg.Client> | undefined;
  let lostPid: number | undefined;

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client(connectionConfig(options));
    const forget = () => {
      const pid = (client as unknown as { processID: number | null }).processID;
      if (pid !== null) lostPid = pid;
      current = undefined;
    };
    // Without a listener a dropped connection would end the process.
    client.on('error', (error) => {
      forget();
      options.onError(error);
    });
    client.on('end', forget);
    await client.connect();
    if (lostPid !== undefined) {
      const values = [lostPid, options.applicationName];
      await client.query({ name: endSession.name, text: endSession.text, values });
      lostPid = undefined;
    }
    return client;
  }

  function connected(): Promise<pg.Client> {
    if (current === undefined) {
      const attempt = connect();
      current = attempt;
      attempt.catch(() => {
        if (current === attempt) current = undefined;
      });
    }
    return current;
  }

  return {
    async query<Row>(statement: Statement<Row>, values: readonly unknown[] = []) {
      const client = await connected();
      const query = { name: statement.name, text: statement.text, values: [...values] };
      return (await client.query(query)).rows as Row[];
    },
    async revive() {
      await connected();
    },
    async close() {
      const client = await current?.catch(() => undefined);
      current = undefined;
      await client?.end();
    },
  };
}

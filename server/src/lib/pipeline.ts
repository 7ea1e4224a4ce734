/**
 * A dedicated connection in pipeline mode, for batches: a statement is sent while the one before it is
 * still running. It reconnects on the next use after a loss, and first makes sure that the lost
 * session is dead, so that a statement which was under way cannot take effect later.
 */
import { Client } from 'pg';
import { connectionConfig, type DbOptions, type Queryable, type Statement } from './db.ts';
import { meaningOf } from './db-errors.ts';
import { endSession } from './sql/end-session.ts';

/** Not in the driver's types, but its documented property. */
const processIdOf = (client: Client): number | undefined =>
  (client as unknown as { processID: number | null }).processID ?? undefined;

export type Pipeline = Queryable & {
  /** Connects if need be. Once it resolves, no statement of a lost session can take effect any more. */
  revive(): Promise<void>;
  close(): Promise<void>;
};

export type PipelineOptions = Omit<DbOptions, 'poolMax'>;

/** `options.applicationName` has to be unique among all connections to the database. */
export function openPipeline(options: PipelineOptions): Pipeline {
  let current: Promise<Client> | undefined;
  let lostPid: number | undefined;

  async function connect(): Promise<Client> {
    const client = new Client(connectionConfig(options));
    const forget = () => {
      lostPid = processIdOf(client) ?? lostPid;
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

  function leave(client: Client): void {
    lostPid = processIdOf(client) ?? lostPid;
    current = undefined;
    client.end().catch(() => undefined);
  }

  function connected(): Promise<Client> {
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
      try {
        return (await client.query(query)).rows as Row[];
      } catch (error) {
        // A server that is leaving, or became a replica: the next use connects anew.
        if (meaningOf(error) === 'lost') leave(client);
        throw error;
      }
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

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
  let open: Client | undefined;
  /** Process ids of lost sessions that may still be at work. */
  const lost = new Set<number>();

  function forget(client: Client): void {
    // A connection that was left behind may end late: the one after it stays.
    if (open !== client) return;
    const pid = processIdOf(client);
    if (pid !== undefined) lost.add(pid);
    open = undefined;
    current = undefined;
  }

  async function connect(): Promise<Client> {
    const client = new Client(connectionConfig(options));
    // Without a listener a dropped connection would end the process.
    client.on('error', (error) => {
      forget(client);
      options.onError(error);
    });
    client.on('end', () => forget(client));
    await client.connect();
    try {
      await endLost(client);
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    open = client;
    return client;
  }

  async function endLost(client: Client): Promise<void> {
    for (const pid of lost) {
      const values = [pid, options.applicationName];
      const query = { name: endSession.name, text: endSession.text, values };
      const [session] = (await client.query(query)).rows as { ended: boolean }[];
      if (session?.ended === false)
        throw new Error('Connection terminated: a lost session lives on');
      lost.delete(pid);
    }
  }

  function leave(client: Client): void {
    forget(client);
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

/** The PostgreSQL all variants share: the product's embedded one, in a folder of its own. */
import { Client } from 'pg';
import { startEmbedded } from '@onsale/server/src/postgres/embedded.ts';

export type RunningPostgres = {
  readonly url: string;
  /** The postmaster; its backends are its children. */
  readonly pid: number;
  /** For set-up and verification, outside anything that is measured. */
  readonly admin: Client;
  stop(): Promise<void>;
};

/** Rejects when the cluster cannot be created or started. */
export async function startPostgres(dataDir: string): Promise<RunningPostgres> {
  const log: string[] = [];
  const embedded = await startEmbedded({ dataDir, log: (line) => log.push(line) }).catch(
    (error: unknown) => {
      throw new Error(`PostgreSQL did not start: ${log.join(' ')}`, { cause: error });
    },
  );
  const admin = new Client({ connectionString: embedded.url, application_name: 'bench-admin' });
  // A lost connection is reported by the query that needed it.
  admin.on('error', () => undefined);
  await admin.connect();
  return {
    url: embedded.url,
    pid: embedded.pid,
    admin,
    async stop() {
      await admin.end();
      // The postmaster does not keep this process alive, so something has to until it is gone.
      const alive = setInterval(() => undefined, 1_000);
      await embedded.stop().finally(() => clearInterval(alive));
    },
  };
}

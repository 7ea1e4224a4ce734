/**
 * Hands the engine's own general-admission statement to the bench, on a connection of the bench's.
 */
import { Client } from 'pg';
import { claimPoolBatch } from '@onsale/server/src/inventory/claim-pool-batch.ts';
import { connectionConfig, type Queryable, type Statement } from '@onsale/server/src/lib/db.ts';
import type { Uuid } from '@onsale/server/src/lib/uuid-v7.ts';

export type ClaimCommand = {
  readonly id: Uuid;
  readonly buyer: string;
  readonly quantity: number;
};

/** No statement of the bench takes nearly as long. */
const TIMEOUT_MS = 30_000;
/** The statement neither checks nor references them. */
const OWNER = { organizationId: 1, principalId: 1 };

/** A connection set up as the engine's is: the next batch is sent while one is under way. */
export async function connectForBatches(url: string): Promise<Client> {
  const config = connectionConfig({
    url,
    applicationName: 'bench-statement',
    connectTimeoutMs: TIMEOUT_MS,
    statementTimeoutMs: TIMEOUT_MS,
    lockTimeoutMs: TIMEOUT_MS,
    idleInTransactionTimeoutMs: TIMEOUT_MS,
  });
  const client = new Client({ ...config, pipeline: true });
  // A lost connection is reported by the query that needed it.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/**
 * Books for all commands in one durable statement; resolves to how many were accepted: all, or none
 * when the pool has not enough for all.
 */
export async function claimBatch(
  client: Client,
  eventId: number,
  poolId: number,
  commands: readonly ClaimCommand[],
): Promise<number> {
  const claim = await claimPoolBatch(
    queryable(client),
    eventId,
    poolId,
    commands.map(({ id, buyer, quantity }) => ({
      kind: 'place',
      id,
      owner: { ...OWNER, buyer },
      wanted: { pool: poolId, quantity },
      confirm: true,
      holdMs: 0,
    })),
  );
  return claim?.outcomes.filter(({ ok }) => ok).length ?? 0;
}

const queryable = (client: Client): Queryable => ({
  async query<Row>({ name, text }: Statement<Row>, values: readonly unknown[] = []) {
    const result = await client.query({ name, text, values: [...values] });
    return result.rows as Row[];
  },
});

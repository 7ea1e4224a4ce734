/** Starts what the scenarios share and ends it in reverse order, whatever happens. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLoadProcess } from './load/load-process.ts';
import { startPostgres } from './postgres.ts';
import { startProduct } from './product.ts';
import { startRedis } from './redis.ts';
import type { Bench } from './scenario.ts';
import { hasPgbench } from './scenarios/pgbench.ts';
import { withStack } from './scenarios/stack.ts';

export type StartedBench = { readonly bench: Bench; close(): Promise<void> };

/**
 * Everything lives in a temporary folder and is removed by `close`. Rejects if a part won't start.
 */
export const startBench = (quick: boolean, note: (line: string) => void): Promise<StartedBench> =>
  withStack(async (stack) => {
    const folder = await mkdtemp(join(tmpdir(), 'onsale-bench-'));
    // As root, PostgreSQL runs as another user, who has to get in.
    await chmod(folder, 0o755);
    stack.add({ stop: () => rm(folder, { recursive: true, force: true }) });
    const postgres = stack.add(await startPostgres(join(folder, 'postgres')));
    const redis = await startRedis(join(folder, 'redis'));
    if (redis !== undefined) stack.add(redis);
    const load = await startLoadProcess();
    stack.add({ stop: () => load.close() });
    const apiKey = randomBytes(24).toString('base64url');
    const product = stack.add(
      await startProduct({ databaseUrl: postgres.url, apiKey, dataDir: join(folder, 'server') }),
    );
    const bench = { postgres, redis, pgbench: hasPgbench(), product, load, apiKey, quick, note };
    return { bench, close: () => stack.close() };
  });

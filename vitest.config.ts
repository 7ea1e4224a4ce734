/**
 * Tests in three projects: `unit` is pure and quick; `pg` runs against a real PostgreSQL, `redis`
 * against servers of Redis that each test file starts (and is left out where there is none).
 */
import { defineConfig } from 'vitest/config';

// The infrastructure has packages, and tests, of its own: `npm run infra:check`.
const exclude = ['**/node_modules/**', '**/dist/**', '**/.data/**', 'infra/**'];
const postgresTests = ['**/*.pg.test.ts', 'server/test/race/**/*.test.ts'];
const redisTests = ['**/*.redis.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...exclude, ...postgresTests, ...redisTests],
        },
      },
      {
        test: {
          name: 'pg',
          include: postgresTests,
          exclude,
          globalSetup: 'server/test/support/global-setup.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // The database and the tests share the machine's cores.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'redis',
          include: redisTests,
          exclude,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // A cluster is six servers.
          maxWorkers: 1,
        },
      },
    ],
  },
});

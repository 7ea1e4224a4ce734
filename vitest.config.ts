/** Tests in two projects: `unit` is pure and quick; `pg` runs against a real PostgreSQL. */
import { defineConfig } from 'vitest/config';

// The infrastructure has packages, and tests, of its own: `npm run infra:check`.
const exclude = ['**/node_modules/**', '**/dist/**', '**/.data/**', 'infra/**'];
const postgresTests = ['**/*.pg.test.ts', 'server/test/race/**/*.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...exclude, ...postgresTests],
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
    ],
  },
});

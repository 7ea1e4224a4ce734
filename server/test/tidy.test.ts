/**
 * Keeps the repository tidy: runs every rule over every file, and shows for each rule that it
 * catches a bad file and lets a good one pass.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Rule, rules } from './tidy-rules.ts';

const root = join(import.meta.dirname, '..', '..');
/** Not ours, or not source. */
const skipped = new Set(['node_modules', '.git', '.data', 'dist', 'results', 'package-lock.json']);
const readable = /\.(?:ts|tsx|mjs|json|md|sql|css|html|yml|yaml|sh)$|^(?:\.ci\/run|Dockerfile)$/;
/** This file: its fixtures break every rule. */
const self = 'server/test/tidy.test.ts';

function filesIn(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (skipped.has(entry.name) || entry.isSymbolicLink()) return [];
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

const files = filesIn(root)
  .map((path) => relative(root, path).split(sep).join('/'))
  .filter((path) => readable.test(path) && path !== self)
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

type Fixture = readonly [path: string, text: string];

const inventory = 'server/src/inventory/place-hold.ts';
const model = 'server/src/inventory/model/states.ts';
const pgTest = 'server/src/inventory/hold.pg.test.ts';

const fixtures: Record<keyof typeof rules, { bad: Fixture[]; good: Fixture[] }> = {
  importsGoLeft: {
    bad: [
      [inventory, `import { x } from '../partner/book.ts';`],
      [inventory, `export * from "../http/server.ts";`],
      [inventory, `const x = await import('../http/server.ts');`],
      [inventory, `import { x } from '../../../bench/src/main.ts';`],
      [inventory, `import { x } from '../../test/support.ts';`],
      [inventory, `import { x } from '@onsale/server/src/lib/db.ts';`],
      [inventory, `import type {\n  X,\n} from '../unheard-of/x.ts';`],
      ['server/src/unheard-of/x.ts', ''],
    ],
    good: [
      [inventory, `import { x } from '../lib/db.ts';\nimport { y } from './model/states.ts';`],
      [inventory, `import { x } from '@onsale/contract/errors.ts';\nimport pg from 'pg';`],
      [inventory, `// import { x } from '../http/server.ts';`],
      [pgTest, `import { x } from '../../test/support.ts';`],
      ['bench/src/main.ts', `import { x } from '../../server/src/http/server.ts';`],
    ],
  },
  privateFiles: {
    bad: [
      [inventory, `import { x } from '../catalog/sql/select-event.ts';`],
      ['server/src/partner/book.ts', `import { x } from '../inventory/routes.ts';`],
      ['server/src/http/server.ts', `import { x } from '../inventory/jobs.ts';`],
    ],
    good: [
      [inventory, `import { x } from './sql/claim-seats.ts';`],
      ['server/src/http/server.ts', `import { x } from '../inventory/routes.ts';`],
      ['server/src/main/server.ts', `import { x } from '../inventory/jobs.ts';`],
    ],
  },
  modelIsPure: {
    bad: [
      [model, 'const now = Date.now();'],
      [model, 'const now = new Date();'],
      [model, 'const x = Math.random();'],
      [model, `import { readFileSync } from 'node:fs';`],
      [model, `import { claim } from '../sql/claim-seats.ts';`],
      [model, `import type { Tx } from '../../lib/db.ts';`],
    ],
    good: [
      [model, '// Date.now() is not for us\nexport const at = (ms: number) => new Date(ms);'],
      [inventory, 'const now = Date.now();'],
      ['server/src/inventory/model/states.test.ts', `import { join } from 'node:path';`],
    ],
  },
  sqlHasItsPlace: {
    bad: [
      [inventory, 'await tx.query(`\n  select id\n  from seat`);'],
      [inventory, `await client.query('BEGIN');`],
      [inventory, 'const x = `UPDATE pool SET held = 1`;'],
      [inventory, 'const x = `WITH a AS (SELECT 1) SELECT 1`;'],
    ],
    good: [
      ['server/src/inventory/sql/claim.ts', 'export const x = `select id from seat`;'],
      ['server/src/postgres/migrate.ts', 'const x = `create table seat ()`;'],
      [inventory, `const message = 'Update the event, then select a seat from the map.';`],
      [inventory, '// `select id from seat` is slow'],
    ],
  },
  environmentIsRead: {
    bad: [[inventory, 'const port = process.env.PORT;']],
    good: [
      ['server/src/config/environment.ts', 'export const x = process.env;'],
      ['scripts/check.ts', 'const x = process.env;'],
      [inventory, '// never process.env'],
    ],
  },
  packagesStayApart: {
    bad: [
      ['web/src/app.tsx', `import { x } from '@onsale/server/src/lib/db.ts';`],
      ['web/src/app.tsx', `import { x } from '../../server/src/lib/db.ts';`],
      ['contract/src/errors.ts', `import { x } from '../../web/src/app.ts';`],
    ],
    good: [['web/src/app.tsx', `import { x } from '@onsale/contract/errors.ts';`]],
  },
  noBarrels: {
    bad: [['server/src/inventory/index.ts', '']],
    good: [[inventory, '']],
  },
  noEnums: {
    bad: [
      [inventory, 'export enum State { Held }'],
      [inventory, 'const enum State { Held }'],
    ],
    good: [[inventory, '/** Not an enum State. */\nexport const enumerated = 1;']],
  },
  testsAreHonest: {
    bad: [
      [pgTest, `it.only('x', () => {});`],
      [pgTest, `describe.skip('x', () => {});`],
      [pgTest, 'await new Promise((resolve) => setTimeout(resolve, 100));'],
      [pgTest, `import { setTimeout } from 'node:timers/promises';`],
    ],
    good: [
      [pgTest, 'await waitFor(() => done);'],
      [inventory, 'await new Promise((resolve) => setTimeout(resolve, 100));'],
    ],
  },
  filesAreShort: {
    bad: [[inventory, 'x;\n'.repeat(301)]],
    good: [[inventory, 'x;\n'.repeat(300)]],
  },
  filesSayWhatTheyAreFor: {
    bad: [
      [inventory, `import pg from 'pg';`],
      ['web/public/style.css', 'body {}'],
      ['server/src/postgres/migrations/0001.sql', 'create table x ();'],
    ],
    good: [
      [inventory, '/** Places a hold. */'],
      ['scripts/with-node.mjs', '#!/usr/bin/env node\n// Runs Node 24.'],
      ['server/src/postgres/migrations/0001.sql', '-- The first tables.'],
    ],
  },
  noMachinePaths: {
    bad: [
      ['docs/x.md', 'see /home/kim/onsale'],
      [inventory, `const x = '/Users/kim';`],
    ],
    good: [['docs/x.md', 'see https://example.org/home/kim and `server/src/lib`']],
  },
  versionsAreExact: {
    bad: [
      ['package.json', '{"dependencies": {"pg": "^8.0.0"}}'],
      ['web/package.json', '{"devDependencies": {"pg": "latest"}}'],
    ],
    good: [['package.json', '{"dependencies": {"pg": "8.23.1", "x": "18.4.0-beta.17"}}']],
  },
};

describe.each(Object.entries<Rule>(rules))('%s', (name, rule) => {
  const { bad, good } = fixtures[name as keyof typeof rules];

  it.each(bad)('catches bad file %#: %s', (path, text) => {
    expect(rule(path, text)).not.toEqual([]);
  });

  it.each(good)('accepts good file %#: %s', (path, text) => {
    expect(rule(path, text)).toEqual([]);
  });

  it('holds in the repository', () => {
    expect(
      files.flatMap(({ path, text }) => rule(path, text).map((what) => `${path} ${what}`)),
    ).toEqual([]);
  });
});

it('looks at the whole repository', () => {
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining(['package.json', 'server/src/lib/db.ts', 'contract/src/errors.ts']),
  );
});

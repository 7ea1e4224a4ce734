/** What each durability setting means, including those that a test server cannot be given. */
import { expect, test } from 'vitest';
import { judgeDurability } from './durability.ts';

const durable = {
  fsync: 'on',
  synchronousCommit: 'on',
  synchronousStandbys: '',
  fullPageWrites: 'on',
  dataChecksums: 'on',
  managedStorage: false,
  exceptions: [],
};

const verdicts = (facts: Partial<Parameters<typeof judgeDurability>[0]>): string[] =>
  judgeDurability({ ...durable, ...facts })
    .filter((check) => check.violations > 0)
    .map((check) => `${check.severity}: ${check.id}`);

test('a durable server has nothing to report', () => {
  expect(judgeDurability(durable)).toHaveLength(4);
  expect(verdicts({})).toEqual([]);
});

test.each([
  [{ fsync: 'off' }, ['violation: durability-fsync']],
  [{ fullPageWrites: 'off' }, ['violation: durability-full-page-writes']],
  [{ dataChecksums: 'off' }, ['warning: durability-data-checksums']],
  [{ synchronousCommit: 'off' }, ['violation: durability-synchronous-commit']],
  [{ synchronousCommit: 'remote_write' }, []],
  [{ synchronousCommit: 'remote_apply' }, []],
  // Without synchronous standbys there is nobody else to wait for.
  [{ synchronousCommit: 'local' }, []],
  [
    { synchronousCommit: 'local', synchronousStandbys: 'ANY 1 (a, b)' },
    ['violation: durability-synchronous-commit'],
  ],
  [
    { exceptions: [{ role: 'shop', database: null }] },
    ['violation: durability-synchronous-commit'],
  ],
])('%j is %j', (facts, expected) => {
  expect(verdicts(facts)).toEqual(expected);
});

test('what a managed server hides, or does itself, is a warning', () => {
  const hidden = {
    fsync: null,
    synchronousCommit: null,
    fullPageWrites: null,
    dataChecksums: null,
  };
  expect(verdicts(hidden)).toEqual([
    'warning: durability-fsync',
    'warning: durability-synchronous-commit',
    'warning: durability-full-page-writes',
    'warning: durability-data-checksums',
  ]);
  const aurora = { fsync: 'off', fullPageWrites: 'off', managedStorage: true };
  expect(verdicts(aurora)).toEqual([
    'warning: durability-fsync',
    'warning: durability-full-page-writes',
  ]);
  // Managed or not, this one is the customer's to set.
  expect(verdicts({ ...aurora, synchronousCommit: 'off' })).toContain(
    'violation: durability-synchronous-commit',
  );
});

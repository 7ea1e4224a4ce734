/**
 * Where the simulator of a data directory listens, in a file beside its journal that only its owner
 * may read: a second server on the same directory uses the simulator of the first.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockHolder } from '../postgres/instance-lock.ts';
import type { Target } from './simulator-client.ts';

export type Published = Target & { readonly pid: number };

const fileIn = (directory: string): string => join(directory, 'address.json');

/** Whether a running process has the directory, ready or not. */
export const isHeld = (directory: string): boolean => lockHolder(directory) !== undefined;

/** For the process that holds the lock. */
export function publishAddress(directory: string, target: Target): void {
  const file = fileIn(directory);
  const draft = `${file}.${process.pid}`;
  const published: Published = { ...target, pid: process.pid };
  writeFileSync(draft, JSON.stringify(published), { mode: 0o600 });
  renameSync(draft, file);
}

/** Of a simulator that is running, else undefined. */
export function readAddress(directory: string): Published | undefined {
  const holder = lockHolder(directory);
  if (holder === undefined) return undefined;
  try {
    const published = JSON.parse(readFileSync(fileIn(directory), 'utf8')) as Published;
    // Otherwise it is the address of an earlier one, and the holder is still starting.
    return published.pid === holder ? published : undefined;
  } catch {
    return undefined;
  }
}

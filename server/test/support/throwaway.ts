/**
 * A PostgreSQL in a temporary folder. Whatever ends the tests (a failure, Ctrl-C, kill -9), nothing
 * stays: the folder goes with the process, and what a killed run left is swept by the next one.
 */
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { startEmbedded } from '../../src/postgres/embedded.ts';
import type { Embedded, EmbeddedOptions } from '../../src/postgres/embedded.ts';
import { lockHolder } from '../../src/postgres/instance-lock.ts';
import { stopOrphan } from '../../src/postgres/orphan.ts';
import { findHome, pathsIn } from '../../src/postgres/site.ts';

const PREFIX = 'onsale-test-';
/** A folder this old without a holder was left by a run that was killed. */
const ABANDONED_MS = 60_000;

export type Throwaway = Embedded & { readonly dataDir: string; remove(): Promise<void> };

/** A temporary folder that PostgreSQL's user can enter, also when we are root. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), PREFIX));
  await chmod(path, 0o755);
  const onExit = (): void => rmSync(path, { recursive: true, force: true });
  process.once('exit', onExit);
  return {
    path,
    async remove() {
      await removeFolder(path);
      process.off('exit', onExit);
    },
  };
}

/** Starts a PostgreSQL that is durable like the product's, for tests. */
export async function startThrowaway(
  options: Partial<Omit<EmbeddedOptions, 'dataDir'>> = {},
): Promise<Throwaway> {
  await sweep();
  const folder = await temporaryFolder();
  const server = await startEmbedded({ log: () => {}, ...options, dataDir: folder.path }).catch(
    async (error: unknown) => {
      await folder.remove();
      throw error;
    },
  );
  return {
    url: server.url,
    clusterDir: server.clusterDir,
    get pid() {
      return server.pid;
    },
    stop: () => server.stop(),
    dataDir: folder.path,
    async remove() {
      await server.stop();
      await folder.remove();
    },
  };
}

async function sweep(): Promise<void> {
  const names = await readdir(tmpdir());
  for (const name of names.filter((entry) => entry.startsWith(PREFIX))) {
    const path = join(tmpdir(), name);
    const age = await stat(path).catch(() => undefined);
    if (age === undefined || Date.now() - age.mtimeMs < ABANDONED_MS) continue;
    if (lockHolder(path) === undefined) await removeFolder(path).catch(() => undefined);
  }
}

async function removeFolder(path: string): Promise<void> {
  const home = findHome(path);
  if (home !== undefined) await stopOrphan(pathsIn(home).cluster, () => {});
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}

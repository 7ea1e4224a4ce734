/**
 * Builds the web app when it is missing or older than its sources: `dist/current` names the folder of
 * the result, which is called by a hash of the sources, the contract and the lock file. Several
 * processes may ask at once: one builds, the others wait for it. A result never changes once it is
 * there, so whoever has begun to read one finds all of it, also when the next one comes.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const web = join(root, 'web');
/** What the server reads. */
const dist = join(web, 'dist');
const pointer = join(dist, 'current');
const steps = join(import.meta.dirname, 'web-build-steps.ts');
/** Beside the result, so that it can be renamed into place; ignored by everything. */
const scratch = join(web, 'node_modules');
const lock = join(scratch, '.onsale-build');
/** Results that are kept besides the current one. */
const KEPT_BEFORE = 2;
const BUILD_MAX_MS = 100_000;
const LOCK_WAIT_MS = 120_000;
const LOCK_POLL_MS = 100;

export type WebBuild = { readonly built: boolean; readonly seconds: number };

/** Throws when there is neither a result nor a way to build one, or when building fails. */
export async function ensureWeb(log: (line: string) => void): Promise<WebBuild> {
  const startedAt = performance.now();
  const since = (): number => (performance.now() - startedAt) / 1_000;
  // Where only the result was copied to, as in an image, it is taken as it is.
  if (!(await exists(join(web, 'src'))) && (await exists(dist)))
    return { built: false, seconds: 0 };
  const wanted = await hashSources();
  if (await isCurrent(wanted)) return { built: false, seconds: since() };
  await acquire();
  try {
    if (await isCurrent(wanted)) return { built: false, seconds: since() };
    log('Building the web app...');
    await build(wanted);
    const { files, kilobytes } = await measure(join(dist, wanted, 'client'));
    const seconds = since();
    log(`The web app is built: ${files} files, ${kilobytes} kB, ${seconds.toFixed(1)} s.`);
    return { built: true, seconds };
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

const isCurrent = async (wanted: string): Promise<boolean> =>
  (await readFile(pointer, 'utf8').catch(() => undefined)) === wanted &&
  (await exists(join(dist, wanted)));

/** Everything the result depends on, by name and content. */
async function hashSources(): Promise<string> {
  const folders = [
    join(web, 'src'),
    join(web, 'build'),
    join(web, 'public'),
    join(root, 'contract/src'),
  ];
  const found = await Promise.all(folders.map(filesIn));
  const files = found.flat().filter((path) => !/\.test\.tsx?$/.test(path));
  files.push(join(root, 'package-lock.json'), join(web, 'vite.config.ts'), steps);
  const hash = createHash('sha256');
  for (const path of files.toSorted()) {
    hash
      .update(`${relative(root, path)}\0`)
      .update(await readFile(path))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}

async function build(name: string): Promise<void> {
  const fresh = join(lock, 'dist');
  // In a process of its own: what Vite needs is freed, and NODE_ENV decides which React is bundled.
  await promisify(execFile)(process.execPath, [steps, web, fresh], {
    env: { ...process.env, NODE_ENV: 'production' },
    timeout: BUILD_MAX_MS,
  });
  await mkdir(dist, { recursive: true });
  await rm(join(dist, name), { recursive: true, force: true });
  await rename(fresh, join(dist, name));
  const draft = join(lock, 'current');
  await writeFile(draft, name);
  await rename(draft, pointer);
  await prune(name);
}

/** Somebody may be reading the ones before; what is older goes. */
async function prune(current: string): Promise<void> {
  const entries = await readdir(dist);
  const dated = await Promise.all(
    entries
      .filter((entry) => entry !== 'current' && entry !== current)
      .map(async (entry) => ({ entry, at: (await stat(join(dist, entry))).mtimeMs })),
  );
  const old = dated.toSorted((a, b) => b.at - a.at).slice(KEPT_BEFORE);
  await Promise.all(
    old.map(({ entry }) => rm(join(dist, entry), { recursive: true, force: true })),
  );
}

/** A directory is made by one process only. One that a dead process left is taken over. */
async function acquire(): Promise<void> {
  await mkdir(scratch, { recursive: true });
  const deadlineAt = performance.now() + LOCK_WAIT_MS;
  while (!(await take())) {
    const owner = Number(await readFile(join(lock, 'pid'), 'utf8').catch(() => ''));
    if (owner > 0 && !isAlive(owner)) {
      await rm(lock, { recursive: true, force: true });
      continue;
    }
    if (performance.now() > deadlineAt) {
      throw new Error(
        `Another build of the web app does not end; if there is none, delete ${lock}.`,
      );
    }
    await pause(LOCK_POLL_MS);
  }
  await writeFile(join(lock, 'pid'), String(process.pid));
}

const take = (): Promise<boolean> =>
  mkdir(lock).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function measure(folder: string): Promise<{ files: number; kilobytes: number }> {
  const files = (await filesIn(folder)).filter((path) => !/\.(?:br|gz)$/.test(path));
  const sizes = await Promise.all(files.map(async (path) => (await stat(path)).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return { files: files.length, kilobytes: Math.round(bytes / 1_000) };
}

/**
 * The cluster's files: created once, under another name and renamed when complete, so that a crash
 * in the middle leaves nothing that could be taken for a database. Files of another PostgreSQL
 * major version are refused and not touched.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { childEnvironment, spawnAs } from './identity.ts';
import type { Site } from './site.ts';
import { StartupError, errnoOf, explainStorage } from './startup-error.ts';

export const ROLE = 'onsale';
export const DATABASE = 'ticketing';

/** Makes sure a cluster of our version exists; answers its password. */
export async function prepareCluster(
  site: Site,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<string> {
  try {
    if (existsSync(site.cluster)) {
      await checkVersion(site.cluster, binaries.major);
      return await readPassword(site);
    }
    log(`Creating the database in ${site.home} (once).`);
    const password = await newPassword(site);
    await create(site, binaries, password);
    return password;
  } catch (error) {
    throw explainStorage(error, site.home);
  }
}

async function checkVersion(cluster: string, major: number): Promise<void> {
  const found = (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (found === String(major)) return;
  const what =
    found === ''
      ? `${cluster} is not a PostgreSQL data directory (PG_VERSION is missing)`
      : `The database in ${cluster} was made by PostgreSQL ${found}; this release runs ${major}`;
  throw new StartupError(
    `${what}. Nothing was changed. To keep the data, start the release that made it, dump it ` +
      `with pg_dump and load the dump here; to begin anew, move that directory away.`,
  );
}

async function readPassword(site: Site): Promise<string> {
  const password = (await readFile(site.password, 'utf8').catch(() => '')).trim();
  if (password !== '') return password;
  throw new StartupError(
    `The database in ${site.home} exists but its password file ${site.password} is missing or ` +
      'unreadable. Restore that file, or move the directory away to begin anew.',
  );
}

async function newPassword(site: Site): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  await rm(site.password, { force: true });
  await writeFile(site.password, password, { mode: 0o600 });
  return password;
}

async function create(site: Site, binaries: Binaries, password: string): Promise<void> {
  await removeUnfinished(site);
  // A name of its own: the initdb of a killed run may still be writing for a moment.
  const working = `${site.unfinished}.${randomBytes(4).toString('hex')}`;
  await mkdir(working, { mode: 0o700 });
  await handOver(site, working);
  await initdb(site, binaries, working, password);
  await rename(working, site.cluster);
  await syncDirectory(site.home);
}

async function removeUnfinished(site: Site): Promise<void> {
  const prefix = basename(site.unfinished);
  const names = (await readdir(site.home)).filter((name) => name.startsWith(prefix));
  const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
  await Promise.all(names.map((name) => rm(join(site.home, name), options)));
}

/** Gives a file of ours to the user that PostgreSQL runs as. */
async function handOver(site: Site, path: string): Promise<void> {
  if (site.identity.dropped) await chown(path, site.identity.uid, site.identity.gid);
}

/**
 * pg_trgm finds no trigram in Hangul when LC_CTYPE is C, so the character type must know UTF-8.
 * macOS before 15 has no C.UTF-8; there the order stays that of code points by LC_COLLATE.
 */
const locales: readonly (readonly string[])[] = [
  ['--locale=C.UTF-8'],
  ['--locale=C', '--lc-ctype=en_US.UTF-8'],
];

async function initdb(
  site: Site,
  binaries: Binaries,
  working: string,
  password: string,
): Promise<void> {
  // PostgreSQL's user reads the password here; site.password stays ours alone.
  const passwordFile = `${working}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  await handOver(site, passwordFile);
  const fixed = [
    `--pgdata=${working}`,
    `--username=${ROLE}`,
    `--pwfile=${passwordFile}`,
    '--auth-host=scram-sha-256',
    '--auth-local=reject',
    '--encoding=UTF8',
    '--data-checksums',
  ];
  const options = { ...spawnAs(site.identity), cwd: '/', env: childEnvironment };
  try {
    for (const [index, locale] of locales.entries()) {
      const failure = await promisify(execFile)(binaries.initdb, [...fixed, ...locale], options)
        .then(() => undefined)
        .catch((error: unknown) => error);
      if (failure === undefined) return;
      const text = outputOf(failure);
      const canRetry = /invalid locale/i.test(text) && index + 1 < locales.length;
      if (!canRetry) throw explainInitdb(failure, text, site);
    }
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function outputOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const output = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
  return output === '' ? error.message : output;
}

function explainInitdb(error: unknown, text: string, site: Site): StartupError {
  const reason = text.split('\n').slice(-4).join(' ');
  const hint =
    /No space left/.test(text) || errnoOf(error) === 'ENOSPC' ? ' The disk is full.' : '';
  return new StartupError(`Creating the database in ${site.home} failed:${hint} ${reason}`, {
    cause: error,
  });
}

/** A rename is durable once the directory that holds the name is. */
async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

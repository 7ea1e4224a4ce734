/**
 * Where one embedded PostgreSQL keeps its things, and the right to use them. Everything lives in
 * `<dataDir>/postgres`. When we are root and PostgreSQL's user cannot reach that place (a clone
 * under /root), it is a link to a folder under /var/lib/onsale, so people and tools still find it.
 */
import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { chmod, lstat, mkdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canEnter, chooseIdentity } from './identity.ts';
import type { Identity } from './identity.ts';
import { lockInstance } from './instance-lock.ts';
import type { InstanceLock } from './instance-lock.ts';
import { stopOrphan } from './orphan.ts';
import { StartupError, explainStorage } from './startup-error.ts';

export type Paths = {
  /** The data directory in PostgreSQL's sense. */
  readonly cluster: string;
  /** How the names of clusters begin that are being created; renamed when complete. */
  readonly unfinished: string;
  readonly password: string;
  readonly log: string;
};

export type Site = Paths & {
  readonly home: string;
  readonly identity: Identity;
  /** Where programs may be copied to. */
  readonly copyRoot: string;
  release(): void;
};

export type SiteOptions = {
  readonly dataDir: string;
  readonly log: (line: string) => void;
  readonly relocationRoot?: string;
};

export const RELOCATION_ROOT = '/var/lib/onsale';

export const pathsIn = (home: string): Paths => ({
  cluster: join(home, 'cluster'),
  unfinished: join(home, 'cluster.unfinished'),
  password: join(home, 'password'),
  log: join(home, 'server.log'),
});

/** The real folder behind `<dataDir>/postgres`, or undefined when nothing was started there yet. */
export function findHome(dataDir: string): string | undefined {
  const link = join(dataDir, 'postgres');
  return existsSync(link) ? realpathSync(link) : undefined;
}

/** Makes the folders and takes their lock. Throws a StartupError when they are in use. */
export async function claimSite(options: SiteOptions): Promise<Site> {
  const locks: InstanceLock[] = [];
  const release = (): void => locks.splice(0).forEach((lock) => lock.release());
  try {
    await mkdir(options.dataDir, { recursive: true });
    const dataDir = realpathSync(options.dataDir);
    locks.push(await lockInstance(dataDir));
    const home = await settle(dataDir, options, locks);
    const paths = pathsIn(home);
    const identity = chooseIdentity(paths.cluster);
    if (identity.dropped) await chmod(home, 0o755);
    const root = options.relocationRoot ?? RELOCATION_ROOT;
    return { ...paths, home, identity, copyRoot: identity.dropped ? root : dataDir, release };
  } catch (error) {
    release();
    throw explainStorage(error, options.dataDir);
  }
}

/** Finds or makes the folder that holds the cluster. */
async function settle(
  dataDir: string,
  options: SiteOptions,
  locks: InstanceLock[],
): Promise<string> {
  const place = join(dataDir, 'postgres');
  const entry = await lstat(place).catch(() => undefined);
  if (entry?.isSymbolicLink() === true) return follow(place, dataDir, locks);
  const identity = chooseIdentity(join(place, 'cluster'));
  if (entry !== undefined || !identity.dropped) {
    await mkdir(place, { recursive: true, mode: 0o700 });
    return place;
  }
  if (canEnter(identity, dataDir)) {
    await mkdir(place, { mode: 0o755 });
    return place;
  }
  return relocate(place, dataDir, options, locks);
}

async function relocate(
  place: string,
  dataDir: string,
  options: SiteOptions,
  locks: InstanceLock[],
): Promise<string> {
  const root = options.relocationRoot ?? RELOCATION_ROOT;
  const home = join(root, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  await mkdir(home, { recursive: true });
  await Promise.all([chmod(root, 0o755), chmod(home, 0o755)]);
  locks.push(await lockInstance(home));
  const { cluster } = pathsIn(home);
  if (existsSync(cluster)) {
    // Somebody deleted the data directory to begin anew. Deleting the bookings is not ours to do.
    const aside = `${cluster}.${Date.now()}`;
    await stopOrphan(cluster, options.log);
    await rename(cluster, aside);
    options.log(`Kept the earlier database of ${dataDir} as ${aside}; delete it when not needed.`);
  }
  await writeFile(join(home, 'belongs-to'), dataDir);
  await symlink(home, place);
  options.log(
    `PostgreSQL does not run as root and its user cannot read ${dataDir}: ` +
      `the database is kept in ${home} (linked from ${place}).`,
  );
  return home;
}

async function follow(place: string, dataDir: string, locks: InstanceLock[]): Promise<string> {
  if (!existsSync(place)) {
    throw new StartupError(`${place} leads nowhere. Restore what it led to, or remove the link.`);
  }
  const home = realpathSync(place);
  locks.push(await lockInstance(home));
  const owner = await readFile(join(home, 'belongs-to'), 'utf8').catch(() => dataDir);
  // A copied clone brings the link along; a moved one is the same clone under another name.
  if (owner !== dataDir && findHome(owner) === home) {
    throw new StartupError(
      `${place} is a copy of a link to the database of ${owner}. Remove the link to start empty.`,
    );
  }
  await writeFile(join(home, 'belongs-to'), dataDir);
  return home;
}

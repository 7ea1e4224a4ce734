/**
 * As whom PostgreSQL runs. It refuses to run as root, so a root process drops to `nobody` (or to
 * the owner of data that exists already) for PostgreSQL alone, without changing the host's users.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { StartupError } from './startup-error.ts';

export type Identity = {
  readonly uid: number;
  readonly gid: number;
  /** True when this process is root and its PostgreSQL is not. */
  readonly dropped: boolean;
};

/** `cluster` is the data directory, which need not exist yet. */
export function chooseIdentity(cluster: string): Identity {
  const owner = statSync(cluster, { throwIfNoEntry: false });
  const uid = process.geteuid?.() ?? -1;
  const gid = process.getegid?.() ?? -1;
  if (uid !== 0) {
    if (owner !== undefined && owner.uid !== uid) throw foreignData(cluster, owner.uid, uid);
    requirePasswdEntry(uid);
    return { uid, gid, dropped: false };
  }
  if (owner !== undefined && owner.uid !== 0) {
    return { uid: owner.uid, gid: owner.gid, dropped: true };
  }
  return { uid: lookUp('-u'), gid: lookUp('-g'), dropped: true };
}

/** What child_process.spawn needs to run a program as this identity; empty when it is our own. */
export const spawnAs = (identity: Identity): { uid?: number; gid?: number } =>
  identity.dropped ? { uid: identity.uid, gid: identity.gid } : {};

/**
 * The environment of PostgreSQL's programs. Not ours: PGDATA, PGPORT and their like would override
 * what we say, and messages are read by us in English.
 */
export const childEnvironment: NodeJS.ProcessEnv = {
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** Whether this identity can enter `path`; the kernel knows about modes, ACLs and mounts. */
export function canEnter(identity: Identity, path: string): boolean {
  const options = { ...spawnAs(identity), cwd: '/', env: childEnvironment };
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', path], options).status === 0;
}

function requirePasswdEntry(uid: number): void {
  try {
    userInfo();
  } catch (error) {
    throw new StartupError(
      `User id ${uid} has no entry in /etc/passwd, and PostgreSQL refuses to run for it. ` +
        'Start as a user that exists (in a container: add one to the image), ' +
        'or set DATABASE_URL to a PostgreSQL server.',
      { cause: error },
    );
  }
}

function lookUp(flag: '-u' | '-g'): number {
  try {
    return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8', stdio: 'pipe' }));
  } catch (error) {
    throw new StartupError(
      'PostgreSQL does not run as root, and this system has no user "nobody" to run it as. ' +
        'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
      { cause: error },
    );
  }
}

const foreignData = (cluster: string, owner: number, uid: number): StartupError =>
  new StartupError(
    `The database in ${cluster} belongs to user id ${owner}, but you are user id ${uid}. ` +
      'Start as the user who created it (or as root), or set DATA_DIR to another directory.',
  );

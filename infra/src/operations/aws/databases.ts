/** Databases of RDS: a cluster of Aurora or a single instance, spoken to in the same way. */
import { RDSClient } from '@aws-sdk/client-rds';
import { createClusters } from './database-clusters.ts';
import { createDatabaseInstances } from './database-instances.ts';
import { clientConfig, type ClientOptions } from './options.ts';

export type DatabaseKind = 'cluster' | 'instance';

export type DatabaseState = {
  readonly kind: DatabaseKind;
  readonly id: string;
  readonly arn: string;
  readonly status: string;
  readonly host: string | undefined;
  readonly engineVersion: string;
  /** The ARN or id of what it follows; `undefined` for one that is written to. */
  readonly follows: string | undefined;
  readonly followers: readonly string[];
  readonly isProtected: boolean;
  /** Of the secret that RDS keeps; `undefined` where the password is somebody else's business. */
  readonly secretArn: string | undefined;
  /** The servers of a cluster. */
  readonly members: readonly string[];
  readonly multiAz: boolean;
  readonly createdMs: number | undefined;
  readonly latestRestorableMs: number | undefined;
  readonly pending: readonly string[];
};

export type Replica = {
  readonly id: string;
  readonly sourceArn: string;
  /**
   * Network, class, parameters and key are taken from this one, which is in the replica's region.
   */
  readonly like: string;
};

/** What both kinds can do. */
export type DatabasesOfKind = {
  readonly find: (id: string) => Promise<DatabaseState | undefined>;
  readonly list: (prefix: string) => Promise<readonly string[]>;
  readonly start: (id: string) => Promise<void>;
  readonly stop: (id: string) => Promise<void>;
  readonly snapshot: (id: string, name: string) => Promise<void>;
  readonly snapshotStatus: (name: string) => Promise<string | undefined>;
  /**
   * A new database beside the old one, as that was at a moment; without one, as late as possible.
   */
  readonly restore: (from: string, to: string, atMs: number | undefined) => Promise<void>;
  /** Its address changes with its name; processes that know the old one find nothing there. */
  readonly rename: (id: string, to: string) => Promise<void>;
  readonly unprotect: (id: string) => Promise<void>;
};

export type Databases = {
  readonly cluster: DatabasesOfKind & {
    /** A server for a restored cluster, like the one given. */
    readonly addMember: (cluster: string, id: string, like: string) => Promise<void>;
    readonly renameMember: (id: string, to: string) => Promise<void>;
    /** The status of a single server. */
    readonly memberStatus: (id: string) => Promise<string | undefined>;
    readonly failOver: (id: string) => Promise<void>;
  };
  readonly instance: DatabasesOfKind & {
    readonly promote: (id: string, backupRetentionDays: number) => Promise<void>;
    readonly createReplica: (replica: Replica) => Promise<void>;
    readonly setMultiAz: (id: string) => Promise<void>;
  };
};

export function createDatabases(options: ClientOptions): Databases {
  const rds = new RDSClient(clientConfig(options));
  return { cluster: createClusters(rds), instance: createDatabaseInstances(rds) };
}

/**
 * A cluster over several regions: one primary, and secondaries that follow within about a second.
 * Its members are made by `createAuroraDatabase` with `global`; RDS cannot manage their password.
 */
import { RdsGlobalCluster } from '@cdktn/provider-aws/lib/rds-global-cluster/index.js';
import type { Construct } from 'constructs';
import { databaseName } from '../database/database.ts';

export type GlobalClusterProps = {
  readonly identifier: string;
  readonly engineVersion: string;
  readonly deletionProtection: boolean;
};

/** Returns its id, for the `clusterId` of its members. */
export const createGlobalCluster = (
  scope: Construct,
  id: string,
  { identifier, engineVersion, deletionProtection }: GlobalClusterProps,
): string =>
  new RdsGlobalCluster(scope, id, {
    globalClusterIdentifier: identifier,
    engine: 'aurora-postgresql',
    engineVersion,
    databaseName,
    storageEncrypted: true,
    deletionProtection,
  }).id;

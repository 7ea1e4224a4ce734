/** The cluster itself: one storage, its password and its backups. Servers are in aurora-instances.ts. */
import { RdsCluster } from '@cdktn/provider-aws/lib/rds-cluster/index.js';
import type { ITerraformDependable } from 'cdktn';
import type { Construct } from 'constructs';
import { databaseName, databasePort, masterUser } from '../database/database.ts';
import { finalSnapshotName, finalSnapshotOf } from '../database/final-snapshot.ts';
import type { AuroraProps } from './aurora.ts';

export type AuroraClusterProps = Pick<
  AuroraProps,
  'name' | 'config' | 'securityGroupId' | 'keyArn' | 'master' | 'global'
> & {
  readonly identifier: string;
  readonly subnetGroup: string;
  readonly parameterGroup: string;
  /** Its log group, which has to be there before RDS makes one. */
  readonly logs: ITerraformDependable;
};

export function createAuroraCluster(
  scope: Construct,
  id: string,
  props: AuroraClusterProps,
): RdsCluster {
  const { name, config, keyArn, global, identifier } = props;
  return new RdsCluster(scope, id, {
    clusterIdentifier: identifier,
    engine: 'aurora-postgresql',
    engineVersion: config.engineVersion,
    // Zones are given to instances. Storage is in three zones whatever one says, and a cluster that
    // names two would be replaced by every plan.
    dbSubnetGroupName: props.subnetGroup,
    vpcSecurityGroupIds: [props.securityGroupId],
    port: databasePort,
    ...whoseData(props),
    storageEncrypted: true,
    kmsKeyId: keyArn,
    dbClusterParameterGroupName: props.parameterGroup,
    enabledCloudwatchLogsExports: ['postgresql'],
    backupRetentionPeriod: config.backupRetentionDays,
    preferredBackupWindow: config.backupWindow,
    preferredMaintenanceWindow: config.maintenanceWindow,
    applyImmediately: config.applyImmediately,
    deletionProtection: config.deletionProtection,
    copyTagsToSnapshot: true,
    ...finalSnapshotOf(name('final-snapshot'), config.finalSnapshot),
    ...(typeof config.instance === 'string'
      ? {}
      : {
          serverlessv2ScalingConfiguration: {
            minCapacity: config.instance.serverless.min,
            maxCapacity: config.instance.serverless.max,
          },
        }),
    ...(global === undefined ? {} : { globalClusterIdentifier: global.clusterId }),
    lifecycle: {
      // A secondary learns its source from the global cluster, which may change it.
      ignoreChanges: [
        finalSnapshotName,
        ...(global === undefined ? [] : ['replication_source_identifier']),
      ],
    },
    tags: { Name: identifier },
    dependsOn: [props.logs],
  });
}

/** Its own database and user; or nothing, when both come from the global cluster's primary. */
function whoseData({ config, global, master, keyArn }: AuroraClusterProps) {
  if (global?.role === 'secondary') return {};
  const own = { databaseName, masterUsername: masterUser };
  if (config.password.kind === 'managed') {
    return { ...own, manageMasterUserPassword: true, masterUserSecretKmsKeyId: keyArn };
  }
  if (master === undefined) throw new Error('A password of kind "own" needs its secret.');
  return { ...own, masterPasswordWo: master.password, masterPasswordWoVersion: master.version };
}

/** Arguments that a primary, its replicas and the standby's replica have in common. */
import type { CrossRegionReplicaConfig, DiskConfig } from '../../config/database-config.ts';
import { databasePort } from '../database/database.ts';
import { watched } from '../database/monitoring.ts';

export type InstanceSurroundings = {
  readonly parameterGroup: string;
  readonly securityGroupId: string;
  readonly keyArn: string;
  readonly monitoringRoleArn: string;
};

export const serverOf = (config: CrossRegionReplicaConfig, around: InstanceSurroundings) => ({
  instanceClass: config.instance,
  parameterGroupName: around.parameterGroup,
  vpcSecurityGroupIds: [around.securityGroupId],
  port: databasePort,
  publiclyAccessible: false,
  storageEncrypted: true,
  storageType: 'gp3',
  autoMinorVersionUpgrade: true,
  maintenanceWindow: config.maintenanceWindow,
  applyImmediately: config.applyImmediately,
  deletionProtection: config.deletionProtection,
  copyTagsToSnapshot: true,
  caCertIdentifier: 'rds-ca-rsa2048-g1',
  enabledCloudwatchLogsExports: ['postgresql'],
  ...watched(config, { roleArn: around.monitoringRoleArn, keyArn: around.keyArn }),
});

export type ServerArguments = ReturnType<typeof serverOf>;

/** Of a primary; a replica starts with its primary's disk and only has a limit of its own. */
export const diskOf = ({ allocatedGib, maxGib, iops, throughputMibps }: DiskConfig) => ({
  allocatedStorage: allocatedGib,
  maxAllocatedStorage: maxGib,
  ...(iops === undefined ? {} : { iops }),
  ...(throughputMibps === undefined ? {} : { storageThroughput: throughputMibps }),
});

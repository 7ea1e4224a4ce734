/**
 * The writer and the readers of a cluster. The names say what they are at first: after a fail-over
 * the reader writes, and both keep their names.
 */
import type { RdsCluster } from '@cdktn/provider-aws/lib/rds-cluster/index.js';
import { RdsClusterInstance } from '@cdktn/provider-aws/lib/rds-cluster-instance/index.js';
import { Construct } from 'constructs';
import type { AuroraConfig } from '../../config/database-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { watched } from '../database/monitoring.ts';

export type AuroraInstancesProps = {
  readonly name: Name;
  readonly config: AuroraConfig;
  readonly zones: readonly string[];
  readonly cluster: RdsCluster;
  readonly parameterGroup: string;
  readonly monitoringRoleArn: string;
  readonly keyArn: string;
};

/** Returns their identifiers, the writer's first. */
export function createAuroraInstances(
  scope: Construct,
  id: string,
  props: AuroraInstancesProps,
): readonly string[] {
  const { name, config, zones, cluster } = props;
  const within = new Construct(scope, id);
  return Array.from({ length: config.readers + 1 }, (_, index) => {
    const identifier = name(`aurora-${partOf(index)}`);
    const zone = zones[index % zones.length];
    new RdsClusterInstance(within, partOf(index), {
      identifier,
      clusterIdentifier: cluster.id,
      engine: cluster.engine,
      engineVersion: cluster.engineVersion,
      instanceClass: typeof config.instance === 'string' ? config.instance : 'db.serverless',
      dbSubnetGroupName: cluster.dbSubnetGroupName,
      dbParameterGroupName: props.parameterGroup,
      publiclyAccessible: false,
      autoMinorVersionUpgrade: true,
      preferredMaintenanceWindow: config.maintenanceWindow,
      applyImmediately: config.applyImmediately,
      // The first of them takes over.
      promotionTier: index,
      copyTagsToSnapshot: true,
      caCertIdentifier: 'rds-ca-rsa2048-g1',
      ...watched(config, { roleArn: props.monitoringRoleArn, keyArn: props.keyArn }),
      ...(zone === undefined ? {} : { availabilityZone: zone }),
      tags: { Name: identifier, Role: index === 0 ? 'Writer' : 'Reader' },
    });
    return identifier;
  });
}

/** The first two are called as in document A. */
const partOf = (index: number): string =>
  index === 0 ? 'writer' : index === 1 ? 'reader' : `reader-${index}`;

/** The parameters of a cluster, and those of its instances. */
import { DbParameterGroup } from '@cdktn/provider-aws/lib/db-parameter-group/index.js';
import { RdsClusterParameterGroup } from '@cdktn/provider-aws/lib/rds-cluster-parameter-group/index.js';
import { Construct } from 'constructs';
import type { AuroraConfig } from '../../config/database-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { connectionParameters, parametersOf } from '../database/parameters.ts';

export type AuroraParameters = { readonly clusterGroup: string; readonly instanceGroup: string };

export function createAuroraParameters(
  scope: Construct,
  id: string,
  { name, config }: { readonly name: Name; readonly config: AuroraConfig },
): AuroraParameters {
  const within = new Construct(scope, id);
  const family = `aurora-postgresql${config.engineVersion}`;
  // Another major version is another family: the new group has to be there before the old one goes.
  const lifecycle = { createBeforeDestroy: true };
  const clusterGroup = new RdsClusterParameterGroup(within, 'cluster', {
    name: name(`aurora${config.engineVersion}-cluster-params`),
    description: 'TLS, passwords, logs and time-outs',
    family,
    parameter: [...parametersOf(config)],
    lifecycle,
  });
  const instanceGroup = new DbParameterGroup(within, 'instance', {
    name: name(`aurora${config.engineVersion}-params`),
    description: 'How many connections an instance takes',
    family,
    parameter: [...connectionParameters(config.connections.maxConnections)],
    lifecycle,
  });
  return { clusterGroup: clusterGroup.name, instanceGroup: instanceGroup.name };
}

/** The parameters of an instance; replicas take the same, and may not allow fewer connections. */
import { DbParameterGroup } from '@cdktn/provider-aws/lib/db-parameter-group/index.js';
import type { Construct } from 'constructs';
import type { CrossRegionReplicaConfig } from '../../config/database-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { connectionParameters, parametersOf } from '../database/parameters.ts';

export const createRdsParameters = (
  scope: Construct,
  id: string,
  { name, config }: { readonly name: Name; readonly config: CrossRegionReplicaConfig },
): string =>
  new DbParameterGroup(scope, id, {
    name: name(`postgres${config.engineVersion}-params`),
    description: 'TLS, passwords, logs, time-outs and connections',
    family: `postgres${config.engineVersion}`,
    parameter: [
      ...parametersOf(config),
      ...connectionParameters(config.connections.maxConnections),
    ],
    // Another major version is another family: the new group comes before the old one goes.
    lifecycle: { createBeforeDestroy: true },
  }).name;

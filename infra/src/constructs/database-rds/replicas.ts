/** Replicas near their primary: for reads that may be a moment old, never for bookings. */
import { DbInstance } from '@cdktn/provider-aws/lib/db-instance/index.js';
import { Construct } from 'constructs';
import type { RdsConfig } from '../../config/database-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { createDatabaseLogs } from '../database/monitoring.ts';
import type { ServerArguments } from './instance-arguments.ts';

export type ReplicasProps = {
  readonly name: Name;
  readonly config: RdsConfig;
  readonly primary: DbInstance;
  readonly common: ServerArguments;
  readonly logsKeyArn: string;
};

export type Replica = { readonly identifier: string; readonly host: string };

export function createReplicas(
  scope: Construct,
  id: string,
  { name, config, primary, common, logsKeyArn }: ReplicasProps,
): readonly Replica[] {
  const within = new Construct(scope, id);
  return Array.from({ length: config.replicas }, (_, index) => {
    const part = `replica-${index + 1}`;
    const identifier = name(`database-${part}`);
    const logs = createDatabaseLogs(within, `${part}-logs`, {
      kind: 'instance',
      identifier,
      retentionDays: config.logRetentionDays,
      keyArn: logsKeyArn,
    });
    const replica = new DbInstance(within, part, {
      ...common,
      identifier,
      replicateSourceDb: primary.identifier,
      // Subnets and key are the primary's: AWS takes no others within a region.
      maxAllocatedStorage: config.disk.maxGib,
      multiAz: false,
      // AWS takes no last snapshot of a replica.
      skipFinalSnapshot: true,
      tags: { Name: identifier, Role: 'Replica' },
      dependsOn: [logs],
    });
    return { identifier, host: replica.address };
  });
}

/** PostgreSQL, as a cluster of Aurora or as single instances. */
import type { DatabaseAlarms } from '../../../config/monitoring-config.ts';
import type { Database } from '../../database/database.ts';
import { type AlarmSpec, math, type Measure, single } from '../alarm-spec.ts';
import { metricsOf } from '../metric.ts';

export type MonitoredDatabase = Pick<Database, 'kind' | 'identifier' | 'instanceIdentifiers'> & {
  readonly maxConnections: number;
  /** Whether its class earns and spends credits (db.t3, db.t4g). */
  readonly burstable: boolean;
  /** Of an instance: GiB given at first; it may have grown since. */
  readonly storageGib?: number;
  /** The copy of an instance in another region: its first server lags as well. */
  readonly isReplica?: true;
};

const namespace = 'AWS/RDS';
const bytesPerGib = 1_024 ** 3;

export const instanceMetricsOf = (identifier: string) =>
  metricsOf(namespace, { DBInstanceIdentifier: identifier });
export const clusterMetricsOf = (identifier: string) =>
  metricsOf(namespace, { DBClusterIdentifier: identifier });

/** Every server with its part of a name: `database`, then `database-2`, `database-3`. */
export const serversOf = ({
  instanceIdentifiers,
}: MonitoredDatabase): (readonly [part: string, identifier: string])[] =>
  instanceIdentifiers.map((identifier, index) => [
    index === 0 ? 'database' : `database-${index + 1}`,
    identifier,
  ]);

/** Instances that follow another one. Readers of a cluster share its disk instead. */
export const replicasOf = (database: MonitoredDatabase): (readonly [string, string])[] =>
  database.kind === 'cluster' ? [] : serversOf(database).slice(database.isReplica === true ? 0 : 1);

export function databaseAlarms(
  database: MonitoredDatabase,
  alarms: DatabaseAlarms,
): readonly AlarmSpec[] {
  return [
    ...serversOf(database).flatMap(([part, identifier]) =>
      serverAlarms(part, identifier, database, alarms),
    ),
    ...writerAlarms(database, alarms),
    ...lagAlarms(database, alarms),
  ];
}

const above = { comparison: '>', missing: 'unknown' } as const;

function serverAlarms(
  part: string,
  identifier: string,
  database: MonitoredDatabase,
  alarms: DatabaseAlarms,
): readonly AlarmSpec[] {
  const { maxConnections, burstable, storageGib } = database;
  const metric = instanceMetricsOf(identifier);
  const specs: AlarmSpec[] = [
    {
      ...above,
      name: `${part}-cpu`,
      summary: 'The database is busy.',
      measure: single(metric('CPUUtilization', 'Average')),
      alarm: alarms.cpuPercent,
      runbook: 'database-cpu',
    },
    {
      ...above,
      name: `${part}-connections`,
      summary: 'The database has hardly a connection left.',
      measure: math(
        `100 * connections / ${maxConnections}`,
        { connections: metric('DatabaseConnections', 'Maximum') },
        `% of ${maxConnections} connections`,
      ),
      alarm: alarms.connectionsPercent,
      runbook: 'too-many-connections',
    },
  ];
  if (burstable) {
    specs.push({
      ...above,
      name: `${part}-charged-credits`,
      summary: 'The database uses more CPU than its class earns, and that is charged for.',
      measure: single(metric('CPUSurplusCreditsCharged', 'Maximum')),
      alarm: alarms.chargedCredits,
      missing: 'ok',
      runbook: 'charged-credits',
    });
  }
  if (storageGib !== undefined) {
    specs.push({
      name: `${part}-free-storage`,
      summary: 'The disk of the database is nearly full.',
      measure: math(
        `100 * free / ${storageGib * bytesPerGib}`,
        { free: metric('FreeStorageSpace', 'Minimum') },
        `% of ${storageGib} GiB free`,
      ),
      alarm: alarms.freeStoragePercent,
      comparison: '<',
      missing: 'unknown',
      runbook: 'database-free-storage',
    });
  }
  return specs;
}

function writerAlarms(database: MonitoredDatabase, alarms: DatabaseAlarms): readonly AlarmSpec[] {
  const [writer] = database.instanceIdentifiers;
  if (writer === undefined) return [];
  return [
    {
      ...above,
      name: 'database-transaction-ids',
      summary: 'Vacuum has not caught up for long; PostgreSQL will refuse to write.',
      measure: single(instanceMetricsOf(writer)('MaximumUsedTransactionIDs', 'Maximum')),
      alarm: alarms.transactionIds,
      runbook: 'transaction-ids',
    },
  ];
}

function lagAlarms(
  database: MonitoredDatabase,
  { replicaLagMs }: DatabaseAlarms,
): readonly AlarmSpec[] {
  const lagAlarm = (part: string, measure: Measure): AlarmSpec => ({
    ...above,
    name: `${part}-replica-lag`,
    summary: 'A reader of the database lags: it answers with what was true some time ago.',
    measure,
    alarm: replicaLagMs,
    runbook: 'replica-lag',
  });
  if (database.kind === 'cluster') {
    if (database.instanceIdentifiers.length < 2) return [];
    const metric = clusterMetricsOf(database.identifier);
    return [lagAlarm('database', single(metric('AuroraReplicaLagMaximum', 'Maximum')))];
  }
  return replicasOf(database).map(([part, identifier]) => {
    const lag = instanceMetricsOf(identifier)('ReplicaLag', 'Maximum');
    // RDS tells seconds, Aurora milliseconds.
    return lagAlarm(part, math('1000 * lag', { lag }, 'Lag, ms'));
  });
}

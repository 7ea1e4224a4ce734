/**
 * The databases of the disaster-recovery topology (document D): a primary with two replicas for
 * reading in Seoul, and one more in Tokyo that waits to be promoted. Connections are counted for
 * blue and green at the same time, at their largest.
 */
import { kstWeeklyWindow, kstWindow } from '../../lib/kst-window.ts';
import type { CrossRegionReplicaConfig, DatabaseConfig, RdsConfig } from '../database-config.ts';
import type { Environment } from '../names.ts';

const server = {
  kind: 'rds',
  engineVersion: '17',
  multiAz: true,
  disk: { allocatedGib: 20, maxGib: 100 },
  replicas: 2,
  idleSessionSeconds: 900,
  slowStatementMs: 500,
  logStatements: 'ddl',
  // RDS creates no replicas of a database whose password it manages.
  password: { kind: 'own', version: 1 },
  backupRetentionDays: 7,
  backupWindow: kstWindow('03:00', '04:00'),
  maintenanceWindow: kstWeeklyWindow('mon', '04:00', '05:00'),
  applyImmediately: false,
  deletionProtection: false,
  finalSnapshot: true,
  enhancedMonitoringSeconds: 60,
  performanceInsightsDays: 7,
} as const;

const secrets = { rotateDatabaseDays: 90, applicationVersion: 1, recoveryDays: 7 } as const;

const byEnvironment = {
  dev: {
    server: {
      ...server,
      instance: 'db.t3.medium',
      multiAz: false,
      replicas: 1,
      connections: { maxConnections: 380, poolMax: 3, engineConnections: 1, headroom: 40 },
      applyImmediately: true,
      finalSnapshot: false,
      logRetentionDays: 7,
    },
    secrets: { ...secrets, recoveryDays: 0 },
  },
  staging: {
    server: {
      ...server,
      instance: 'db.t3.large',
      replicas: 1,
      connections: { maxConnections: 760, poolMax: 10, engineConnections: 2, headroom: 50 },
      logRetentionDays: 14,
    },
    secrets,
    vault: { at: '06:00', retentionDays: 7, copyRetentionDays: 7 },
  },
  prod: {
    server: {
      ...server,
      instance: 'db.r5.large',
      connections: { maxConnections: 900, poolMax: 13, engineConnections: 2, headroom: 50 },
      deletionProtection: true,
      logRetentionDays: 30,
    },
    secrets: { ...secrets, recoveryDays: 30 },
    vault: {
      at: '06:00',
      retentionDays: 35,
      copyRetentionDays: 35,
      lock: { minDays: 7, maxDays: 365 },
    },
  },
} as const satisfies Record<Environment, DatabaseConfig<RdsConfig>>;

export const databaseConfig = (environment: Environment): DatabaseConfig<RdsConfig> =>
  byEnvironment[environment];

/** As large as the primary, since it takes over its load; in one zone until it has to. */
export function standbyDatabaseConfig(environment: Environment): CrossRegionReplicaConfig {
  const {
    replicas: _replicas,
    password: _password,
    ...primary
  } = databaseConfig(environment).server;
  return { ...primary, multiAz: false };
}

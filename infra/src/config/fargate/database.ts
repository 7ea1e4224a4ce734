/**
 * The database of the Fargate topology (document C): PostgreSQL in two zones. The document's 100
 * connections are too few for ten tasks, their workers and as many again during a release.
 */
import { kstWeeklyWindow, kstWindow } from '../../lib/kst-window.ts';
import type { DatabaseConfig, RdsConfig } from '../database-config.ts';
import type { Environment } from '../names.ts';

const server = {
  kind: 'rds',
  engineVersion: '17',
  instance: 'db.t3.medium',
  multiAz: true,
  // 3,000 operations and 125 MiB a second come with gp3; asked for at this size, AWS refuses them.
  disk: { allocatedGib: 20, maxGib: 50 },
  // One of the class above when 70 % of the traffic reads; it needs a password of kind own.
  replicas: 0,
  connections: { maxConnections: 380, poolMax: 7, engineConnections: 2, headroom: 40 },
  idleSessionSeconds: 900,
  slowStatementMs: 500,
  logStatements: 'ddl',
  password: { kind: 'managed' },
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
  // The smallest there is, in one zone.
  dev: {
    server: {
      ...server,
      instance: 'db.t3.micro',
      multiAz: false,
      connections: { maxConnections: 80, poolMax: 2, engineConnections: 1, headroom: 8 },
      applyImmediately: true,
      finalSnapshot: false,
      logRetentionDays: 7,
    },
    secrets: { ...secrets, recoveryDays: 0 },
  },
  staging: { server: { ...server, logRetentionDays: 14 }, secrets },
  prod: {
    server: { ...server, deletionProtection: true, logRetentionDays: 30 },
    secrets: { ...secrets, recoveryDays: 30 },
    vault: { at: '06:00', retentionDays: 35, lock: { minDays: 7, maxDays: 365 } },
  },
} as const satisfies Record<Environment, DatabaseConfig<RdsConfig>>;

export const databaseConfig = (environment: Environment): DatabaseConfig<RdsConfig> =>
  byEnvironment[environment];

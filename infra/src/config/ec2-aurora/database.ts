/**
 * The database of the EC2 and Aurora topology (document A): a writer, and a reader that takes over.
 * Its 500 connections are the document's (20 instances × a pool of 20 + 50 = 450, rounded up); the
 * pool is smaller, since workers, dedicated connections and a release in progress count as well.
 */
import { kstWeeklyWindow, kstWindow } from '../../lib/kst-window.ts';
import type { AuroraConfig, DatabaseConfig } from '../database-config.ts';
import type { Environment } from '../names.ts';

const server = {
  kind: 'aurora',
  engineVersion: '17',
  readers: 1,
  connections: { maxConnections: 500, poolMax: 7, engineConnections: 2, headroom: 50 },
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
  dev: {
    server: {
      ...server,
      instance: 'db.t3.medium',
      connections: { maxConnections: 380, poolMax: 9, engineConnections: 2, headroom: 40 },
      applyImmediately: true,
      finalSnapshot: false,
      logRetentionDays: 7,
    },
    secrets: { ...secrets, recoveryDays: 0 },
  },
  staging: { server: { ...server, instance: 'db.t3.large', logRetentionDays: 14 }, secrets },
  // The class that the document names for more; AWS advises against the small one in production.
  prod: {
    server: {
      ...server,
      instance: 'db.r5.large',
      deletionProtection: true,
      logRetentionDays: 30,
    },
    secrets: { ...secrets, recoveryDays: 30 },
    vault: { at: '06:00', retentionDays: 35, lock: { minDays: 7, maxDays: 365 } },
  },
} as const satisfies Record<Environment, DatabaseConfig<AuroraConfig>>;

export const databaseConfig = (environment: Environment): DatabaseConfig<AuroraConfig> =>
  byEnvironment[environment];

/**
 * The database of the EKS topology: Aurora PostgreSQL, which document B has on its roadmap, as the
 * truth. Serverless in dev, where nobody uses it at night; fixed in prod, where a sale opens within
 * a second.
 */
import { kstWeeklyWindow, kstWindow } from '../../lib/kst-window.ts';
import type { AuroraConfig, DatabaseConfig } from '../database-config.ts';
import type { Environment } from '../names.ts';

const server = {
  kind: 'aurora',
  engineVersion: '17',
  readers: 1,
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
      // The relay always asks for something, so it would never pause; half a unit is the least.
      instance: { serverless: { min: 0.5, max: 2 } },
      readers: 0,
      connections: { maxConnections: 200, poolMax: 5, engineConnections: 2, headroom: 20 },
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
      connections: { maxConnections: 500, poolMax: 12, engineConnections: 2, headroom: 50 },
      logRetentionDays: 14,
    },
    secrets,
  },
  prod: {
    server: {
      ...server,
      instance: 'db.r6g.xlarge',
      connections: { maxConnections: 800, poolMax: 20, engineConnections: 2, headroom: 50 },
      readerScaling: { max: 3, cpuPercent: 60 },
      deletionProtection: true,
      logRetentionDays: 30,
    },
    secrets: { ...secrets, recoveryDays: 30 },
    vault: { at: '06:00', retentionDays: 35, lock: { minDays: 7, maxDays: 365 } },
  },
} as const satisfies Record<Environment, DatabaseConfig<AuroraConfig>>;

export const databaseConfig = (environment: Environment): DatabaseConfig<AuroraConfig> =>
  byEnvironment[environment];

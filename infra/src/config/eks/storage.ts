/** Buckets and tables of the EKS topology; the tables are those of document B. */
import type { Environment } from '../names.ts';
import type { StorageConfig } from '../storage-config.ts';

const blobs = { oldVersionDays: 30 } as const;

const tables = { enabled: false, pointInTimeRecoveryDays: 35, deletionProtection: false } as const;

const byEnvironment = {
  dev: {
    buckets: {
      blobs,
      backups: { oldVersionDays: 7, expireAfterDays: 14 },
      accessLogs: { oldVersionDays: 1, expireAfterDays: 7 },
    },
    deleteContents: true,
    tables,
  },
  staging: {
    buckets: {
      blobs,
      backups: { oldVersionDays: 7, expireAfterDays: 30 },
      accessLogs: { oldVersionDays: 1, expireAfterDays: 30 },
    },
    deleteContents: false,
    tables,
  },
  prod: {
    buckets: {
      blobs,
      backups: { oldVersionDays: 30, glacierAfterDays: 30, expireAfterDays: 365 },
      accessLogs: { oldVersionDays: 1, glacierAfterDays: 30, expireAfterDays: 365 },
    },
    deleteContents: false,
    tables: { ...tables, deletionProtection: true },
  },
} as const satisfies Record<Environment, StorageConfig>;

export const storageConfig = (environment: Environment): StorageConfig =>
  byEnvironment[environment];

/** Storage that could not be created, or would delete too early, is refused. */
import { describe, expect, it } from 'vitest';
import {
  standbyStorageConfig,
  storageConfig as disasterRecovery,
} from './disaster-recovery/storage.ts';
import { storageConfig as ec2Aurora } from './ec2-aurora/storage.ts';
import { storageConfig as eks } from './eks/storage.ts';
import { storageConfig as fargate } from './fargate/storage.ts';
import { environments } from './names.ts';
import { checkStorage, type StorageConfig } from './storage-config.ts';

const good = eks('prod');
const settingsOf = (config: StorageConfig) =>
  checkStorage('eks/prod storage', config).map(({ setting }) => setting);
const all = [ec2Aurora, eks, fargate, disasterRecovery, standbyStorageConfig];

describe('storage configuration', () => {
  it('is sound in every topology and environment', () => {
    for (const environment of environments) {
      for (const config of all) expect(checkStorage('storage', config(environment))).toEqual([]);
    }
  });

  it('keeps what is in production, moves old logs to Glacier, and leaves the tables off', () => {
    for (const config of all) {
      const { deleteContents, buckets, tables } = config('prod');
      expect(deleteContents).toBe(false);
      expect(buckets.accessLogs.glacierAfterDays).toBeDefined();
      expect(tables).toEqual({
        enabled: false,
        pointInTimeRecoveryDays: 35,
        deletionProtection: true,
      });
    }
  });

  it('refuses objects that are over before they are moved, and versions of no use', () => {
    const accessLogs = { oldVersionDays: 0, glacierAfterDays: 30, expireAfterDays: 30 };
    expect(settingsOf({ ...good, buckets: { ...good.buckets, accessLogs } })).toEqual([
      'eks/prod storage.buckets.accessLogs.oldVersionDays',
      'eks/prod storage.buckets.accessLogs.expireAfterDays',
    ]);
  });

  it('refuses to recover tables further back than AWS can', () => {
    expect(
      settingsOf({ ...good, tables: { ...good.tables, pointInTimeRecoveryDays: 36 } }),
    ).toEqual(['eks/prod storage.tables.pointInTimeRecoveryDays']);
  });
});

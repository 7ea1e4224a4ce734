/** Databases that could not be made, or not bear their load, are refused with a way out. */
import { describe, expect, it } from 'vitest';
import { connectionsBorne } from './database-class.ts';
import {
  checkCrossRegionReplica,
  checkDatabase,
  type DatabaseConfig,
  type RdsConfig,
} from './database-config.ts';
import {
  databaseConfig as disasterRecovery,
  standbyDatabaseConfig,
} from './disaster-recovery/database.ts';
import { databaseConfig as ec2Aurora } from './ec2-aurora/database.ts';
import { databaseConfig as eks } from './eks/database.ts';
import { databaseConfig as fargate } from './fargate/database.ts';
import { environments } from './names.ts';

const all = [ec2Aurora, eks, fargate, disasterRecovery];
const settingsOf = (config: DatabaseConfig): readonly string[] =>
  checkDatabase('fargate/dev database', config).map(({ setting }) =>
    setting.replace('fargate/dev database.', ''),
  );
const withServer = (changes: Partial<RdsConfig>): DatabaseConfig => {
  const config = fargate('staging');
  return { ...config, server: { ...config.server, ...changes } };
};

describe('database configuration', () => {
  it('is sound in every topology and environment', () => {
    for (const environment of environments) {
      for (const config of all) {
        expect(checkDatabase('database', config(environment))).toEqual([]);
      }
      const { server } = disasterRecovery(environment);
      const standby = standbyDatabaseConfig(environment);
      expect(checkCrossRegionReplica('standby', standby, server)).toEqual([]);
    }
  });

  it('protects prod: a second zone, deletion, a last snapshot, a locked vault, 90 days', () => {
    for (const config of all) {
      const { server, secrets, vault } = config('prod');
      expect(server).toMatchObject({ deletionProtection: true, finalSnapshot: true });
      expect(server.kind === 'aurora' ? server.readers > 0 : server.multiAz).toBe(true);
      expect(server.backupRetentionDays).toBeGreaterThanOrEqual(7);
      expect(vault?.lock).toBeDefined();
      expect(secrets.rotateDatabaseDays).toBe(90);
    }
  });

  it('has the windows of the documents, in UTC: X55', () => {
    for (const config of all) {
      expect(config('prod').server).toMatchObject({
        backupWindow: '18:00-19:00',
        maintenanceWindow: 'sun:19:00-sun:20:00',
      });
    }
  });

  it('has no more connections than the memory of its class bears', () => {
    expect(connectionsBorne('db.t3.medium')).toBe(405);
    expect(connectionsBorne({ serverless: { min: 0.5, max: 2 } })).toBe(405);
    // Document A has 500 on this class.
    const connections = { ...fargate('staging').server.connections, maxConnections: 500 };
    expect(settingsOf(withServer({ connections }))).toEqual(['server.connections.maxConnections']);
  });

  it.each<[string, Partial<RdsConfig>]>([
    ['server.maintenanceWindow', { backupWindow: '19:30-20:30' }],
    ['server.maintenanceWindow', { backupWindow: '23:30-19:01' }],
    ['server.disk.iops', { disk: { allocatedGib: 20, maxGib: 50, iops: 3_000 } }],
    ['server.disk', { disk: { allocatedGib: 20, maxGib: 20 } }],
    ['server.password', { replicas: 1 }],
    ['server.engineVersion', { engineVersion: '14' }],
    ['server.engineVersion', { engineVersion: '17.5' }],
    ['server.backupRetentionDays', { backupRetentionDays: 0 }],
    ['server.idleSessionSeconds', { idleSessionSeconds: 300 }],
    ['server.enhancedMonitoringSeconds', { enhancedMonitoringSeconds: 45 }],
    ['server.performanceInsightsDays', { performanceInsightsDays: 30 }],
  ])('refuses %s of %o', (setting, changes) => {
    expect(settingsOf(withServer(changes))).toEqual([setting]);
  });

  it('takes fast disks from 400 GiB on, and replicas with a password of our own', () => {
    const disk = { allocatedGib: 400, maxGib: 800, iops: 12_000, throughputMibps: 500 };
    const password = { kind: 'own', version: 1 } as const;
    expect(settingsOf(withServer({ disk, replicas: 2, password }))).toEqual([]);
  });

  it('refuses classes and sizes that Aurora does not have', () => {
    const { server, ...rest } = eks('dev');
    const connections = { ...server.connections, maxConnections: 80 };
    const of = (changes: Partial<typeof server>) =>
      settingsOf({ ...rest, server: { ...server, connections, ...changes } });
    expect(of({ instance: 'db.t3.small' })).toEqual(['server.instance']);
    expect(of({ instance: { serverless: { min: 0.3, max: 2 } } })).toEqual([
      'server.instance.serverless',
    ]);
    expect(of({ readers: 2, readerScaling: { max: 2, cpuPercent: 60 } })).toEqual([
      'server.readerScaling.max',
    ]);
  });

  it('refuses a standby that could not follow, and a vault that refuses its own plan', () => {
    const { server } = disasterRecovery('dev');
    const standby = standbyDatabaseConfig('dev');
    const connections = { ...standby.connections, maxConnections: 300 };
    expect(checkCrossRegionReplica('standby', { ...standby, connections }, server)).toMatchObject([
      { setting: 'standby.connections.maxConnections' },
    ]);
    const vault = { at: '25:00', retentionDays: 5, lock: { minDays: 7, maxDays: 35 } };
    expect(settingsOf({ ...fargate('dev'), vault })).toEqual(['vault.at', 'vault.retentionDays']);
  });
});

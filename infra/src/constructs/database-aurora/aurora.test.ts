/** What an Aurora database has to be, and what it must not say to AWS. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import type { AuroraConfig } from '../../config/database-config.ts';
import { databaseConfig as ec2Aurora } from '../../config/ec2-aurora/database.ts';
import { databaseConfig as eks } from '../../config/eks/database.ts';
import type { Database } from '../database/database.ts';
import { type AuroraProps, createAuroraDatabase } from './aurora.ts';
import { createGlobalCluster } from './global-cluster.ts';

const built = (config: AuroraConfig, more: Partial<AuroraProps> = {}) => {
  let database: Database | undefined;
  const found = synthesise((stack) => {
    database = createAuroraDatabase(stack, 'database', {
      name: (part) => `ticketing-prod-${part}`,
      accountId: '111122223333',
      config,
      zones: ['ap-northeast-2a', 'ap-northeast-2c'],
      subnetIds: ['subnet-1', 'subnet-2'],
      securityGroupId: 'sg-1',
      keyArn: 'arn:data-key',
      logsKeyArn: 'arn:logs-key',
      ...more,
    });
  });
  return { ...found, database, cluster: found.onlyOne('aws_rds_cluster') };
};

const prod = built(ec2Aurora('prod').server);
const valueOf = (group: { parameter?: unknown }, wanted: string) =>
  (group.parameter as { name: string; value: string; apply_method: string }[]).find(
    ({ name }) => name === wanted,
  );

describe('an Aurora database', () => {
  it('never names zones of the cluster, which every plan would then replace', () => {
    expect(prod.cluster).not.toHaveProperty('availability_zones');
  });

  it('has the writer and the reader in different zones, none of them public', () => {
    const instances = prod.resources('aws_rds_cluster_instance');
    expect(instances.map(({ identifier }) => identifier)).toEqual([
      'ticketing-prod-aurora-reader',
      'ticketing-prod-aurora-writer',
    ]);
    expect(new Set(instances.map(({ availability_zone }) => availability_zone)).size).toBe(2);
    for (const instance of instances) {
      expect(instance).toMatchObject({
        publicly_accessible: false,
        monitoring_interval: 60,
        performance_insights_enabled: true,
      });
    }
    expect(prod.database?.instanceIdentifiers).toEqual([
      'ticketing-prod-aurora-writer',
      'ticketing-prod-aurora-reader',
    ]);
  });

  it('is encrypted, protected, and backed up at night in Seoul', () => {
    expect(prod.cluster).toMatchObject({
      storage_encrypted: true,
      kms_key_id: 'arn:data-key',
      deletion_protection: true,
      skip_final_snapshot: false,
      backup_retention_period: 7,
      preferred_backup_window: '18:00-19:00',
      preferred_maintenance_window: 'sun:19:00-sun:20:00',
      copy_tags_to_snapshot: true,
    });
  });

  it('lets RDS keep the password, so that no plan and no state has it', () => {
    expect(prod.cluster).toMatchObject({
      master_username: 'ticketing',
      manage_master_user_password: true,
      master_user_secret_kms_key_id: 'arn:data-key',
    });
    expect(JSON.stringify(prod.json)).not.toMatch(/"(?:master_)?password(?:_wo)?":/);
  });

  it('names its last snapshot by the time, once and for all', () => {
    const { final_snapshot_identifier: name, lifecycle } = prod.cluster;
    expect(name).toMatch(/^ticketing-prod-final-snapshot-\$\{formatdate\(.*plantimestamp\(\)/);
    expect(lifecycle).toEqual({ ignore_changes: ['final_snapshot_identifier'] });
    const dev = built(ec2Aurora('dev').server).cluster;
    expect(dev).toMatchObject({ skip_final_snapshot: true, deletion_protection: false });
    expect(dev).not.toHaveProperty('final_snapshot_identifier');
  });

  it('takes 500 connections, over TLS, and ends those that do nothing', () => {
    const cluster = prod.onlyOne('aws_rds_cluster_parameter_group');
    const instance = prod.onlyOne('aws_db_parameter_group');
    expect(cluster.family).toBe('aurora-postgresql17');
    expect(valueOf(instance, 'max_connections')?.value).toBe('500');
    expect(valueOf(cluster, 'rds.force_ssl')?.value).toBe('1');
    expect(valueOf(cluster, 'password_encryption')?.value).toBe('scram-sha-256');
    expect(valueOf(cluster, 'idle_session_timeout')?.value).toBe('900000');
    expect(valueOf(cluster, 'log_statement')?.value).toBe('ddl');
    expect(valueOf(cluster, 'shared_preload_libraries')?.apply_method).toBe('pending-reboot');
  });

  it('logs into a group that is there before, encrypted and with an end', () => {
    expect(prod.onlyOne('aws_cloudwatch_log_group')).toMatchObject({
      name: '/aws/rds/cluster/ticketing-prod-aurora-cluster/postgresql',
      retention_in_days: 30,
      kms_key_id: 'arn:logs-key',
    });
    expect(prod.cluster.enabled_cloudwatch_logs_exports).toEqual(['postgresql']);
    expect(JSON.stringify(prod.cluster.depends_on)).toContain('aws_cloudwatch_log_group');
  });

  it('may be measured by this account only', () => {
    const { assume_role_policy: trust } = prod.onlyOne('aws_iam_role');
    expect(trust).toContain('monitoring.rds.amazonaws.com');
    expect(trust).toContain('aws:SourceAccount');
  });
});

describe('variants of it', () => {
  it('adds readers while they are busy', () => {
    const scaled = built(eks('prod').server);
    expect(scaled.onlyOne('aws_appautoscaling_target')).toMatchObject({
      resource_id: 'cluster:ticketing-prod-aurora-cluster',
      min_capacity: 1,
      max_capacity: 3,
    });
  });

  it('can be serverless', () => {
    const serverless = built(eks('dev').server);
    expect(serverless.onlyOne('aws_rds_cluster_instance').instance_class).toBe('db.serverless');
    expect(serverless.cluster.serverlessv2_scaling_configuration).toEqual({
      min_capacity: 0.5,
      max_capacity: 2,
    });
  });

  it('takes a password of our own as a write-only argument', () => {
    const config = { ...ec2Aurora('prod').server, password: { kind: 'own', version: 2 } } as const;
    const master = { arn: 'arn:secret', password: 'ephemeral', version: 2 };
    const own = built(config, { master });
    expect(own.cluster).toMatchObject({ master_password_wo_version: 2 });
    expect(own.cluster).not.toHaveProperty('manage_master_user_password');
    expect(own.database?.secretArn).toBe('arn:secret');
    expect(() => built(config)).toThrow('needs its secret');
  });

  it('has neither user nor database of its own in the second region of a global cluster', () => {
    const secondary = built(ec2Aurora('prod').server, {
      global: { role: 'secondary', clusterId: 'ticketing', secretArn: 'arn:copy' },
    });
    expect(secondary.cluster).toMatchObject({ global_cluster_identifier: 'ticketing' });
    for (const argument of ['master_username', 'database_name', 'manage_master_user_password']) {
      expect(secondary.cluster).not.toHaveProperty(argument);
    }
    expect(secondary.database?.secretArn).toBe('arn:copy');
    const { onlyOne } = synthesise((stack) => {
      createGlobalCluster(stack, 'global', {
        identifier: 'ticketing',
        engineVersion: '17',
        deletionProtection: true,
      });
    });
    expect(onlyOne('aws_rds_global_cluster')).toMatchObject({ storage_encrypted: true });
  });
});

/** A primary with a standby, its replicas, and the one that waits in another region. */
import { describe, expect, it } from 'vitest';
import { type Resource, synthesise } from '../../../test/support/synthesise.ts';
import type { RdsConfig } from '../../config/database-config.ts';
import {
  databaseConfig as disasterRecovery,
  standbyDatabaseConfig,
} from '../../config/disaster-recovery/database.ts';
import { databaseConfig as fargate } from '../../config/fargate/database.ts';
import type { MasterSecret } from '../secrets/master-secret.ts';
import { createCrossRegionReplica } from './cross-region-replica.ts';
import { createRdsDatabase, type RdsDatabase } from './rds.ts';

const surroundings = {
  name: (part: string) => `ticketing-prod-${part}`,
  accountId: '111122223333',
  subnetIds: ['subnet-1', 'subnet-2'],
  securityGroupId: 'sg-1',
  keyArn: 'arn:data-key',
  logsKeyArn: 'arn:logs-key',
};

const built = (config: RdsConfig, master?: MasterSecret) => {
  let database: RdsDatabase | undefined;
  const found = synthesise((stack) => {
    database = createRdsDatabase(stack, 'database', {
      ...surroundings,
      config,
      ...(master === undefined ? {} : { master }),
    });
    stack.addOverride('locals', { host: database.host, readHost: database.readHost });
  });
  const locals = found.json.locals as { readonly host: string; readonly readHost: string };
  const instances = found.resources('aws_db_instance');
  const withRole = (role: string): readonly Resource[] =>
    instances.filter(({ tags }) => (tags as { Role: string }).Role === role);
  return {
    ...found,
    ...locals,
    database,
    primary: withRole('Primary')[0],
    replicas: withRole('Replica'),
  };
};

const fargateProd = built(fargate('prod').server);
const master = { arn: 'arn:secret', password: 'ephemeral', version: 1 };
const recovery = built(disasterRecovery('prod').server, master);

describe('the primary', () => {
  it('has a standby in another zone, is encrypted, private and protected', () => {
    expect(fargateProd.primary).toMatchObject({
      multi_az: true,
      storage_encrypted: true,
      kms_key_id: 'arn:data-key',
      publicly_accessible: false,
      deletion_protection: true,
      skip_final_snapshot: false,
      delete_automated_backups: false,
      backup_window: '18:00-19:00',
      maintenance_window: 'sun:19:00-sun:20:00',
      auto_minor_version_upgrade: true,
    });
  });

  it('grows from 20 to 50 GiB, and does not ask for the speed that such a disk has anyway', () => {
    expect(fargateProd.primary).toMatchObject({
      storage_type: 'gp3',
      allocated_storage: 20,
      max_allocated_storage: 50,
    });
    expect(fargateProd.primary).not.toHaveProperty('iops');
    expect(fargateProd.primary).not.toHaveProperty('storage_throughput');
  });

  it('lets RDS keep the password where nothing replicates it', () => {
    expect(fargateProd.primary).toMatchObject({ manage_master_user_password: true });
    expect(fargateProd.replicas).toEqual([]);
    expect(fargateProd.readHost).toBe(fargateProd.host);
  });

  it('stays in UTC, and never logs what buyers enter', () => {
    const { parameter } = fargateProd.onlyOne('aws_db_parameter_group');
    const names = (parameter as { name: string }[]).map(({ name }) => name);
    expect(names).not.toContain('timezone');
    expect(names).toContain('max_connections');
    expect(parameter).toContainEqual({
      name: 'log_statement',
      value: 'ddl',
      apply_method: 'immediate',
    });
  });
});

describe('replicas', () => {
  it('are two, with the parameters of their primary and its key', () => {
    const { primary, replicas, database } = recovery;
    expect(replicas).toHaveLength(2);
    for (const replica of replicas) {
      expect(replica).toMatchObject({
        storage_encrypted: true,
        parameter_group_name: primary?.parameter_group_name,
        instance_class: primary?.instance_class,
        // AWS takes no last snapshot of a replica.
        skip_final_snapshot: true,
      });
      expect(String(replica.replicate_source_db)).toContain('.identifier}');
      for (const argument of ['kms_key_id', 'username', 'db_name', 'db_subnet_group_name']) {
        expect(replica).not.toHaveProperty(argument);
      }
    }
    expect(database?.instanceIdentifiers).toEqual([
      'ticketing-prod-database',
      'ticketing-prod-database-replica-1',
      'ticketing-prod-database-replica-2',
    ]);
    expect(recovery.host).toMatch(/primary_\w+\.address}$/);
    expect(recovery.readHost).toMatch(/replica-1_\w+\.address}$/);
  });

  it('keep RDS from managing the password', () => {
    expect(recovery.primary).toMatchObject({ password_wo_version: 1 });
    expect(recovery.primary).not.toHaveProperty('manage_master_user_password');
    expect(() => built(disasterRecovery('prod').server)).toThrow('needs its secret');
  });

  it('each log into a group of their own', () => {
    const names = recovery.resources('aws_cloudwatch_log_group').map(({ name }) => name);
    expect(names).toContain('/aws/rds/instance/ticketing-prod-database/postgresql');
    expect(names).toContain('/aws/rds/instance/ticketing-prod-database-replica-2/postgresql');
  });
});

describe('the replica in another region', () => {
  const { onlyOne } = synthesise((stack) => {
    createCrossRegionReplica(stack, 'standby', {
      ...surroundings,
      config: standbyDatabaseConfig('prod'),
      primaryArn: 'arn:aws:rds:ap-northeast-2:111122223333:db:ticketing-prod-database',
      secretArn: 'arn:copy',
      keyArn: 'arn:tokyo-key',
    });
  });
  const replica = onlyOne('aws_db_instance');

  it('follows the primary by its ARN, with a key and subnets of its own region', () => {
    expect(replica).toMatchObject({
      kms_key_id: 'arn:tokyo-key',
      storage_encrypted: true,
      instance_class: recovery.primary?.instance_class,
      backup_retention_period: 7,
      deletion_protection: true,
    });
    expect(replica.replicate_source_db).toContain('ap-northeast-2');
    expect(replica).toHaveProperty('db_subnet_group_name');
  });

  it('is not made a replica again after it was promoted', () => {
    expect(replica.lifecycle).toEqual({ ignore_changes: ['replicate_source_db', 'multi_az'] });
  });
});

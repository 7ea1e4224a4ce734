/** Who may do what in an account, and what is watched in it. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { accountConfig } from '../../config/account.ts';
import type { AccountConfig } from '../../config/account-config.ts';
import { createAccount } from './account.ts';
import { applyStatements } from './apply-permissions.ts';
import { planStatements } from './plan-permissions.ts';
import { releaseStatements } from './release-permissions.ts';
import type { PermissionsProps } from './state-permissions.ts';

const accountId = '111122223333';
const regions = ['ap-northeast-2', 'us-east-1'] as const;

const made = (config: AccountConfig = accountConfig('prod')) =>
  synthesise((stack) => {
    createAccount(stack, 'account', {
      name: (part) => `ticketing-prod-${part}`,
      config,
      accountId,
      project: 'ticketing',
      region: 'ap-northeast-2',
      regions,
      stateBucketName: `ticketing-terraform-state-${accountId}`,
      repository: 'example/onsale',
      email: 'oncall@example.com',
    });
  });

const account = made();

const permissions: PermissionsProps = {
  accountId,
  project: 'ticketing',
  prefix: 'ticketing-prod-',
  regions,
  stateBucketArn: 'arn:aws:s3:::states',
  stateKeyArn: 'arn:aws:kms:ap-northeast-2:111122223333:key/1',
};
type Statements = ReturnType<typeof applyStatements>;
const actionsOf = (statements: Statements, effect: 'Allow' | 'Deny') =>
  statements.filter((one) => (one.effect ?? 'Allow') === effect).flatMap(({ actions }) => actions);

const trustOf = (role: string): string => {
  const found = account.resources('aws_iam_role').find(({ name }) => String(name).endsWith(role));
  return String(found?.assume_role_policy);
};

describe('roles of the repository', () => {
  it('are for one repository; those that change something for one environment of it', () => {
    for (const role of ['github-apply', 'github-release']) {
      expect(trustOf(role)).toContain('repo:example/onsale:environment:prod');
      expect(trustOf(role)).not.toContain('pull_request');
    }
    expect(trustOf('github-plan')).toContain('repo:example/onsale:pull_request');
    expect(trustOf('github-plan')).toContain('repo:example/onsale:ref:refs/heads/main');
    for (const role of ['github-plan', 'github-apply', 'github-release']) {
      expect(trustOf(role)).toContain('StringEquals');
      expect(trustOf(role)).toContain('sts.amazonaws.com');
    }
  });

  it('have policies that fit into a role', () => {
    for (const { policy } of account.resources('aws_iam_role_policy')) {
      expect(String(policy).replaceAll(/\s/g, '').length).toBeLessThan(10_240);
    }
  });

  it('plan without changing anything but the lock, and without seeing data', () => {
    const plan = planStatements(permissions);
    const writes = plan.filter(({ actions }) => actions.some((one) => /:(Put|Delete)/.test(one)));
    expect(writes.flatMap(({ resources }) => resources)).toEqual(['arn:aws:s3:::states/*.tflock']);
    expect(actionsOf(plan, 'Deny')).toEqual(
      expect.arrayContaining(['secretsmanager:GetSecretValue', 'dynamodb:Scan', 's3:GetObject']),
    );
  });

  it('never change themselves, the trail or the bucket of states, nor make users', () => {
    const denied = applyStatements(permissions).filter(({ effect }) => effect === 'Deny');
    const text = JSON.stringify(denied);
    expect(text).toContain('role/ticketing-prod-github-*');
    expect(text).toContain('oidc-provider/token.actions.githubusercontent.com');
    // The trail's bucket is called like those that it may build.
    expect(text).toContain('arn:aws:s3:::ticketing-prod-trail-*');
    for (const action of ['cloudtrail:StopLogging', 's3:PutBucket*', 'iam:CreateAccessKey']) {
      expect(actionsOf(applyStatements(permissions), 'Deny')).toContain(action);
    }
  });

  it('never have a whole service on everything', () => {
    for (const statements of [applyStatements(permissions), releaseStatements(permissions)]) {
      const wide = statements.filter(
        ({ effect, actions, resources }) =>
          effect !== 'Deny' &&
          resources.includes('*') &&
          actions.some((action) => action.endsWith(':*')),
      );
      expect(wide).toEqual([]);
    }
  });

  it('release without building infrastructure', () => {
    const actions = actionsOf(releaseStatements(permissions), 'Allow');
    expect(actions).toEqual(expect.arrayContaining(['ecr:PutImage', 'ecs:UpdateService']));
    expect(
      actions.filter((action) =>
        /^(rds|elasticache|kms:(?!Decrypt$|GenerateDataKey$)|iam:(?!PassRole))/.test(action),
      ),
    ).toEqual([]);
  });
});

describe('the bucket of states', () => {
  it('has versions, a key of ours, and outlives its stack', () => {
    const states = account
      .resources('aws_s3_bucket')
      .find(({ bucket }) => bucket === `ticketing-terraform-state-${accountId}`);
    expect(states?.force_destroy).toBe(false);
    expect(
      JSON.stringify(account.resources('aws_s3_bucket_server_side_encryption_configuration')),
    ).not.toContain('AES256');
    expect(account.resources('aws_s3_bucket_versioning')).toHaveLength(
      account.resources('aws_s3_bucket').length,
    );
  });
});

describe('what is watched', () => {
  it('is every call of AWS, in all regions, in files that show changes', () => {
    const trail = account.onlyOne('aws_cloudtrail');
    expect(trail).toMatchObject({
      is_multi_region_trail: true,
      enable_log_file_validation: true,
      include_global_service_events: true,
    });
    expect(trail.kms_key_id).toBeDefined();
    expect(JSON.stringify(trail.depends_on)).toContain('aws_s3_bucket_policy');
    const lifecycles = JSON.stringify(account.resources('aws_s3_bucket_lifecycle_configuration'));
    expect(lifecycles).toContain('"storage_class":"GLACIER"');
  });

  it('is what the account costs, by mail', () => {
    const budget = account.onlyOne('aws_budgets_budget');
    expect(budget.limit_amount).toBe('3000');
    const notifications = budget.notification as readonly Record<string, unknown>[];
    expect(notifications).toHaveLength(4);
    for (const { subscriber_email_addresses } of notifications) {
      expect(subscriber_email_addresses).toEqual(['oncall@example.com']);
    }
    expect(account.onlyOne('aws_ce_anomaly_subscription').subscriber).toEqual([
      { type: 'EMAIL', address: 'oncall@example.com' },
    ]);
  });

  it('is what the account lets others do; services that are billed have a switch', () => {
    expect(account.resources('aws_accessanalyzer_analyzer')).toHaveLength(regions.length);
    const billed = [
      'aws_guardduty_detector',
      'aws_securityhub_account',
      'aws_config_configuration_recorder',
    ];
    for (const type of billed) expect(account.resources(type)).toEqual([]);
    const findings = { guardDuty: true, securityHub: true, awsConfig: true };
    const watched = made({ ...accountConfig('prod'), findings });
    for (const type of billed) expect(watched.resources(type).length).toBeGreaterThan(0);
  });
});

describe('defaults of the account', () => {
  it('close buckets, snapshots, disks and metadata in each region', () => {
    expect(account.onlyOne('aws_s3_account_public_access_block')).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    for (const type of [
      'aws_ebs_encryption_by_default',
      'aws_ebs_snapshot_block_public_access',
      'aws_ec2_instance_metadata_defaults',
    ]) {
      expect(account.resources(type).map(({ region }) => region)).toEqual(regions);
    }
  });

  it('want long passwords', () => {
    expect(account.onlyOne('aws_iam_account_password_policy')).toMatchObject({
      minimum_password_length: 14,
      password_reuse_prevention: 24,
      require_symbols: true,
    });
  });
});

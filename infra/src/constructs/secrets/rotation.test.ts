/** A password that changes, and processes that have to notice. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { createManagedRotation } from './managed-rotation.ts';
import { createPasswordRotation } from './password-rotation.ts';
import { createRestartOnRotation } from './restart-on-rotation.ts';
import { createRotationNotice } from './rotation-notice.ts';

const name = (part: string): string => `ticketing-prod-${part}`;
const secretArn = 'arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:database-AbCdEf';

describe('rotation', () => {
  it('of a managed secret comes every 90 days in the morning, not with the next apply', () => {
    const { onlyOne } = synthesise((stack) => {
      createManagedRotation(stack, 'rotation', { secretArn, days: 90 });
    });
    const rotation = onlyOne('aws_secretsmanager_secret_rotation');
    expect(rotation).toMatchObject({
      rotate_immediately: false,
      rotation_rules: { automatically_after_days: 90, duration: '2h' },
    });
    expect(rotation).not.toHaveProperty('rotation_lambda_arn');
  });

  const own = synthesise((stack) => {
    createPasswordRotation(stack, 'rotation', {
      name,
      accountId: '111122223333',
      database: {
        secretArn,
        identifier: 'ticketing-prod-database',
        arn: 'arn:aws:rds:ap-northeast-2:111122223333:db:ticketing-prod-database',
      },
      days: 90,
      keyArn: 'arn:data-key',
      logsKeyArn: 'arn:logs-key',
      logRetentionDays: 30,
      deadLetterArn: 'arn:dead-letters',
    });
  });

  it('of our own is a function that may change this database and this secret only', () => {
    expect(own.onlyOne('aws_lambda_permission')).toMatchObject({
      principal: 'secretsmanager.amazonaws.com',
      source_arn: secretArn,
      source_account: '111122223333',
    });
    const policy = String(own.onlyOne('aws_iam_role_policy').policy);
    expect(policy).toContain('db:ticketing-prod-database');
    const everything = policy.split('"Sid"').filter((part) => part.includes('["*"]'));
    expect(everything).toHaveLength(1);
    expect(everything[0]).toContain('secretsmanager:GetRandomPassword');
  });

  it('of our own has a log with an end, and dead letters', () => {
    expect(own.onlyOne('aws_cloudwatch_log_group')).toMatchObject({
      name: '/aws/lambda/ticketing-prod-rotate-database-password',
      retention_in_days: 30,
    });
    expect(own.onlyOne('aws_lambda_function')).toMatchObject({
      timeout: 900,
      dead_letter_config: { target_arn: 'arn:dead-letters' },
      environment: { variables: { DATABASE_ID: 'ticketing-prod-database' } },
    });
    expect(String(own.onlyOne('aws_lambda_function').filename)).toMatch(/archive\.zip$/);
  });
});

describe('after a rotation', () => {
  it('somebody is told, also when it failed', () => {
    const { resources } = synthesise((stack) => {
      createRotationNotice(stack, 'notice', {
        name,
        secretArn,
        target: { topicArn: 'arn:topic', deadLetterArn: 'arn:dead-letters' },
        runbook: 'docs/infrastructure/operations.md#password-rotation',
      });
    });
    const patterns = resources('aws_cloudwatch_event_rule').map(({ event_pattern }) =>
      String(event_pattern),
    );
    expect(patterns.some((pattern) => pattern.includes('RotationFailed'))).toBe(true);
    const rotated = patterns.find((pattern) => pattern.includes('Secret Label Updated'));
    expect(rotated).toContain(secretArn);
    expect(rotated).toContain('AWSCURRENT');
    for (const target of resources('aws_cloudwatch_event_target')) {
      expect(target).toMatchObject({
        arn: 'arn:topic',
        dead_letter_config: { arn: 'arn:dead-letters' },
      });
    }
  });

  const restart = synthesise((stack) => {
    createRestartOnRotation(stack, 'restart', {
      name,
      region: 'ap-northeast-2',
      accountId: '111122223333',
      secretArn,
      deadLetterArn: 'arn:dead-letters',
      restart: [
        {
          kind: 'ecs-service',
          part: 'api',
          cluster: 'ticketing-prod',
          service: 'api',
          serviceArn: 'arn:service-api',
        },
        {
          kind: 'instances',
          part: 'worker-blue',
          groupName: 'ticketing-prod-worker',
          groupArn: 'arn:group-worker',
          minHealthyPercent: 100,
          maxHealthyPercent: 150,
        },
      ],
    });
  });

  it('services and groups of instances are replaced as in a release', () => {
    const content = String(restart.onlyOne('aws_ssm_document').content);
    expect(content).toContain('"forceNewDeployment" = true');
    expect(content).toContain('"Api" = "StartInstanceRefresh"');
    expect(content).toContain('"name" = "restart_worker_blue"');
    expect(content.match(/"onFailure" = "Continue"/g)).toHaveLength(2);
    expect(restart.onlyOne('aws_cloudwatch_event_target')).toMatchObject({ input: '{}' });
  });

  it('may restart what it names, and start nothing else', () => {
    const policies = restart.resources('aws_iam_role_policy').map(({ policy }) => String(policy));
    expect(policies).toHaveLength(2);
    expect(policies.join()).toContain('arn:service-api');
    expect(policies.join()).toContain('arn:group-worker');
    expect(policies.join()).not.toContain('["*"]');
    expect(policies.join()).toContain('"iam:PassedToService" = ["ssm.amazonaws.com"]');
  });
});

/** Sessions are encrypted, recorded and end; the machine for tools cannot be reached otherwise. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { createSessionManager } from './session-manager.ts';
import { operatorSessionStatements } from './session-statements.ts';

const sessionsWith = (withTools: boolean) =>
  synthesise((stack) => {
    createSessionManager(stack, 'sessions', {
      name: (part) => `ticketing-dev-${part}`,
      accountId: '111122223333',
      logsKeyArn: 'arn:aws:kms:logs',
      logRetentionDays: 7,
      keyDeletionWindowDays: 7,
      ...(withTools
        ? {
            tools: {
              subnetId: 'subnet-application',
              securityGroupId: 'sg-application',
              instanceType: 't3.micro',
            },
          }
        : {}),
    });
  });

describe('sessions', () => {
  const { onlyOne, resources } = sessionsWith(true);

  it('are encrypted with a key of ours and recorded as they go, for some days', () => {
    const content = String(onlyOne('aws_ssm_document').content);
    expect(content).toContain('"cloudWatchStreamingEnabled" = true');
    expect(content).toContain('"cloudWatchEncryptionEnabled" = true');
    expect(content).toMatch(/"kmsKeyId" = aws_kms_key\./);
    expect(content).toContain('"idleSessionTimeout" = "20"');
    expect(onlyOne('aws_cloudwatch_log_group')).toMatchObject({ retention_in_days: 7 });
  });

  it('do not replace the preferences of the whole account', () => {
    expect(onlyOne('aws_ssm_document').name).toBe('ticketing-dev-session');
  });

  it('reach a machine without key, public address or open port', () => {
    expect(resources('aws_security_group')).toEqual([]);
    expect(resources('aws_vpc_security_group_ingress_rule')).toEqual([]);
    expect(onlyOne('aws_instance')).toMatchObject({ subnet_id: 'subnet-application' });
    const template = onlyOne('aws_launch_template');
    expect(template).not.toHaveProperty('key_name');
    expect(template).toMatchObject({
      vpc_security_group_ids: ['sg-application'],
      metadata_options: { http_tokens: 'required' },
      block_device_mappings: [{ ebs: { encrypted: 'true' } }],
    });
  });

  it('need no such machine', () => {
    expect(sessionsWith(false).resources('aws_instance')).toEqual([]);
  });
});

describe('an operator', () => {
  const statements = operatorSessionStatements({
    region: 'ap-northeast-2',
    accountId: '111122223333',
    keyArn: 'arn:key',
    documentArn: 'arn:document',
    instanceTags: { Environment: 'prod' },
  });
  const start = statements.filter(({ actions }) => actions.includes('ssm:StartSession'));

  it('may use the recorded document and forwarded ports, and no other', () => {
    const documents = start.flatMap(({ resources }) => resources);
    expect(documents.filter((one) => one.includes('document'))).toEqual([
      'arn:document',
      'arn:aws:ssm:ap-northeast-2::document/AWS-StartPortForwardingSessionToRemoteHost',
    ]);
    const instances = start.find(({ resources }) => resources.some((one) => one.includes(':ec2:')));
    expect(instances?.conditions).toMatchObject({
      BoolIfExists: { 'ssm:SessionDocumentAccessCheck': ['true'] },
      StringEquals: { 'ssm:resourceTag/Environment': ['prod'] },
    });
  });
});

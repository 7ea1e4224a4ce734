/**
 * The key of the instances' volumes. Auto Scaling attaches volumes on its own behalf, so its role
 * has to be named in the key's policy. The account's usual role comes into being with the first
 * group only, too late for a policy: the groups here get one of their own.
 */
import { IamServiceLinkedRole } from '@cdktn/provider-aws/lib/iam-service-linked-role/index.js';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import { createKey } from '../encryption/key.ts';

export type VolumeEncryptionProps = {
  readonly name: Name;
  readonly accountId: string;
  readonly deletionWindowDays: number;
};

export type VolumeEncryption = { readonly keyArn: string; readonly serviceLinkedRoleArn: string };

export function createVolumeEncryption(
  scope: Construct,
  id: string,
  { name, accountId, deletionWindowDays }: VolumeEncryptionProps,
): VolumeEncryption {
  const within = new Construct(scope, id);
  const role = new IamServiceLinkedRole(within, 'auto-scaling', {
    awsServiceName: 'autoscaling.amazonaws.com',
    customSuffix: name('asg'),
    description: `Auto Scaling groups of ${name('all')}`,
  });
  const principals = { AWS: [role.arn] };
  const key = createKey(within, 'key', {
    name,
    purpose: 'volumes',
    accountId,
    services: [],
    deletionWindowDays,
    statements: [
      {
        sid: 'AutoScalingEncrypts',
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:DescribeKey',
        ],
        resources: ['*'],
        principals,
      },
      {
        sid: 'AutoScalingLendsItToVolumes',
        actions: ['kms:CreateGrant'],
        resources: ['*'],
        principals,
        conditions: { Bool: { 'kms:GrantIsForAWSResource': ['true'] } },
      },
    ],
  });
  return { keyArn: key.arn, serviceLinkedRoleArn: role.arn };
}

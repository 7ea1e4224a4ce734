/** AWS Config, in one region: what changed in the account, and when. */
import { ConfigConfigurationRecorderStatus } from '@cdktn/provider-aws/lib/config-configuration-recorder-status/index.js';
import { ConfigConfigurationRecorder } from '@cdktn/provider-aws/lib/config-configuration-recorder/index.js';
import { ConfigDeliveryChannel } from '@cdktn/provider-aws/lib/config-delivery-channel/index.js';
import { createKey } from '../encryption/key.ts';
import { createServiceRole } from '../iam/service-role.ts';
import { bucketPoliciesIn } from './bucket-policies.ts';
import { bucketName, createBucket } from '../storage/bucket.ts';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';

export type RecorderProps = { readonly name: Name; readonly accountId: string };

export function createRecorder(
  scope: Construct,
  id: string,
  { name, accountId }: RecorderProps,
): void {
  const within = new Construct(scope, id);
  const historyName = bucketName(name('config'), accountId);
  const key = createKey(within, 'key', {
    name,
    purpose: 'config',
    accountId,
    services: ['config.amazonaws.com'],
    deletionWindowDays: 30,
  });
  const role = createServiceRole(within, 'role', {
    name: name('config'),
    services: ['config.amazonaws.com'],
    conditions: { StringEquals: { 'aws:SourceAccount': [accountId] } },
    managedPolicies: ['arn:aws:iam::aws:policy/service-role/AWS_ConfigRole'],
    statements: [
      {
        sid: 'WriteHistory',
        actions: ['s3:PutObject'],
        resources: [`arn:aws:s3:::${historyName}/AWSLogs/${accountId}/*`],
      },
      {
        sid: 'CheckBucket',
        actions: ['s3:GetBucketAcl'],
        resources: [`arn:aws:s3:::${historyName}`],
      },
      {
        sid: 'EncryptHistory',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [key.arn],
      },
    ],
  });
  const written = {
    principals: { Service: ['config.amazonaws.com'] },
    conditions: { StringEquals: { 'aws:SourceAccount': [accountId] } },
  };
  const bucket = createBucket(within, 'history', {
    name: historyName,
    config: { glacierAfterDays: 90, expireAfterDays: 365, oldVersionDays: 30 },
    keyArn: key.arn,
    deleteContents: false,
    statements: (bucketArn) => [
      {
        sid: 'ConfigChecks',
        actions: ['s3:GetBucketAcl', 's3:ListBucket'],
        resources: [bucketArn],
        ...written,
      },
      {
        sid: 'ConfigWrites',
        actions: ['s3:PutObject'],
        resources: [`${bucketArn}/AWSLogs/${accountId}/Config/*`],
        ...written,
      },
    ],
  });
  const recorder = new ConfigConfigurationRecorder(within, 'recorder', {
    name: name('config'),
    roleArn: role.arn,
    recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
  });
  const channel = new ConfigDeliveryChannel(within, 'channel', {
    name: name('config'),
    s3BucketName: bucket.name,
    s3KmsKeyArn: key.arn,
    dependsOn: [recorder, ...bucketPoliciesIn(within)],
  });
  new ConfigConfigurationRecorderStatus(within, 'recording', {
    name: recorder.name,
    isEnabled: true,
    dependsOn: [channel],
  });
}

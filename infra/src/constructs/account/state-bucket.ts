/**
 * Where Terraform keeps what it knows: every version of every state, encrypted, reached with TLS
 * only. The stack that makes it begins with a local state and is then moved into it.
 */
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import { createKey } from '../encryption/key.ts';
import { createBucket } from '../storage/bucket.ts';

export type StateBucketProps = {
  readonly name: Name;
  readonly accountId: string;
  readonly bucketName: string;
  readonly oldVersionsDays: number;
};

export type StateBucket = { readonly arn: string; readonly keyArn: string };

export function createStateBucket(
  scope: Construct,
  id: string,
  { name, accountId, bucketName, oldVersionsDays }: StateBucketProps,
): StateBucket {
  const within = new Construct(scope, id);
  const key = createKey(within, 'key', {
    name,
    purpose: 'state',
    accountId,
    services: [],
    deletionWindowDays: 30,
  });
  const bucket = createBucket(within, 'states', {
    name: bucketName,
    config: { oldVersionDays: oldVersionsDays },
    keyArn: key.arn,
    deleteContents: false,
  });
  return { arn: bucket.arn, keyArn: key.arn };
}

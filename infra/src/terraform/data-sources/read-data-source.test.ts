/** Data sources answer plausibly, so that what depends on them can be planned. */
import { expect, test } from 'vitest';
import { deriveSchema } from '../schema/derive-schema.ts';
import { readDataSource } from './read-data-source.ts';

const session = { region: 'ap-northeast-2', accountId: '111122223333', defaultTags: {} };

function read(name: string, config: Readonly<Record<string, unknown>> = {}): unknown {
  const schema = deriveSchema({ kind: 'data', name });
  if (schema === undefined) throw new Error(`${name} has no schema`);
  return readDataSource(name, schema.block, { ...config }, session);
}

test('account and region are those of the provider', () => {
  expect(read('aws_caller_identity')).toMatchObject({ account_id: '111122223333' });
  expect(read('aws_region')).toMatchObject({ name: 'ap-northeast-2' });
  expect(read('aws_region', { region: 'us-east-1' })).toMatchObject({ name: 'us-east-1' });
});

test('zones are those of the region', () => {
  expect(read('aws_availability_zones')).toMatchObject({
    names: ['ap-northeast-2a', 'ap-northeast-2b', 'ap-northeast-2c', 'ap-northeast-2d'],
    zone_ids: ['apne2-az1', 'apne2-az2', 'apne2-az3', 'apne2-az4'],
  });
});

test('ids of images and prefix lists have the form of EC2', () => {
  const image = { name: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64' };
  const id: unknown = expect.stringMatching(/^ami-[0-9a-f]{17}$/);
  expect(read('aws_ssm_parameter', image)).toMatchObject({ value: id });
  expect(read('aws_ami', { most_recent: true })).toMatchObject({ id });
  const list: unknown = expect.stringMatching(/^pl-[0-9a-f]{17}$/);
  expect(read('aws_ec2_managed_prefix_list', { name: 'x' })).toMatchObject({ id: list });
});

test('policies that CloudFront manages have their ids, and unknown ones are refused', () => {
  const optimized = { name: 'Managed-CachingOptimized' };
  expect(read('aws_cloudfront_cache_policy', optimized)).toMatchObject({
    id: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  });
  expect(() => read('aws_cloudfront_cache_policy', { name: 'Managed-CachingOptimised' })).toThrow(
    'no managed cache policy "Managed-CachingOptimised"',
  );
});

/** Made-up values have the form of AWS's own. */
import { expect, test } from 'vitest';
import { mockValue } from './mock-value.ts';

const text = (type: string, attribute: string, seed = 'one'): unknown =>
  mockValue(
    { type, seed, region: 'ap-northeast-2', accountId: '111122223333' },
    attribute,
    'string',
  );

test.each([
  ['aws_vpc', 'id', /^vpc-[0-9a-f]{17}$/],
  ['aws_security_group', 'id', /^sg-[0-9a-f]{17}$/],
  ['aws_route53_zone', 'zone_id', /^Z[0-9A-Z]{20}$/],
  ['aws_kms_key', 'arn', /^arn:aws:kms:ap-northeast-2:111122223333:key\/[0-9a-f-]{36}$/],
  ['aws_s3_bucket', 'arn', /^arn:aws:s3:::mock-[0-9a-f]{8}$/],
  ['aws_iam_role', 'arn', /^arn:aws:iam::111122223333:role\/mock-[0-9a-f]{8}$/],
  ['aws_lb', 'arn', /^arn:aws:elasticloadbalancing:.*:loadbalancer\/app\/mock-\w+\/[0-9a-f]{16}$/],
  ['aws_lb', 'arn_suffix', /^app\/mock-\w+\/[0-9a-f]{16}$/],
  ['aws_lb_target_group', 'arn_suffix', /^targetgroup\/mock-\w+\/[0-9a-f]{16}$/],
  ['aws_lb', 'id', /^arn:aws:elasticloadbalancing:/],
  ['aws_sns_topic', 'arn', /^arn:aws:sns:ap-northeast-2:111122223333:mock-[0-9a-f]{8}$/],
  ['aws_sqs_queue', 'url', /^https:\/\/sqs\.ap-northeast-2\.amazonaws\.com\/111122223333\//],
  ['aws_rds_cluster', 'endpoint', /\.ap-northeast-2\.rds\.amazonaws\.com$/],
  ['aws_rds_cluster', 'secret_arn', /^arn:aws:secretsmanager:/],
  ['aws_cloudfront_distribution', 'domain_name', /\.cloudfront\.net$/],
  ['aws_anything', 'status', /^mock-status$/],
])('%s.%s has the form of AWS', (type, attribute, form) => {
  expect(text(type, attribute)).toMatch(form);
});

test('two resources differ, and one stays the same', () => {
  expect(text('aws_subnet', 'id', 'a')).not.toBe(text('aws_subnet', 'id', 'b'));
  expect(text('aws_subnet', 'id', 'a')).toBe(text('aws_subnet', 'id', 'a'));
});

test('other types stay what they are', () => {
  const of = { type: 'aws_rds_cluster', seed: 'x', region: 'us-east-1', accountId: '1' };
  expect(mockValue(of, 'port', 'number')).toBe(5432);
  expect(mockValue(of, 'multi_az', 'bool')).toBe(false);
  expect(mockValue(of, 'tags', ['map', 'string'])).toEqual({});
  const subnets = mockValue(of, 'subnet_ids', ['list', 'string']) as readonly string[];
  expect(new Set(subnets).size).toBe(2);
  expect(mockValue(of, 'secret', ['object', { key_id: 'string', port: 'number' }])).toEqual({
    key_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
    port: 5432,
  });
});

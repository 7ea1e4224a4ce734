/** Outputs that only AWS knows are made up for the stacks that read them. */
import { expect, test } from 'vitest';
import { mockOutputs } from './mock-outputs.ts';
import type { ValueChange } from './plan-json.ts';

/** The mocked value of an output with this expression and this change in the plan. */
function mocked(expression: unknown, change: Partial<ValueChange>): unknown {
  const full = { actions: ['create'], after: null, after_unknown: true, ...change };
  const outputs = mockOutputs({
    stack: 'network',
    accountId: '111122223333',
    config: {
      provider: { aws: [{ region: 'ap-northeast-2' }, { alias: 'us', region: 'us-east-1' }] },
      resource: { aws_acm_certificate: { site: { provider: 'aws.us' } } },
      output: { value: { value: expression } },
    },
    plan: {
      terraform_version: '1.11.4',
      planned_values: { outputs: { value: { sensitive: true } } },
      output_changes: { value: full },
    },
  });
  expect(outputs.value?.sensitive).toBe(true);
  return outputs.value?.value;
}

test('what the plan knows is kept', () => {
  expect(mocked('${aws_vpc.main.cidr_block}', { after: '10.0.0.0/16', after_unknown: false })).toBe(
    '10.0.0.0/16',
  );
});

test('an unknown reference gets a value of its form and of its region', () => {
  expect(mocked('${aws_vpc.main.id}', {})).toMatch(/^vpc-[0-9a-f]{17}$/);
  expect(mocked('${aws_acm_certificate.site.arn}', {})).toMatch(
    /^arn:aws:acm:us-east-1:111122223333:certificate\/[0-9a-f-]{36}$/,
  );
  expect(mocked('${aws_db_instance.main.port}', {})).toBe(5432);
  expect(mocked('${aws_db_instance.main.master_user_secret[0].secret_arn}', {})).toMatch(
    /^arn:aws:secretsmanager:ap-northeast-2:/,
  );
});

test('lists stay lists, also when only some items are unknown', () => {
  const ids = ['${aws_subnet.a.id}', '${aws_subnet.b.id}'];
  const both = mocked(ids, { after: [null, null], after_unknown: [true, true] });
  expect(both).toEqual([
    expect.stringMatching(/^subnet-/) as unknown,
    expect.stringMatching(/^subnet-/) as unknown,
  ]);
  expect(new Set(both as string[]).size).toBe(2);
  const zones = ['a', '${aws_subnet.a.id}'];
  expect(mocked(zones, { after: ['a', null], after_unknown: [false, true] })).toEqual([
    'a',
    expect.stringMatching(/^subnet-/),
  ]);
  expect(mocked('${tolist(aws_route53_zone.main.name_servers)}', {})).toHaveLength(2);
  expect(mocked('${aws_subnet.all[*].id}', {})).toHaveLength(2);
});

test('objects keep their known fields', () => {
  const expression = { name: 'main', arn: '${aws_sqs_queue.main.arn}' };
  const change = { after: { name: 'main' }, after_unknown: { arn: true } };
  expect(mocked(expression, change)).toEqual({
    name: 'main',
    arn: expect.stringMatching(/^arn:aws:sqs:ap-northeast-2:/) as unknown,
  });
});

test('text around references is kept, and calls become text', () => {
  expect(mocked('https://${aws_lb.api.dns_name}/x', {})).toMatch(
    /^https:\/\/mock-\w+\.ap-northeast-2\.elb\.amazonaws\.com\/x$/,
  );
  expect(mocked('${element(aws_route53_zone.main.name_servers, 0)}', {})).toMatch(/^ns-\d+/);
  expect(mocked('${jsonencode({"id" = aws_vpc.main.id})}', {})).toMatch(/^vpc-[0-9a-f]{17}$/);
});

/** The real Terraform plans what is right, and refuses what is wrong. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkStack, type StackCheck } from './check-stack.ts';
import { plannedResources, readDataSources } from './plan-json.ts';
import { type SchemaProvider, startSchemaProvider } from './schema-provider.ts';
import { tellIfSkipped, terraform, withoutTerraform, writeStacks } from './terraform-for-tests.ts';

tellIfSkipped('a single stack is');

describe.skipIf(withoutTerraform)('the real Terraform with the twin of the provider', () => {
  let provider: SchemaProvider;

  beforeAll(async () => {
    provider = await startSchemaProvider();
  });

  afterAll(() => provider.close());

  async function check(content: Readonly<Record<string, unknown>>): Promise<StackCheck> {
    const { directories, remove } = await writeStacks({ stack: content });
    try {
      return await checkStack({ directory: directories[0] ?? '', terraform, provider });
    } finally {
      await remove();
    }
  }

  const vpc = { aws_vpc: { main: { cidr_block: '10.0.0.0/16' } } };
  const acl = (statement: unknown): unknown => ({
    aws_wafv2_web_acl: {
      api: {
        name: 'api',
        scope: 'REGIONAL',
        default_action: { allow: {} },
        visibility_config: visibility,
        rule: [
          {
            name: 'r',
            priority: 1,
            action: { block: {} },
            visibility_config: visibility,
            statement,
          },
        ],
      },
    },
  });
  const visibility = {
    cloudwatch_metrics_enabled: true,
    metric_name: 'm',
    sampled_requests_enabled: true,
  };

  test.each([
    [
      'an unknown argument',
      { aws_vpc: { main: { cidr: '10.0.0.0/16' } } },
      'No argument or block type is named "cidr"',
    ],
    [
      'a missing argument',
      { aws_subnet: { a: { cidr_block: '10.0.0.0/24' } } },
      'The argument "vpc_id" is required',
    ],
    [
      'a wrong type',
      { aws_vpc: { main: { enable_dns_support: 'perhaps' } } },
      'Inappropriate value for attribute "enable_dns_support": a bool is required',
    ],
    [
      'a reference to nothing',
      { aws_subnet: { a: { vpc_id: '${aws_vpc.other.id}' } } },
      'A managed resource "aws_vpc" "other" has not been declared',
    ],
    [
      'a reference to an attribute that does not exist',
      { ...vpc, aws_subnet: { a: { vpc_id: '${aws_vpc.main.vpc_id}' } } },
      'This object has no argument, nested block, or exported attribute named "vpc_id"',
    ],
    ['an unknown type', { aws_vpcc: { main: {} } }, 'does not support resource type "aws_vpcc"'],
    [
      'a missing block',
      { aws_lb_listener: { http: { load_balancer_arn: 'x' } } },
      '"default_action" blocks are required',
    ],
    [
      'a misspelt statement of a WAF rule',
      acl({ rate_based_statement: { limits: 1 } }),
      'No argument or block type is named "limits"',
    ],
  ])('refuses %s and says where', async (_, resource, message) => {
    const result = await check({ resource });
    if (result.ok) throw new Error('it was accepted');
    expect(JSON.stringify(result.problems).replaceAll('\\"', '"')).toContain(message);
    expect(result.problems[0]).toMatchObject({ severity: 'error', file: 'cdk.tf.json' });
  });

  test('refuses an alias of the provider that is not configured', async () => {
    const result = await check({ resource: { aws_vpc: { main: { provider: 'aws.tokyo' } } } });
    if (result.ok) throw new Error('it was accepted');
    expect(JSON.stringify(result.problems)).toContain('tokyo is required, but it has been removed');
  });

  test('accepts the same without the mistakes, and counts what it would add', async () => {
    const result = await check({
      resource: {
        ...vpc,
        aws_subnet: { a: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.0.0/24' } },
        ...(acl({
          rate_based_statement: {
            limit: 2000,
            scope_down_statement: {
              not_statement: { statement: [{ geo_match_statement: { country_codes: ['KR'] } }] },
            },
          },
        }) as object),
      },
    });
    expect(result).toMatchObject({ ok: true, added: 3, warnings: [] });
  });

  test('shows evaluated ranges, tags and policies, without what only AWS knows', async () => {
    const result = await check({
      data: {
        aws_caller_identity: { me: {} },
        aws_iam_policy_document: {
          trust: {
            statement: [
              {
                actions: ['sts:AssumeRole'],
                principals: [{ type: 'Service', identifiers: ['ecs-tasks.amazonaws.com'] }],
                condition: [
                  {
                    test: 'StringEquals',
                    variable: 'aws:SourceAccount',
                    values: ['${data.aws_caller_identity.me.account_id}'],
                  },
                ],
              },
            ],
          },
        },
      },
      resource: {
        aws_vpc: {
          main: { cidr_block: '${cidrsubnet("10.0.0.0/8", 8, 3)}', tags: { Name: 'main' } },
        },
        aws_iam_role: {
          task: { assume_role_policy: '${data.aws_iam_policy_document.trust.json}' },
        },
      },
    });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const planned = new Map(
      plannedResources(result.plan).map(({ address, values }) => [address, values]),
    );
    expect(planned.get('aws_vpc.main')).toMatchObject({
      cidr_block: '10.3.0.0/16',
      region: 'ap-northeast-2',
      tags_all: { Name: 'main', Project: 'onsale' },
    });
    expect(planned.get('aws_vpc.main')).not.toHaveProperty('id');
    const policy = String(planned.get('aws_iam_role.task')?.assume_role_policy);
    expect(JSON.parse(policy)).toMatchObject({
      Statement: [
        {
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
        },
      ],
    });
    const read = readDataSources(result.plan).map(({ address }) => address);
    expect(read).toContain('data.aws_iam_policy_document.trust');
  });

  test('an alias has its own region', async () => {
    const result = await check({
      data: { aws_region: { here: {}, there: { provider: 'aws.us-east-1' } } },
      resource: { aws_sns_topic: { alarms: { name: 'a', provider: 'aws.us-east-1' } } },
      output: {
        here: { value: '${data.aws_region.here.name}' },
        there: { value: '${data.aws_region.there.name}' },
        topic: { value: '${aws_sns_topic.alarms.arn}' },
      },
    });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(result.outputs.here?.value).toBe('ap-northeast-2');
    expect(result.outputs.there?.value).toBe('us-east-1');
    expect(result.outputs.topic?.value).toMatch(/^arn:aws:sns:us-east-1:111122223333:mock-/);
  });

  test('a secret that is written only is in no plan', async () => {
    const ephemeral = { aws_secretsmanager_random_password: { db: { password_length: 32 } } };
    const password = '${ephemeral.aws_secretsmanager_random_password.db.random_password}';
    const database = { instance_class: 'db.t4g.micro', password_wo_version: 1 };
    const result = await check({
      ephemeral,
      resource: { aws_db_instance: { main: { ...database, password_wo: password } } },
    });
    expect(result).toMatchObject({ ok: true, added: 1 });
    expect(JSON.stringify(result)).not.toContain('mock-random-password');
    const stored = await check({
      ephemeral,
      resource: { aws_db_instance: { main: { ...database, password } } },
    });
    expect(stored.ok).toBe(false);
  });

  test('data sources that AWS would refuse are refused', async () => {
    const cache = { aws_cloudfront_cache_policy: { site: { name: 'Managed-Cache' } } };
    const result = await check({ data: cache });
    if (result.ok) throw new Error('it was accepted');
    expect(result.problems[0]?.summary).toContain('no managed cache policy "Managed-Cache"');
    expect(result.problems[0]?.address).toBe('data.aws_cloudfront_cache_policy.site');
  });

  test('providers that are not attached are not looked for on the network', async () => {
    const result = await check({
      terraform: { required_providers: { tls: { source: 'hashicorp/tls', version: '4.0.6' } } },
      resource: { tls_private_key: { key: { algorithm: 'ED25519' } } },
    });
    if (result.ok) throw new Error('it was accepted');
    expect(result.problems[0]?.detail).toContain('hashicorp/tls');
  });
});

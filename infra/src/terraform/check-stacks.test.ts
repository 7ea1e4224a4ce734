/** Stacks that read each other are planned in order, with each other's outputs. */
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkHcl, exportHcl, hclFile } from './check-hcl.ts';
import { checkStacks } from './check-stacks.ts';
import { plannedResources } from './plan-json.ts';
import { writeBackendOverride } from './remote-state.ts';
import { withScratch } from './run-terraform.ts';
import { startSchemaProvider } from './schema-provider.ts';
import { readStackConfig, typesUsed } from './stack-config.ts';
import { initAndValidate, planAndShow } from './terraform-commands.ts';
import {
  type Fixture,
  stateOf,
  tellIfSkipped,
  terraform,
  withoutTerraform,
  writeStacks,
} from './terraform-for-tests.ts';

tellIfSkipped('stacks that read each other, and their HCL, are');

/** A data source as CDK Terrain makes it for references between stacks. */
const reads = (name: string): Readonly<Record<string, unknown>> => ({
  terraform_remote_state: {
    [`from-${name}`]: {
      backend: 's3',
      config: stateOf(name),
      workspace: '${terraform.workspace}',
    },
  },
});

const network = {
  resource: {
    aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
    aws_subnet: {
      a: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.0.0/24' },
      b: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.1.0/24' },
    },
  },
  output: {
    vpc: { value: '${aws_vpc.main.id}', sensitive: true },
    cidr: { value: '${aws_vpc.main.cidr_block}' },
    subnets: { value: ['${aws_subnet.a.id}', '${aws_subnet.b.id}'] },
  },
};

const from = 'data.terraform_remote_state.from-network.outputs';
const data = {
  data: reads('network'),
  resource: {
    aws_security_group: {
      db: { name: 'db', vpc_id: `\${${from}.vpc}`, description: `for \${${from}.cidr}` },
    },
    aws_db_subnet_group: { db: { subnet_ids: `\${${from}.subnets}` } },
  },
};

describe.skipIf(withoutTerraform)('stacks that depend on each other', () => {
  let fixture: Fixture;

  afterEach(() => fixture.remove());

  async function check(stacks: Parameters<typeof writeStacks>[0]) {
    fixture = await writeStacks(stacks);
    const { directories } = fixture;
    return checkStacks({ directories, terraform });
  }

  test('are planned with the outputs of those before, whatever the order given', async () => {
    const [second, first] = await check({ data, network });
    expect(first?.check).toMatchObject({ ok: true, added: 3 });
    if (second?.check.ok !== true) throw new Error(JSON.stringify(second?.check.problems));
    const planned = plannedResources(second.check.plan);
    expect(planned.find(({ type }) => type === 'aws_security_group')?.values).toMatchObject({
      vpc_id: expect.stringMatching(/^vpc-[0-9a-f]{17}$/) as unknown,
      description: 'for 10.0.0.0/16',
    });
    const subnets = planned.find(({ type }) => type === 'aws_db_subnet_group')?.values.subnet_ids;
    expect(subnets).toHaveLength(2);
    expect(subnets).toContainEqual(expect.stringMatching(/^subnet-[0-9a-f]{17}$/));
  });

  test('may not read outputs that do not exist', async () => {
    const [, second] = await check({
      network: { ...network, output: { other: { value: 1 } } },
      data,
    });
    if (second?.check.ok !== false) throw new Error('it was accepted');
    expect(second.check.problems[0]?.summary).toBe('Unsupported attribute');
  });

  test('may not read a state that no stack writes', async () => {
    const [only] = await check({ data });
    expect(only?.check).toMatchObject({ ok: false });
    expect(JSON.stringify(only?.check)).toContain('which no stack writes');
  });

  test('are not checked when one before has problems', async () => {
    const broken = { ...network, resource: { aws_vpc: { main: { cidr: '10.0.0.0/16' } } } };
    const [first, second] = await check({ network: broken, data });
    expect(first?.check.ok).toBe(false);
    expect(JSON.stringify(second?.check)).toContain('Not checked, since network has problems.');
  });

  test('may not write the same state', async () => {
    const shared = { terraform: { backend: { s3: stateOf('network') } } };
    const [, second] = await check({ network, other: shared });
    expect(JSON.stringify(second?.check)).toContain('which is that of network');
  });

  test('end with a problem when Terraform takes too long', async () => {
    fixture = await writeStacks({ network });
    const { directories } = fixture;
    const [only] = await checkStacks({ directories, terraform, timeoutMs: 1 });
    expect(JSON.stringify(only?.check)).toContain('took longer than 1 ms');
  });

  test('may not depend on each other in a circle', async () => {
    const circle = check({ a: { data: reads('b') }, b: { data: reads('a') } });
    await expect(circle).rejects.toThrow('in a circle: a -> b -> a');
  });
});

const visibility = {
  cloudwatch_metrics_enabled: true,
  metric_name: 'm',
  sampled_requests_enabled: true,
};

/** What is written differently in the two syntaxes: texts, maps, nested and repeated blocks. */
const edge = {
  resource: {
    aws_wafv2_web_acl: {
      site: {
        name: 'site',
        scope: 'CLOUDFRONT',
        provider: 'aws.us-east-1',
        default_action: { allow: {} },
        visibility_config: visibility,
        rule: [
          {
            name: 'one',
            priority: 1,
            override_action: { none: {} },
            visibility_config: visibility,
            statement: {
              managed_rule_group_statement: {
                name: 'AWSManagedRulesCommonRuleSet',
                vendor_name: 'AWS',
                rule_action_override: [{ name: 'A', action_to_use: { count: {} } }],
              },
            },
          },
        ],
      },
    },
    aws_security_group: {
      all: {
        name: 'all',
        description: 'line\none "two" \\ $${three}',
        tags: { 'a b': 'x', Name: '${upper("n")}-1' },
        dynamic: {
          timeouts: { for_each: ['5m'], iterator: 'each', content: { create: '${each.value}' } },
        },
      },
    },
    aws_sqs_queue: {
      jobs: {
        policy: '${jsonencode({"Resource" = "${aws_wafv2_web_acl.site.arn}/*", "n" = [1, true]})}',
        depends_on: ['aws_security_group.all'],
        lifecycle: { prevent_destroy: true, ignore_changes: ['tags'] },
      },
    },
  },
  output: { name: { value: '${aws_security_group.all.tags["Name"]}', sensitive: true } },
};

describe.skipIf(withoutTerraform)('the export to HCL', () => {
  let fixture: Fixture;

  afterEach(() => fixture.remove());

  test('is accepted by Terraform and is formatted as it wants', async () => {
    fixture = await writeStacks({ network, data });
    const outdir = join(fixture.folder, 'hcl');
    const checked = await checkHcl({ directories: fixture.directories, outdir, terraform });
    expect(checked).toEqual([
      { stack: 'network', problems: [] },
      { stack: 'data', problems: [] },
    ]);
    const text = await readFile(join(outdir, 'network', hclFile), 'utf8');
    expect(text).toContain('resource "aws_subnet" "a" {\n  vpc_id     = aws_vpc.main.id\n');
  });

  test('plans to the same as the JSON', async () => {
    fixture = await writeStacks({ edge });
    const [directory = ''] = fixture.directories;
    const [json] = await checkStacks({ directories: [directory], terraform });
    if (json?.check.ok !== true) throw new Error(JSON.stringify(json?.check.problems));
    const provider = await startSchemaProvider();
    const types = typesUsed(await readStackConfig(directory));
    const hcl = await withScratch({ terraform, provider, types }, async (scratch) => {
      await cp(await exportHcl(directory, join(fixture.folder, 'hcl')), scratch.folder, {
        recursive: true,
      });
      await writeBackendOverride(scratch.folder);
      expect(await initAndValidate(scratch)).toEqual([]);
      return planAndShow(scratch);
    });
    await provider.close();
    if (!hcl.ok) throw new Error(JSON.stringify(hcl.problems));
    expect(plannedResources(hcl.plan)).toHaveLength(3);
    expect(plannedResources(hcl.plan)).toEqual(plannedResources(json.check.plan));
    expect(hcl.plan.output_changes).toEqual(json.check.plan.output_changes);
  });

  test('shows what is wrong with a stack', async () => {
    const wrong = { resource: { aws_vpc: { main: { cidr: '10.0.0.0/16' } } } };
    fixture = await writeStacks({ network: wrong });
    const outdir = join(fixture.folder, 'hcl');
    const [checked] = await checkHcl({ directories: fixture.directories, outdir, terraform });
    expect(checked?.problems[0]).toMatchObject({ severity: 'error', file: hclFile });
  });
});

/** A graph over stacks that the library itself has synthesised. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktn/provider-aws/lib/provider/index.js';
import { SqsQueue } from '@cdktn/provider-aws/lib/sqs-queue/index.js';
import { Vpc } from '@cdktn/provider-aws/lib/vpc/index.js';
import { Subnet } from '@cdktn/provider-aws/lib/subnet/index.js';
import { App, Fn, S3Backend, TerraformStack } from 'cdktn';
import { describe, expect, it } from 'vitest';
import type { Lifetime } from '../config/names.ts';
import { type DeploymentGraph, readDeployment } from './graph.ts';
import { redrivesOf } from './reading/dead-letters.ts';
import { parseJson, textOf } from './reading/json.ts';

/** Two stacks: the second reads from the first through an output that the library makes. */
function synthesised(): DeploymentGraph {
  const outdir = mkdtempSync(join(tmpdir(), 'graph-'));
  const context = { targetVersions: { terraform: '>=1.10.0', opentofu: '>=1.10.0' } };
  const app = new App({ outdir, context });
  const stackOf = (name: string): TerraformStack => {
    const stack = new TerraformStack(app, name);
    new S3Backend(stack, {
      bucket: 'states',
      key: name,
      region: 'ap-northeast-2',
      useLockfile: true,
    });
    new AwsProvider(stack, 'aws', { region: 'ap-northeast-2' });
    return stack;
  };
  const network = stackOf('network');
  const vpc = new Vpc(network, 'vpc', { cidrBlock: '10.0.0.0/16' });
  const compute = stackOf('compute');
  const global = new AwsProvider(compute, 'global', { region: 'us-east-1', alias: 'global' });
  new Subnet(compute, 'subnet', { vpcId: vpc.id });
  const letters = new SqsQueue(compute, 'letters', { provider: global });
  new SqsQueue(compute, 'jobs', {
    policy: Fn.jsonencode({ Id: Fn.rawString('he said "hi"'), Source: letters.arn }),
    redrivePolicy: Fn.jsonencode({ deadLetterTargetArn: letters.arn, maxReceiveCount: 3 }),
  });
  app.synth();
  const lifetimes: readonly Lifetime[] = ['network', 'compute'];
  const stacks = lifetimes.map((lifetime) => ({
    name: lifetime,
    lifetime,
    json: JSON.parse(
      readFileSync(join(outdir, 'stacks', lifetime, 'cdk.tf.json'), 'utf8'),
    ) as unknown,
  }));
  rmSync(outdir, { recursive: true });
  return readDeployment({ topology: 'fargate', environment: 'dev', stacks });
}

describe('a graph', () => {
  const graph = synthesised();
  const [subnet] = graph.ofType('aws_subnet');

  it('follows references into other stacks, and back', () => {
    expect(subnet).toBeDefined();
    if (subnet === undefined) return;
    const [target] = graph.targetsOf(subnet, subnet.values.vpc_id);
    expect(target?.resource.address).toBe('aws_vpc.vpc');
    expect(target?.resource.stack.name).toBe('network');
    expect(target?.attribute).toBe('id');
    expect(target && graph.referrersOf(target.resource, 'aws_subnet')).toEqual([subnet]);
    expect(graph.danglingIn(subnet)).toEqual([]);
  });

  it('knows the region of each provider', () => {
    const regions = graph.ofType('aws_sqs_queue').map(({ address, region }) => [address, region]);
    expect(Object.fromEntries(regions)).toEqual({
      'aws_sqs_queue.jobs': 'ap-northeast-2',
      'aws_sqs_queue.letters': 'us-east-1',
    });
  });

  it('sees through jsonencode', () => {
    const [redrive] = graph.ofType('aws_sqs_queue').flatMap((queue) => redrivesOf(graph, queue));
    expect(redrive?.queue.address).toBe('aws_sqs_queue.letters');
    expect(redrive?.attempts).toBe(3);
  });

  it('reads quotation marks as the library escapes them', () => {
    const jobs = graph
      .ofType('aws_sqs_queue')
      .find(({ address }) => address === 'aws_sqs_queue.jobs');
    expect(parseJson(textOf(jobs?.values.policy) ?? '')).toEqual({
      Id: 'he said "hi"',
      Source: '${aws_sqs_queue.letters.arn}',
    });
  });

  it('leaves nothing unread', () => {
    expect(graph.resources.flatMap(({ unreadable }) => unreadable)).toEqual([]);
  });
});

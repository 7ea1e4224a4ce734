/** From resources to lines: how many of what, at which price. */
import { describe, expect, it } from 'vitest';
import { createNetwork } from '../../constructs/network/network.ts';
import { networkConfig } from '../../config/fargate/network.ts';
import { ConfigError } from '../../lib/problem.ts';
import { resource, scenarioOf, scenarioWith } from '../testing-scenario.ts';
import { checkTypesPriced, estimate } from './estimate.ts';
import type { Scenario } from './scenario.ts';

const usdOf = (scenario: Scenario, what: string): number =>
  estimate(scenario)
    .lines.filter((one) => one.what === what)
    .reduce((sum, { usd }) => sum + usd, 0);

const networkWith = (natGateways: 'one' | 'per-zone'): Scenario =>
  scenarioOf((stack) => {
    createNetwork(stack, 'network', {
      config: { ...networkConfig('prod'), natGateways },
      name: (part) => part,
    });
  });

describe('a network of constructs', () => {
  it('costs a gateway and an address for each zone, and the same bytes', () => {
    const [one, both] = [networkWith('one'), networkWith('per-zone')];
    expect(usdOf(one, 'NAT gateway')).toBeCloseTo(0.059 * 730);
    expect(usdOf(both, 'NAT gateway')).toBeCloseTo(2 * 0.059 * 730);
    expect(usdOf(both, 'public address')).toBeCloseTo(2 * 0.005 * 730);
    expect(usdOf(both, 'bytes through NAT')).toBeCloseTo(usdOf(one, 'bytes through NAT'));
  });
});

describe('what has no price', () => {
  it('stops the estimate with the type and where to give it one', () => {
    const scenario = scenarioWith(resource('aws_quantum_task', {}));
    expect(checkTypesPriced(scenario)).toMatchObject([
      { setting: 'test/aws_quantum_task', remedy: expect.stringContaining('priced-types.ts') },
    ]);
    expect(() => estimate(scenario)).toThrow(ConfigError);
  });

  it('stops it for a class, with the argument that names it', () => {
    const scenario = scenarioWith(resource('aws_db_instance', { instance_class: 'db.x9.huge' }));
    expect(() => estimate(scenario)).toThrow('test/aws_db_instance instance_class');
  });
});

const database = (values: object) =>
  scenarioWith(
    resource('aws_db_instance', {
      instance_class: 'db.t3.medium',
      allocated_storage: 200,
      ...values,
    }),
  );

describe('databases', () => {
  it('cost twice as much in two zones, storage included', () => {
    expect(usdOf(database({ multi_az: true }), 'db.t3.medium in two zones')).toBeCloseTo(
      2 * 0.111 * 730,
    );
    expect(usdOf(database({ multi_az: true }), 'storage, gp3 in two zones')).toBeCloseTo(
      400 * 0.131,
    );
    expect(usdOf(database({ multi_az: false }), 'db.t3.medium')).toBeCloseTo(0.111 * 730);
  });

  it('have a secret of their own when RDS keeps the password', () => {
    const managed = database({ manage_master_user_password: true });
    expect(usdOf(managed, "the database's own secret")).toBeCloseTo(0.4);
  });

  it('of Serverless Aurora cost their least while nobody buys', () => {
    const cluster = resource('aws_rds_cluster', {
      serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: 2 },
    });
    const writer = resource(
      'aws_rds_cluster_instance',
      { instance_class: 'db.serverless' },
      { links: [cluster.id] },
    );
    const { usage, ...scenario } = scenarioWith(cluster, writer);
    const quiet = { ...scenario, usage: { ...usage, saleHours: 0 } };
    expect(usdOf(quiet, 'capacity units of Aurora')).toBeCloseTo(0.5 * 730 * 0.2);
  });
});

describe('Redis', () => {
  it('has shards times replicas and primaries, or as many nodes as it says', () => {
    const sharded = resource('aws_elasticache_replication_group', {
      node_type: 'cache.m7g.xlarge',
      num_node_groups: 8,
      replicas_per_node_group: 1,
    });
    expect(usdOf(scenarioWith(sharded), 'cache.m7g.xlarge')).toBeCloseTo(16 * 0.389 * 730);
    const pair = resource('aws_elasticache_replication_group', {
      node_type: 'cache.t3.micro',
      num_cache_clusters: 2,
    });
    expect(usdOf(scenarioWith(pair), 'cache.t3.micro')).toBeCloseTo(2 * 0.025 * 730);
  });
});

describe('fleets', () => {
  const template = resource('aws_launch_template', {
    instance_type: 't3.medium',
    block_device_mappings: [{ ebs: { volume_size: 30 } }],
  });
  const group = (values: object) =>
    resource(
      'aws_autoscaling_group',
      { min_size: 4, max_size: 4, desired_capacity: 4, ...values },
      { links: [template.id] },
    );

  it('buy above their base on Spot what they may', () => {
    const policy = {
      launch_template: { override: [{ instance_type: 't3.medium' }] },
      instances_distribution: {
        on_demand_base_capacity: 2,
        on_demand_percentage_above_base_capacity: 50,
      },
    };
    const scenario = scenarioWith(template, group({ mixed_instances_policy: policy }));
    expect(usdOf(scenario, 't3.medium on demand')).toBeCloseTo(3 * 0.052 * 730);
    expect(usdOf(scenario, 't3.medium on Spot')).toBeCloseTo(0.052 * 0.35 * 730);
    expect(usdOf(scenario, 'volumes, gp3')).toBeCloseTo(4 * 30 * 0.0912);
  });

  it('cost nothing while they wait with no instance', () => {
    const idle = group({ min_size: 0, max_size: 0, desired_capacity: 0 });
    expect(estimate(scenarioWith(template, idle)).usd).toBeCloseTo(0);
  });

  it('of tasks pay for processors and memory', () => {
    const task = resource('aws_ecs_task_definition', { cpu: '2048', memory: '4096' });
    const service = resource('aws_ecs_service', { desired_count: 2 }, { links: [task.id] });
    const scenario = scenarioWith(task, service);
    expect(usdOf(scenario, 'processors on demand')).toBeCloseTo(2 * 2 * 0.04656 * 730);
    expect(usdOf(scenario, 'memory on demand')).toBeCloseTo(2 * 4 * 0.00511 * 730);
  });

  it('of Kubernetes have nodes that no Terraform knows', () => {
    const scenario = scenarioWith(
      resource('aws_eks_cluster', { upgrade_policy: { support_type: 'EXTENDED' } }),
    );
    expect(usdOf(scenario, 'control plane in extended support')).toBeCloseTo(438);
    expect(usdOf(scenario, "Karpenter's t3.large on Spot")).toBeGreaterThan(0);
    expect(usdOf(scenario, "the Gateway's load balancer")).toBeCloseTo(0.0225 * 730);
  });
});

describe('the firewall', () => {
  it('costs by the rule, and by the request that reaches it', () => {
    const acl = resource('aws_wafv2_web_acl', {
      scope: 'CLOUDFRONT',
      rule: [{ name: 'one' }, { name: 'two' }],
    });
    const scenario = scenarioWith(acl);
    expect(usdOf(scenario, 'rules of the firewall')).toBeCloseTo(2);
    expect(usdOf(scenario, 'requests to the firewall')).toBeCloseTo(60);
    expect(usdOf(scenario, 'Bot Control')).toBe(0);
  });
});

/** The figures of the reference documents, where ours have to be the same or are known not to be. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { edgeConfig } from '../src/config/disaster-recovery/edge.ts';
import { scalingConfig as recoveryScaling } from '../src/config/disaster-recovery/scaling.ts';
import { scalingConfig as instanceScaling } from '../src/config/ec2-aurora/scaling.ts';
import { clusterConfig } from '../src/config/eks/cluster.ts';
import { networkConfig as clusterNetwork } from '../src/config/eks/network.ts';
import { networkConfig as taskNetwork } from '../src/config/fargate/network.ts';
import { scalingConfig as taskScaling } from '../src/config/fargate/scaling.ts';
import { environments } from '../src/config/names.ts';
import { tableNames } from '../src/constructs/dynamodb/table-definitions.ts';
import { documentA } from '../src/diagrams/documents/document-a.ts';
import { resourcesOf } from '../src/diagrams/documents/resource-counts.ts';
import { synthesiseEverything } from '../src/diagrams/documents/everything.ts';
import type { SynthesisedStack } from '../src/topologies/synthesise.ts';

const constructs = join(import.meta.dirname, '..', 'src', 'constructs');
const hasAll = (folders: readonly string[]): boolean =>
  folders.every((folder) => existsSync(join(constructs, folder)));

const documentedIn = (kinds: typeof documentA.summary): number =>
  kinds.reduce((total, { documented }) => total + documented, 0);

let stacks: readonly SynthesisedStack[] = [];
beforeAll(() => {
  stacks = synthesiseEverything();
});

const typesOf = (topology: string, environment: string): readonly string[] =>
  stacks
    .filter((one) => one.topology === topology && one.environment === environment)
    .flatMap((stack) => resourcesOf(stack).map(([type]) => type));
const count = (types: readonly string[], type: string): number =>
  types.filter((one) => one === type).length;

describe('document A', () => {
  it('has eight modules: vpc, security, database, cache, compute, loadbalancer, monitoring, storage', () => {
    const modules = {
      vpc: ['network'],
      security: ['security', 'encryption', 'secrets'],
      database: ['database', 'database-aurora'],
      cache: ['cache'],
      compute: ['compute-asg', 'autoscaling'],
      loadbalancer: ['load-balancer'],
      monitoring: ['alarms', 'dashboards', 'notifications', 'log-groups'],
      storage: ['storage', 'registry'],
    };
    expect(Object.keys(modules)).toHaveLength(8);
    for (const folders of Object.values(modules)) expect(hasAll(folders)).toBe(true);
  });

  it('plans 45 resources: 33 that its summary names, 12 that its modules describe', () => {
    expect(documentedIn(documentA.summary)).toBe(33);
    expect(documentedIn(documentA.described)).toBe(12);
    expect(documentedIn(documentA.summary) + documentedIn(documentA.described)).toBe(
      documentA.planned,
    );
  });

  it('is covered kind by kind by ec2-aurora in dev and its account', () => {
    const types = [...typesOf('ec2-aurora', 'dev'), ...typesOf('account', 'dev')];
    const fewer = [...documentA.summary, ...documentA.described].filter(
      ({ types: own, documented }) =>
        own.reduce((total, type) => total + count(types, type), 0) < documented,
    );
    // One NAT gateway in dev, and therefore one route table less: X30.
    expect(fewer.map(({ title }) => title)).toEqual(['NAT gateways', 'route tables']);
    const prod = typesOf('ec2-aurora', 'prod');
    expect([count(prod, 'aws_nat_gateway'), count(prod, 'aws_route_table')]).toEqual([2, 4]);
  });

  it('scales 2 to 20, by +2 after 300 s and -1 after 600 s, at 70 %, 20 % and 5,000 a minute', () => {
    expect(instanceScaling('prod').api).toMatchObject({
      min: 2,
      max: 20,
      desired: 2,
      cpuPercent: 70,
      requestsPerTargetPerMinute: 5_000,
      reaction: {
        add: 2,
        addCooldownSeconds: 300,
        remove: 1,
        removeCooldownSeconds: 600,
        idleCpuPercent: 20,
      },
    });
  });
});

describe('document B', () => {
  it('has fifteen modules', () => {
    const modules = {
      vpc: ['network'],
      eks: ['eks', 'eks-add-ons', 'karpenter', 'pod-identity'],
      dynamodb: ['dynamodb'],
      eventbridge: ['eventing'],
      elasticache: ['cache'],
      sqs: ['queue'],
      route53: ['dns'],
      acm: ['certificates'],
      waf: ['waf'],
      cloudfront: ['cdn'],
      's3-static': ['static-site'],
      ecr: ['registry'],
      ec2: ['session-manager'],
      awsgrafana: ['grafana'],
      awsprometheus: ['prometheus'],
    };
    expect(Object.keys(modules)).toHaveLength(15);
    for (const folders of Object.values(modules)) expect(hasAll(folders)).toBe(true);
  });

  it('has six tables, two buses with eight rules, three environments', () => {
    expect(tableNames).toHaveLength(6);
    expect(environments).toHaveLength(3);
    const data = stacks.find(({ name }) => name === 'eks-prod-data');
    const ofType = (type: string): readonly Record<string, unknown>[] =>
      Object.values(
        ((data?.json.resource ?? {}) as Record<string, Record<string, Record<string, unknown>>>)[
          type
        ] ?? {},
      );
    expect(ofType('aws_cloudwatch_event_bus')).toHaveLength(2);
    const onBuses = ofType('aws_cloudwatch_event_rule').filter((rule) => 'event_bus_name' in rule);
    expect(onBuses).toHaveLength(8);
  });

  it('runs Kubernetes 1.33 in 10.180.x, in three node groups, with 16 nodes of Redis', () => {
    expect(clusterConfig('prod').version).toBe('1.33');
    expect(clusterNetwork('prod').subnets).toEqual({
      public: ['10.180.0.0/24', '10.180.1.0/24'],
      application: ['10.180.4.0/22', '10.180.8.0/22'],
      data: ['10.180.2.0/24', '10.180.3.0/24'],
    });
    expect(count(typesOf('eks', 'prod'), 'aws_eks_node_group')).toBe(3);
  });

  it('has at least fifteen roles', () => {
    expect(count(typesOf('eks', 'prod'), 'aws_iam_role')).toBeGreaterThanOrEqual(15);
  });
});

describe('document C', () => {
  it('scales 2 to 10 tasks at 70 % of CPU and memory and 1,000 requests a minute', () => {
    expect(taskScaling('prod').api).toMatchObject({
      min: 2,
      max: 10,
      desired: 2,
      cpuPercent: 70,
      memoryPercent: 70,
      requestsPerTargetPerMinute: 1_000,
      reaction: { scaleOutSeconds: 60, scaleInSeconds: 300 },
    });
  });

  it('has its ranges, and a data tier besides', () => {
    expect(taskNetwork('prod').subnets).toMatchObject({
      public: ['10.0.1.0/24', '10.0.2.0/24'],
      application: ['10.0.11.0/24', '10.0.12.0/24'],
    });
  });
});

describe('document D', () => {
  it('forecasts at 50 % of the CPU, 600 s ahead', () => {
    expect(recoveryScaling('prod').api.predictive).toEqual({
      mode: 'ForecastAndScale',
      cpuPercent: 50,
      bufferSeconds: 600,
    });
  });

  it('asks for health every 30 s on 443, and believes three failures', () => {
    expect(edgeConfig('prod').failover).toMatchObject({
      intervalSeconds: 30,
      failuresMax: 3,
      path: '/health',
      port: 443,
    });
  });
});

/** The optimisations that the documents list, on the topologies that they are meant for. */
import { primaryRegion } from '../../config/names.ts';
import { discounts } from '../prices/discounts.ts';
import { cloudFrontPrices } from '../prices/edge.ts';
import { networkPrices } from '../prices/network.ts';
import { after, onTerms, setting, unchanged, usedAs } from './change.ts';
import type { Optimisation, OptimisationSet } from './optimisation.ts';
import * as shared from './shared.ts';

const option = (
  what: string,
  expected: string,
  on: Optimisation['on'],
  remark: string,
): Optimisation => ({ what, expected, inUse: false, on, off: unchanged, remark });

/** What is there already: `off` takes it away. */
const used = (
  what: string,
  expected: string,
  off: Optimisation['off'],
  remark: string,
): Optimisation => ({ what, expected, inUse: true, on: unchanged, off, remark });

const group = 'aws_autoscaling_group';

const terabyteGb = 1_024;
const perGb = networkPrices.out.usd[primaryRegion] - cloudFrontPrices.out.usd[primaryRegion];
const savedOnTransfer = `$${(terabyteGb * perGb).toFixed(0)}`;

const halfOnSpot = after(
  setting(group, 'on_demand_base_capacity', () => 0),
  setting(group, 'on_demand_percentage_above_base_capacity', () => 50),
);

const setA: OptimisationSet = {
  source: 'A',
  topology: 'ec2-aurora',
  environment: 'prod',
  expectedTogether: '$231.11 (the sum)',
  optimisations: [
    option(
      'One NAT gateway',
      '$32.40',
      shared.oneNatGateway,
      'A zone fails, all lose the Internet.',
    ),
    option(
      't3.medium → t3.small',
      '$60.48',
      setting(group, 'instance_type', () => 't3.small'),
      'Two GiB for a server, its agent and the system.',
    ),
    option(
      'Half of the instances on Spot',
      '$30.24',
      halfOnSpot,
      'Two minutes of notice; today Spot may take workers above the minimum only.',
    ),
    option(
      'Aurora, a smaller class',
      '$54.75',
      setting('aws_rds_cluster_instance', 'instance_class', () => 'db.t3.large'),
      'Aurora PostgreSQL has no db.t3.small; db.t3.large is the least for 500 connections.',
    ),
    used(
      'Minimum 4 → 2 off-peak',
      '$30.24',
      shared.alwaysAtPeak,
      'Four from 18:30 to 00:30, two otherwise.',
    ),
    option(
      'Logs for 3 days',
      '$3.00',
      shared.logsForDays(3),
      'Taking logs in costs, keeping them hardly; after 3 days nobody finds out what happened.',
    ),
    used(
      'CloudFront before everything',
      '$20.00',
      shared.withoutCdn,
      `Of the transfer alone ${savedOnTransfer}; requests, Origin Shield and a firewall with Bot ` +
        'Control come on top. It is there for speed, and keeps an on-sale off the fleet.',
    ),
  ],
};

const setOfDevA: OptimisationSet = {
  source: 'A',
  topology: 'ec2-aurora',
  environment: 'dev',
  expectedTogether: '$64.80',
  optimisations: [
    option(
      'No NAT gateway in dev',
      '$64.80',
      shared.noNatGateway,
      'Not taken: instances have no public addresses in any environment. One gateway is there.',
    ),
  ],
};

const setB: OptimisationSet = {
  source: 'B',
  topology: 'eks',
  environment: 'prod',
  expectedTogether: 'not stated',
  optimisations: [
    used(
      "Karpenter's nodes on Spot",
      '70 % of $133-400',
      usedAs((usage) => ({ ...usage, cluster: { ...usage.cluster, karpenterSpotShare: 0 } })),
      '70 % of the nodes at 65 % off: 45 % of their price.',
    ),
    option(
      'Redis reserved for a year',
      '$40 ($115 → $75)',
      onTerms({ reservedCache: 0.35 }),
      'The 16 nodes cost what 16 nodes cost (X70), so the same 35 % are far more.',
    ),
    option(
      'Savings plan for nodes',
      '17-20 % of $150-300',
      onTerms({ planInstances: discounts.savingsPlanInstances }),
      '20 % off what runs on demand; nothing off Spot.',
    ),
    used(
      'Old logs to Glacier',
      'not stated',
      shared.notToGlacier,
      'From the 30th day on, in prod.',
    ),
    used(
      'VPC endpoints',
      '$65',
      shared.withoutInterfaceEndpoints,
      'They cost more than the NAT bytes that they spare: kept for privacy, not for the bill. ' +
        'Those of S3 and DynamoDB are free and not counted here.',
    ),
  ],
};

const setC: OptimisationSet = {
  source: 'C',
  topology: 'fargate',
  environment: 'prod',
  expectedTogether: '$100 ($350 → $250)',
  optimisations: [
    option(
      'RDS reserved for a year',
      '$25 (31 %)',
      onTerms({ reservedDatabase: discounts.reservedDatabase }),
      'Of the instance, not of its storage.',
    ),
    option(
      'Redis reserved for a year',
      '$10 (33 %)',
      onTerms({ reservedCache: discounts.reservedCache }),
      '',
    ),
    option(
      'Savings plan for Fargate',
      '$30 (30 %)',
      onTerms({ planTasks: discounts.savingsPlanTasks }),
      'The share is the document’s.',
    ),
    used(
      'Scheduled scaling',
      '$20 (20 %)',
      shared.alwaysAtPeak,
      'Against five tasks at all hours ($250 there). One task alone at night is not taken (X39).',
    ),
  ],
};

const setOfDevC: OptimisationSet = {
  source: 'C',
  topology: 'fargate',
  environment: 'dev',
  expectedTogether: '$50 ($150 → $100)',
  optimisations: [
    used(
      'Dev profile: db.t3.micro in one zone',
      'see below',
      after(
        setting('aws_db_instance', 'instance_class', () => 'db.t3.medium'),
        setting('aws_db_instance', 'multi_az', () => true),
      ),
      'Against db.t3.medium in two zones.',
    ),
    used(
      'Dev profile: one NAT gateway',
      'see below',
      shared.anotherNatGateway,
      'Against one in each zone.',
    ),
    used(
      'Dev profile: Redis without replicas',
      'see below',
      after(
        setting('aws_elasticache_replication_group', 'num_cache_clusters', (nodes) =>
          nodes === 1 ? 2 : nodes,
        ),
        setting('aws_elasticache_replication_group', 'replicas_per_node_group', (replicas) =>
          replicas === 0 ? 1 : replicas,
        ),
      ),
      'cache.t3.nano does not exist; cache.t3.micro is the smallest.',
    ),
  ],
};

export const optimisationSets: readonly OptimisationSet[] = [
  setA,
  setOfDevA,
  setB,
  setC,
  setOfDevC,
];

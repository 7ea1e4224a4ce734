/** What a deployment needs of the limits that AWS sets an account, at its largest. */
import { scalingConfig as recoveryScaling } from '../../config/disaster-recovery/scaling.ts';
import { computeConfig as recoveryCompute } from '../../config/disaster-recovery/compute.ts';
import { networkConfig as recoveryNetwork } from '../../config/disaster-recovery/network.ts';
import { cacheConfig as recoveryCache } from '../../config/disaster-recovery/cache.ts';
import { scalingConfig as ec2Scaling } from '../../config/ec2-aurora/scaling.ts';
import { computeConfig as ec2Compute } from '../../config/ec2-aurora/compute.ts';
import { networkConfig as ec2Network } from '../../config/ec2-aurora/network.ts';
import { cacheConfig as ec2Cache } from '../../config/ec2-aurora/cache.ts';
import { clusterComputeConfig as eksCompute } from '../../config/eks/compute.ts';
import { networkConfig as eksNetwork } from '../../config/eks/network.ts';
import { cacheConfig as eksCache } from '../../config/eks/cache.ts';
import { scalingConfig as fargateScaling } from '../../config/fargate/scaling.ts';
import { computeConfig as fargateCompute } from '../../config/fargate/compute.ts';
import { networkConfig as fargateNetwork } from '../../config/fargate/network.ts';
import { cacheConfig as fargateCache } from '../../config/fargate/cache.ts';
import type { CacheConfig } from '../../config/cache-config.ts';
import type { InstancesComputeConfig } from '../../config/compute-config.ts';
import type { Environment, Topology } from '../../config/names.ts';
import type { NetworkConfig } from '../../config/network-config.ts';
import type { ScalingConfig } from '../../config/scaling-config.ts';

export type Need = {
  readonly service: string;
  readonly code: string;
  readonly what: string;
  readonly amount: number;
};

/** AWS counts vCPUs by family: these are of the families A, C, D, H, I, M, R, T and Z. */
const standard = { service: 'ec2', code: 'L-1216C47A', what: 'vCPUs of On-Demand instances' };
const spot = { service: 'ec2', code: 'L-34B43A08', what: 'vCPUs of Spot instances' };
const fargateCpu = { service: 'fargate', code: 'L-3032A538', what: 'vCPUs on Fargate' };
const addresses = { service: 'ec2', code: 'L-0263D0A3', what: 'Elastic IP addresses' };
const networks = { service: 'vpc', code: 'L-F678F1CE', what: 'VPCs in the region' };
const redisNodes = { service: 'elasticache', code: 'L-DFE45DF3', what: 'nodes of ElastiCache' };
const balancers = {
  service: 'elasticloadbalancing',
  code: 'L-53DA6B97',
  what: 'Application Load Balancers',
};

const byTopology = {
  'ec2-aurora': (environment) => [
    ...instances(ec2Compute(environment), ec2Scaling(environment), 1),
    ...shared(ec2Network(environment), ec2Cache(environment)),
  ],
  eks: (environment) => {
    const { nodeGroups, karpenter } = eksCompute(environment);
    const vcpus = Object.values(nodeGroups).reduce(
      (sum, { max, instanceTypes }) => sum + max * Math.max(...instanceTypes.map(vcpusOf)),
      0,
    );
    return [
      { ...standard, amount: vcpus + karpenter.onDemandVcpuLimit },
      { ...spot, amount: karpenter.spotVcpuLimit },
      ...shared(eksNetwork(environment), eksCache(environment)),
    ];
  },
  fargate: (environment) => {
    const { tasks } = fargateCompute(environment);
    const { api, worker } = fargateScaling(environment);
    // As many again while a release replaces them.
    const units = 2 * (api.max * tasks.api.cpu + worker.max * tasks.worker.cpu);
    return [
      { ...fargateCpu, amount: Math.ceil(units / 1_024) },
      ...shared(fargateNetwork(environment), fargateCache(environment)),
    ];
  },
  'disaster-recovery': (environment) => [
    ...instances(recoveryCompute(environment), recoveryScaling(environment), 2),
    ...shared(recoveryNetwork(environment), recoveryCache(environment)),
  ],
} as const satisfies Record<Topology, (environment: Environment) => readonly Need[]>;

export const neededQuotas = (topology: Topology, environment: Environment): readonly Need[] =>
  byTopology[topology](environment);

/** `colours`: how many groups of the API can be at their largest at the same time. */
function instances(
  { instances: { instanceTypes } }: InstancesComputeConfig,
  { api, worker }: ScalingConfig,
  colours: number,
): readonly Need[] {
  const vcpus = Math.max(...instanceTypes.map(vcpusOf));
  const all = colours * api.max + worker.max;
  return [
    // Without Spot capacity, everything is On-Demand.
    { ...standard, amount: all * vcpus },
    { ...spot, amount: (colours * onSpot(api) + onSpot(worker)) * vcpus },
  ];
}

const onSpot = ({ max, min, spotPercent }: ScalingConfig['api']): number =>
  Math.ceil(((max - min) * spotPercent) / 100);

const shared = ({ natGateways, zones }: NetworkConfig, cache: CacheConfig): readonly Need[] => [
  { ...networks, amount: 1 },
  { ...addresses, amount: natGateways === 'one' ? 1 : zones.length },
  { ...balancers, amount: 1 },
  {
    ...redisNodes,
    amount: [cache.store, cache.cache].reduce(
      (sum, { shards, replicasPerShard, shardScaling }) =>
        sum + (shardScaling?.max ?? shards) * (1 + replicasPerShard),
      0,
    ),
  },
];

/** Of the families in use: two up to `large`, then four and multiples of it. */
export function vcpusOf(instanceType: string): number {
  const size = instanceType.split('.')[1] ?? '';
  const multiple = /^(\d*)xlarge$/.exec(size);
  if (multiple === null) return 2;
  return 4 * (multiple[1] === '' ? 1 : Number(multiple[1]));
}

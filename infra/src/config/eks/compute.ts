/**
 * The nodes of the EKS topology, three managed groups as in document B and Karpenter's, and its
 * load balancer.
 */
import type { LoadBalancerConfig } from '../compute-config.ts';
import type { ClusterComputeConfig, KarpenterConfig, NodeGroupConfig } from '../eks-config.ts';
import type { Environment } from '../names.ts';

const volumeGib = 50;

/** Controllers: DNS, Karpenter, load balancers, secrets. Their loss would stop everything else. */
const critical = {
  instanceTypes: ['t3.large'],
  capacity: 'on-demand',
  min: 2,
  desired: 2,
  max: 4,
  volumeGib,
  tainted: false,
} as const satisfies NodeGroupConfig;

/**
 * What runs at all times. The mix is tried in this order, so that a lack of one type is no outage.
 */
const general = {
  instanceTypes: ['t3.large', 't3.xlarge', 't3.medium'],
  capacity: 'on-demand',
  min: 2,
  desired: 2,
  max: 4,
  volumeGib,
  tainted: false,
} as const satisfies NodeGroupConfig;

const monitoring = {
  instanceTypes: ['t3.medium'],
  capacity: 'on-demand',
  min: 1,
  desired: 1,
  max: 2,
  volumeGib,
  tainted: true,
} as const satisfies NodeGroupConfig;

const karpenter = {
  instanceFamilies: ['t3', 't3a', 'm5', 'm5a', 'm6i', 'm6a'],
  instanceVcpus: [2, 4],
  volumeGib,
  // Document B goes to 20 nodes of two vCPUs for 30,000 requests a second.
  spotVcpuLimit: 40,
  onDemandVcpuLimit: 16,
  consolidateAfterSeconds: 60,
  expireAfterHours: 720,
  disruptedPercent: 20,
  // Sales open at 19:00 (document A): no node is replaced by choice while people queue.
  calmFromHour: 18,
  calmHours: 5,
} as const satisfies KarpenterConfig;

/** Made by a controller in the cluster from a Gateway. */
const loadBalancer = {
  healthPath: '/health',
  healthIntervalSeconds: 15,
  healthTimeoutSeconds: 5,
  healthyThreshold: 2,
  unhealthyThreshold: 3,
  deregistrationSeconds: 60,
  slowStartSeconds: 30,
  idleTimeoutSeconds: 60,
  tlsPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  deletionProtection: false,
} as const satisfies LoadBalancerConfig;

const byEnvironment = {
  dev: {
    loadBalancer,
    nodeGroups: {
      critical,
      general: { ...general, capacity: 'spot', min: 1, desired: 1, max: 2 },
      monitoring: { ...monitoring, max: 1 },
    },
    karpenter: { ...karpenter, spotVcpuLimit: 8, onDemandVcpuLimit: 4 },
  },
  staging: {
    loadBalancer,
    nodeGroups: { critical, general: { ...general, capacity: 'spot' }, monitoring },
    karpenter,
  },
  prod: {
    loadBalancer: { ...loadBalancer, deletionProtection: true },
    nodeGroups: { critical, general, monitoring },
    karpenter,
  },
} as const satisfies Record<Environment, ClusterComputeConfig>;

export const clusterComputeConfig = (environment: Environment): ClusterComputeConfig =>
  byEnvironment[environment];

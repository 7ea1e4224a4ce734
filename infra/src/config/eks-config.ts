/** The shape of the Kubernetes cluster: its version and add-ons, its nodes, how its pods scale. */
import type { Problem } from '../lib/problem.ts';
import { checkLoadBalancer, type LoadBalancerConfig } from './compute-config.ts';
import type { Fleet } from './connection-budget.ts';
import {
  type AddOnName,
  type AddOnVersions,
  knownAddOns,
} from '../constructs/eks-add-ons/known-versions.ts';

/**
 * Versions that EKS runs, and when AWS ends their support
 * (docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html). In extended support an hour
 * of the control plane costs six times as much, and afterwards AWS upgrades by itself.
 */
export const kubernetesVersions = {
  '1.33': { standardSupportEnds: '2026-07-29', extendedSupportEnds: '2027-07-29' },
  '1.34': { standardSupportEnds: '2026-12-02', extendedSupportEnds: '2027-12-02' },
  '1.35': { standardSupportEnds: '2027-03-27', extendedSupportEnds: '2028-03-27' },
} as const satisfies Readonly<Record<string, SupportDates>>;

/** Days, `YYYY-MM-DD`. */
type SupportDates = { readonly standardSupportEnds: string; readonly extendedSupportEnds: string };
export type KubernetesVersion = keyof typeof kubernetesVersions;

export type ClusterConfig = {
  readonly version: KubernetesVersion;
  /** `standard`: AWS upgrades when standard support ends. `extended`: it asks for more money. */
  readonly support: 'standard' | 'extended';
  readonly addOns: AddOnVersions;
  readonly controlPlaneLogRetentionDays: number;
  readonly containerLogRetentionDays: number;
  readonly deletionProtection: boolean;
  /** Days from the wish to delete the key of the cluster's secrets until it is gone, 7-30. */
  readonly keyDeletionWindowDays: number;
};

/**
 * `critical`: controllers. `general`: whatever has no wish. `monitoring`: tainted, for collectors.
 */
export const nodeGroupNames = ['critical', 'general', 'monitoring'] as const;
export type NodeGroupName = (typeof nodeGroupNames)[number];

export type NodeGroupConfig = {
  /** In the order in which they are tried. */
  readonly instanceTypes: readonly string[];
  readonly capacity: 'on-demand' | 'spot';
  readonly min: number;
  readonly desired: number;
  readonly max: number;
  readonly volumeGib: number;
  /** Only pods that tolerate `dedicated=<name of the group>` run there. */
  readonly tainted: boolean;
};

/** Nodes that Karpenter starts when pods do not fit, and takes away when they would. */
export type KarpenterConfig = {
  readonly instanceFamilies: readonly string[];
  readonly instanceVcpus: readonly number[];
  readonly volumeGib: number;
  /** What all nodes of one kind have together, at most. */
  readonly spotVcpuLimit: number;
  readonly onDemandVcpuLimit: number;
  /** How long a node has to be too large before its pods are moved. */
  readonly consolidateAfterSeconds: number;
  /** Nodes are replaced at this age. */
  readonly expireAfterHours: number;
  /** How many of the nodes may be replaced at a time. */
  readonly disruptedPercent: number;
  /** Hours (in Seoul) in which nodes are neither consolidated nor replaced for being outdated. */
  readonly calmFromHour: number;
  readonly calmHours: number;
};

export type ClusterComputeConfig = {
  readonly loadBalancer: LoadBalancerConfig;
  readonly nodeGroups: Readonly<Record<NodeGroupName, NodeGroupConfig>>;
  readonly karpenter: KarpenterConfig;
};

export type PodSize = {
  readonly requestCpuMillis: number;
  readonly limitCpuMillis: number;
  readonly requestMemoryMib: number;
  readonly limitMemoryMib: number;
};

export type PodScaling = {
  readonly min: number;
  readonly max: number;
  /** The CPU scaling threshold: percent of what a pod requests, on average over all of them. */
  readonly cpuPercent: number;
  readonly scaleInStabilizationSeconds: number;
  readonly size: PodSize;
};

export type ClusterScalingConfig = {
  /** By a HorizontalPodAutoscaler. */
  readonly api: PodScaling;
  /** By KEDA, which makes the only autoscaler of this Deployment. */
  readonly worker: PodScaling & {
    /** Messages waiting in a queue for each process that takes them. */
    readonly queueMessagesPerProcess: number;
    readonly queuePollSeconds: number;
  };
};

/** Pods of a role that a release starts beside the others, before it ends one of them. */
export const rollingSurge = 1;

/** What connects to the database, for the connection budget. */
export const clusterFleet = ({ api, worker }: ClusterScalingConfig): Fleet =>
  [api, worker].map(({ max }) => ({
    max,
    // Rounded down, so that rounding the product up gives the surge again.
    surgePercent: Math.floor((100 * rollingSurge) / max),
  }));

type Report = (setting: string, problem: string, remedy: string) => void;

const collect = (where: string, check: (report: Report) => void): Problem[] => {
  const problems: Problem[] = [];
  check((setting, problem, remedy) => {
    problems.push({ setting: `${where}.${setting}`, problem, remedy });
  });
  return problems;
};

/** At `where`, e.g. `eks/prod cluster`. */
export const checkCluster = (where: string, config: ClusterConfig): Problem[] =>
  collect(where, (report) => {
    if (!Object.hasOwn(kubernetesVersions, config.version)) {
      const known = Object.keys(kubernetesVersions).join(', ');
      report('version', `"${config.version}" is unknown.`, `Use one of ${known}.`);
      return;
    }
    for (const [addOn, version] of Object.entries(config.addOns)) {
      if (knownAddOns[config.version][addOn as AddOnName].includes(version)) continue;
      report(
        `addOns.${addOn}`,
        `${version} is not known to run on Kubernetes ${config.version}.`,
        `Ask "aws eks describe-addon-versions --addon-name ${addOn} --kubernetes-version ` +
          `${config.version}" and add it to known-versions.ts, or take another one.`,
      );
    }
    if (config.keyDeletionWindowDays < 7 || config.keyDeletionWindowDays > 30) {
      report('keyDeletionWindowDays', `is ${config.keyDeletionWindowDays}.`, 'Use 7 to 30.');
    }
  });

/** At `where`, e.g. `eks/prod compute`. */
export const checkClusterCompute = (where: string, config: ClusterComputeConfig): Problem[] => [
  ...checkLoadBalancer(`${where}.loadBalancer`, config.loadBalancer),
  ...checkNodes(where, config),
];

const checkNodes = (where: string, config: ClusterComputeConfig): Problem[] =>
  collect(where, (report) => {
    for (const name of nodeGroupNames) checkNodeGroup(name, config.nodeGroups[name], report);
    const { karpenter } = config;
    if (karpenter.disruptedPercent < 1 || karpenter.disruptedPercent > 50) {
      report('karpenter.disruptedPercent', `is ${karpenter.disruptedPercent}.`, 'Use 1 to 50.');
    }
    if (karpenter.instanceFamilies.length * karpenter.instanceVcpus.length < 4) {
      report(
        'karpenter.instanceFamilies',
        'leaves fewer than four instance types: Spot capacity would run out.',
        'Name more families or sizes.',
      );
    }
  });

function checkNodeGroup(name: NodeGroupName, group: NodeGroupConfig, report: Report): void {
  const { min, desired, max, instanceTypes, volumeGib } = group;
  const setting = `nodeGroups.${name}`;
  if (instanceTypes.length === 0) {
    report(`${setting}.instanceTypes`, 'names none.', 'Name at least one.');
  }
  if (!(min >= 1 && min <= desired && desired <= max)) {
    const order = `min ${min}, desired ${desired}, max ${max}`;
    report(
      `${setting}.desired`,
      `does not lie in between: ${order}.`,
      'Put them in order, from 1.',
    );
  }
  if (name === 'critical' && group.capacity === 'spot') {
    report(
      `${setting}.capacity`,
      'is spot: the controllers that replace lost Spot nodes would be lost with them.',
      'Use on-demand.',
    );
  }
  if (volumeGib < 20) report(`${setting}.volumeGib`, `is ${volumeGib}.`, 'Use 20 or more.');
}

/** At `where`, e.g. `eks/prod scaling`. */
export const checkClusterScaling = (where: string, config: ClusterScalingConfig): Problem[] =>
  collect(where, (report) => {
    for (const role of ['api', 'worker'] as const) checkPods(role, config[role], report);
    const { queueMessagesPerProcess, queuePollSeconds } = config.worker;
    if (queueMessagesPerProcess < 1) {
      const setting = 'worker.queueMessagesPerProcess';
      report(setting, `is ${queueMessagesPerProcess}.`, 'Use 1 or more.');
    }
    if (queuePollSeconds < 10 || queuePollSeconds > 300) {
      report('worker.queuePollSeconds', `is ${queuePollSeconds}.`, 'Use 10 to 300.');
    }
  });

function checkPods(role: 'api' | 'worker', pods: PodScaling, report: Report): void {
  const { min, max, cpuPercent, size } = pods;
  if (!(min >= 1 && min <= max)) {
    report(`${role}.max`, `${max} is below min ${min}, or min is below 1.`, 'Put them in order.');
  }
  if (!(cpuPercent >= 10 && cpuPercent <= 95)) {
    report(`${role}.cpuPercent`, `is ${cpuPercent}.`, 'Use a percentage from 10 to 95.');
  }
  if (size.limitCpuMillis < size.requestCpuMillis) {
    report(`${role}.size.limitCpuMillis`, 'is below the request.', 'Raise it.');
  }
  if (size.limitMemoryMib < size.requestMemoryMib) {
    report(`${role}.size.limitMemoryMib`, 'is below the request.', 'Raise it.');
  }
}

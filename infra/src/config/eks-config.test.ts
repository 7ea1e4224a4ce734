/** Clusters that AWS would refuse, or that would not survive a night, are refused here. */
import { describe, expect, it } from 'vitest';
import { knownAddOns } from '../constructs/eks-add-ons/known-versions.ts';
import {
  checkCluster,
  checkClusterCompute,
  checkClusterScaling,
  type ClusterConfig,
  clusterFleet,
  kubernetesVersions,
} from './eks-config.ts';
import { processesMax } from './connection-budget.ts';
import { clusterConfig } from './eks/cluster.ts';
import { clusterComputeConfig } from './eks/compute.ts';
import { clusterScalingConfig } from './eks/scaling.ts';
import { environments } from './names.ts';

const cluster = clusterConfig('prod');
const compute = clusterComputeConfig('prod');
const scaling = clusterScalingConfig('prod');

describe('the configuration of the cluster', () => {
  it('is sound in every environment', () => {
    for (const environment of environments) {
      expect(checkCluster('cluster', clusterConfig(environment))).toEqual([]);
      expect(checkClusterCompute('compute', clusterComputeConfig(environment))).toEqual([]);
      expect(checkClusterScaling('scaling', clusterScalingConfig(environment))).toEqual([]);
    }
  });

  it('has the figures of the documents', () => {
    expect(cluster.version).toBe('1.33');
    expect(compute.nodeGroups.critical.instanceTypes).toEqual(['t3.large']);
    expect(compute.nodeGroups.general.instanceTypes.toSorted()).toEqual([
      't3.large',
      't3.medium',
      't3.xlarge',
    ]);
    expect(compute.nodeGroups.monitoring).toMatchObject({
      instanceTypes: ['t3.medium'],
      tainted: true,
    });
    const groups = Object.values(compute.nodeGroups);
    expect(groups.reduce((sum, { desired }) => sum + desired, 0)).toBe(5);
    expect(groups.reduce((sum, { max }) => sum + max, 0)).toBe(10);
    expect(scaling.api).toMatchObject({ min: 3, max: 10, cpuPercent: 50 });
    expect(scaling.api.size).toEqual({
      requestCpuMillis: 500,
      limitCpuMillis: 1_000,
      requestMemoryMib: 512,
      limitMemoryMib: 1_024,
    });
  });

  it('refuses an unknown version and an add-on that does not fit, with the command to ask', () => {
    const [unknown] = checkCluster('eks/prod cluster', {
      ...cluster,
      version: '1.20' as ClusterConfig['version'],
    });
    expect(unknown).toMatchObject({ setting: 'eks/prod cluster.version' });
    const [misfit, ...others] = checkCluster('eks/prod cluster', {
      ...cluster,
      addOns: { ...cluster.addOns, 'kube-proxy': 'v1.35.0-eksbuild.2' },
    });
    expect(others).toEqual([]);
    expect(misfit?.setting).toBe('eks/prod cluster.addOns.kube-proxy');
    expect(misfit?.remedy).toContain('describe-addon-versions --addon-name kube-proxy');
  });

  it('knows a kube-proxy for each Kubernetes, and when support ends', () => {
    for (const [version, { standardSupportEnds, extendedSupportEnds }] of Object.entries(
      kubernetesVersions,
    )) {
      const known = knownAddOns[version as ClusterConfig['version']];
      for (const proxy of known['kube-proxy']) expect(proxy).toContain(`v${version}.`);
      for (const versions of Object.values(known)) {
        expect(versions.length).toBeGreaterThan(0);
        for (const one of versions) expect(one).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
      }
      expect(Date.parse(extendedSupportEnds)).toBeGreaterThan(Date.parse(standardSupportEnds));
    }
  });

  it('refuses critical controllers on Spot, sizes out of order, too few types for Spot', () => {
    const { nodeGroups, karpenter } = compute;
    const settings = checkClusterCompute('compute', {
      ...compute,
      nodeGroups: {
        ...nodeGroups,
        critical: { ...nodeGroups.critical, capacity: 'spot' },
        general: { ...nodeGroups.general, desired: 9 },
      },
      karpenter: { ...karpenter, instanceFamilies: ['t3'] },
    }).map(({ setting }) => setting);
    expect(settings).toEqual([
      'compute.nodeGroups.critical.capacity',
      'compute.nodeGroups.general.desired',
      'compute.karpenter.instanceFamilies',
    ]);
  });

  it('refuses scaling that cannot act, and counts the processes of a roll-out', () => {
    const settings = checkClusterScaling('scaling', {
      api: { ...scaling.api, cpuPercent: 99, max: 1 },
      worker: { ...scaling.worker, queueMessagesPerProcess: 0 },
    }).map(({ setting }) => setting);
    expect(settings).toEqual([
      'scaling.api.max',
      'scaling.api.cpuPercent',
      'scaling.worker.queueMessagesPerProcess',
    ]);
    expect(processesMax(clusterFleet(scaling))).toBe(10 + 1 + 4 + 1);
  });
});

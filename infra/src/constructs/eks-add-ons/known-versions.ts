/**
 * Which add-on runs on which Kubernetes. AWS publishes builds for each version of the cluster and
 * refuses others; these are known good and not necessarily the newest. Before the first apply and
 * before every upgrade, ask for the list as of today:
 *
 *   aws eks describe-addon-versions --kubernetes-version 1.33 --addon-name vpc-cni
 */
import type { KubernetesVersion } from '../../config/eks-config.ts';

export const addOnNames = [
  'vpc-cni',
  'kube-proxy',
  'eks-pod-identity-agent',
  'coredns',
  'aws-ebs-csi-driver',
  'cert-manager',
  'metrics-server',
  'amazon-cloudwatch-observability',
] as const;
export type AddOnName = (typeof addOnNames)[number];
export type AddOnVersions = Readonly<Record<AddOnName, string>>;

type KnownVersions = Readonly<Record<AddOnName, readonly string[]>>;

/** From old to new. */
export const knownAddOns: Readonly<Record<KubernetesVersion, KnownVersions>> = {
  '1.33': {
    'vpc-cni': ['v1.20.5-eksbuild.1', 'v1.21.1-eksbuild.3', 'v1.22.3-eksbuild.1'],
    'kube-proxy': ['v1.33.5-eksbuild.2', 'v1.33.8-eksbuild.4'],
    'eks-pod-identity-agent': ['v1.3.10-eksbuild.1'],
    coredns: ['v1.12.4-eksbuild.1', 'v1.13.2-eksbuild.1'],
    'aws-ebs-csi-driver': ['v1.53.0-eksbuild.1', 'v1.56.0-eksbuild.1'],
    'cert-manager': ['v1.18.2-eksbuild.2'],
    'metrics-server': ['v0.8.0-eksbuild.2'],
    'amazon-cloudwatch-observability': ['v4.5.0-eksbuild.1'],
  },
  '1.34': {
    'vpc-cni': ['v1.20.5-eksbuild.1', 'v1.21.1-eksbuild.3'],
    'kube-proxy': ['v1.34.1-eksbuild.2', 'v1.34.3-eksbuild.5'],
    'eks-pod-identity-agent': ['v1.3.10-eksbuild.2'],
    coredns: ['v1.12.4-eksbuild.1', 'v1.13.2-eksbuild.1'],
    'aws-ebs-csi-driver': ['v1.53.0-eksbuild.1', 'v1.56.0-eksbuild.1'],
    'cert-manager': ['v1.19.3-eksbuild.2'],
    'metrics-server': ['v0.8.1-eksbuild.2'],
    'amazon-cloudwatch-observability': ['v4.5.0-eksbuild.1'],
  },
  '1.35': {
    'vpc-cni': ['v1.21.1-eksbuild.3', 'v1.22.1-eksbuild.2'],
    'kube-proxy': ['v1.35.0-eksbuild.2', 'v1.35.3-eksbuild.11'],
    'eks-pod-identity-agent': ['v1.3.10-eksbuild.3'],
    coredns: ['v1.13.2-eksbuild.1', 'v1.14.3-eksbuild.2'],
    'aws-ebs-csi-driver': ['v1.56.0-eksbuild.1'],
    'cert-manager': ['v1.19.3-eksbuild.2'],
    'metrics-server': ['v0.8.1-eksbuild.6'],
    'amazon-cloudwatch-observability': ['v5.4.0-eksbuild.1'],
  },
};

/** The Kubernetes cluster of the EKS topology (document B): its version, add-ons and logs. */
import type { AddOnVersions } from '../../constructs/eks-add-ons/known-versions.ts';
import type { ClusterConfig } from '../eks-config.ts';
import type { Environment } from '../names.ts';

/**
 * The version and what fits it change together, one minor version at a time: 1.33, 1.34, 1.35.
 * Standard support of 1.33, which the document names, ended on 29 July 2026; `extended` pays for
 * staying. With 1.35 `standard` is right again until 27 March 2027.
 */
const version = '1.33';
const support = 'extended';
const addOns = {
  'vpc-cni': 'v1.22.3-eksbuild.1',
  'kube-proxy': 'v1.33.8-eksbuild.4',
  'eks-pod-identity-agent': 'v1.3.10-eksbuild.1',
  coredns: 'v1.13.2-eksbuild.1',
  'aws-ebs-csi-driver': 'v1.56.0-eksbuild.1',
  'cert-manager': 'v1.18.2-eksbuild.2',
  'metrics-server': 'v0.8.0-eksbuild.2',
  'amazon-cloudwatch-observability': 'v4.5.0-eksbuild.1',
} as const satisfies AddOnVersions;

const common = { version, support, addOns } as const;

const byEnvironment = {
  dev: {
    ...common,
    controlPlaneLogRetentionDays: 7,
    containerLogRetentionDays: 7,
    deletionProtection: false,
    keyDeletionWindowDays: 7,
  },
  staging: {
    ...common,
    controlPlaneLogRetentionDays: 14,
    containerLogRetentionDays: 14,
    deletionProtection: false,
    keyDeletionWindowDays: 14,
  },
  prod: {
    ...common,
    // Who did what in the cluster is in the audit log.
    controlPlaneLogRetentionDays: 90,
    containerLogRetentionDays: 30,
    deletionProtection: true,
    keyDeletionWindowDays: 30,
  },
} as const satisfies Record<Environment, ClusterConfig>;

export const clusterConfig = (environment: Environment): ClusterConfig =>
  byEnvironment[environment];

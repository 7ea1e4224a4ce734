/**
 * The role of a node: join the cluster, pull images, be reached by Session Manager. The network
 * plugin has a role of its own, so pods that got hold of a node's credentials could not rewire it.
 */
import type { Construct } from 'constructs';
import type { PolicyStatement } from '../iam/policy.ts';
import { createServiceRole, type ServiceRole } from '../iam/service-role.ts';

const managed = 'arn:aws:iam::aws:policy';

export const createNodeRole = (
  scope: Construct,
  id: string,
  roleName: string,
  statements: readonly PolicyStatement[] = [],
): ServiceRole =>
  createServiceRole(scope, id, {
    statements,
    name: roleName,
    services: ['ec2.amazonaws.com'],
    managedPolicies: [
      `${managed}/AmazonEKSWorkerNodePolicy`,
      `${managed}/AmazonEC2ContainerRegistryPullOnly`,
      `${managed}/AmazonSSMManagedInstanceCore`,
    ],
  });

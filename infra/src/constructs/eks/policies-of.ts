/**
 * The policies of all roles within a construct. EKS checks them when it makes clusters and nodes,
 * and needs them to clean up: what uses a role has to depend on its policies, which no argument
 * says.
 */
import { IamRolePolicyAttachment } from '@cdktn/provider-aws/lib/iam-role-policy-attachment/index.js';
import { IamRolePolicy } from '@cdktn/provider-aws/lib/iam-role-policy/index.js';
import type { Construct } from 'constructs';

export const policiesOf = (within: Construct): (IamRolePolicy | IamRolePolicyAttachment)[] =>
  within.node
    .findAll()
    .filter(
      (one): one is IamRolePolicy | IamRolePolicyAttachment =>
        one instanceof IamRolePolicy || one instanceof IamRolePolicyAttachment,
    );

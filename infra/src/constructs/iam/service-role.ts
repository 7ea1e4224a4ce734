/** A role that AWS services take on: an instance, a task, a function, flow logs. */
import { IamRolePolicyAttachment } from '@cdktn/provider-aws/lib/iam-role-policy-attachment/index.js';
import { IamRole } from '@cdktn/provider-aws/lib/iam-role/index.js';
import { Construct } from 'constructs';
import { policyOf, type PolicyStatement } from './policy.ts';
import { IamRolePolicy } from '@cdktn/provider-aws/lib/iam-role-policy/index.js';

export type ServiceRoleProps = {
  readonly name: string;
  /** Who may take it on, e.g. `ec2.amazonaws.com`. */
  readonly services: readonly string[];
  /** `sts:TagSession` besides, as EKS Pod Identity wants. */
  readonly actions?: readonly string[];
  readonly conditions?: PolicyStatement['conditions'];
  /** AWS managed policies, by ARN. */
  readonly managedPolicies?: readonly string[];
  /** What it may do, in its own words. */
  readonly statements?: readonly PolicyStatement[];
};

export type ServiceRole = { readonly name: string; readonly arn: string };

export function createServiceRole(
  scope: Construct,
  id: string,
  props: ServiceRoleProps,
): ServiceRole {
  const within = new Construct(scope, id);
  const { actions = ['sts:AssumeRole'], managedPolicies = [], statements = [] } = props;
  const role = new IamRole(within, 'role', {
    name: props.name,
    assumeRolePolicy: policyOf([
      {
        sid: 'TakeOn',
        actions,
        resources: [],
        principals: { Service: props.services },
        ...(props.conditions === undefined ? {} : { conditions: props.conditions }),
      },
    ]),
  });
  for (const arn of managedPolicies) {
    new IamRolePolicyAttachment(within, arn.slice(arn.lastIndexOf('/') + 1), {
      role: role.name,
      policyArn: arn,
    });
  }
  if (statements.length > 0) {
    new IamRolePolicy(within, 'policy', {
      name: 'own',
      role: role.name,
      policy: policyOf(statements),
    });
  }
  return { name: role.name, arn: role.arn };
}

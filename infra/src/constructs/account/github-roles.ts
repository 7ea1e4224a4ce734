/**
 * Roles that jobs of the repository take on without any key of AWS: GitHub vouches for the
 * repository, and for the environment or branch that a job runs for.
 */
import { IamOpenidConnectProvider } from '@cdktn/provider-aws/lib/iam-openid-connect-provider/index.js';
import { IamRolePolicyAttachment } from '@cdktn/provider-aws/lib/iam-role-policy-attachment/index.js';
import { IamRolePolicy } from '@cdktn/provider-aws/lib/iam-role-policy/index.js';
import { IamRole } from '@cdktn/provider-aws/lib/iam-role/index.js';
import { Construct } from 'constructs';
import type { AccountConfig } from '../../config/account-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { policyOf, type PolicyStatement } from '../iam/policy.ts';
import { applyStatements } from './apply-permissions.ts';
import { planStatements } from './plan-permissions.ts';
import { releaseStatements } from './release-permissions.ts';
import type { PermissionsProps } from './state-permissions.ts';

export type GithubRolesProps = {
  readonly name: Name;
  /** `owner/name` */
  readonly repository: string;
  readonly config: Pick<AccountConfig, 'githubEnvironment' | 'githubBranch'>;
  readonly permissions: PermissionsProps;
};

export type GithubRoles = {
  /** Reads: for pull requests and the main branch. */
  readonly planRoleArn: string;
  /** Changes infrastructure: for the environment only. */
  readonly applyRoleArn: string;
  /** Releases the product: for the environment only. */
  readonly releaseRoleArn: string;
};

const issuer = 'token.actions.githubusercontent.com';

export function createGithubRoles(
  scope: Construct,
  id: string,
  props: GithubRolesProps,
): GithubRoles {
  const { repository, config, permissions } = props;
  const within = new Construct(scope, id);
  const provider = new IamOpenidConnectProvider(within, 'github', {
    url: `https://${issuer}`,
    clientIdList: ['sts.amazonaws.com'],
  });
  const ofEnvironment = [`repo:${repository}:environment:${config.githubEnvironment}`];
  const create = (part: string, subjects: readonly string[], statements: Statements): IamRole =>
    createRole(within, part, {
      name: props.name(`github-${part}`),
      providerArn: provider.arn,
      subjects,
      statements,
    });
  const plan = create(
    'plan',
    [`repo:${repository}:pull_request`, `repo:${repository}:ref:refs/heads/${config.githubBranch}`],
    planStatements(permissions),
  );
  const apply = create('apply', ofEnvironment, applyStatements(permissions));
  for (const role of [plan, apply]) {
    new IamRolePolicyAttachment(within, `${role.node.id}-reads`, {
      role: role.name,
      policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    });
  }
  return {
    planRoleArn: plan.arn,
    applyRoleArn: apply.arn,
    releaseRoleArn: create('release', ofEnvironment, releaseStatements(permissions)).arn,
  };
}

type Statements = readonly PolicyStatement[];

type RoleProps = {
  readonly name: string;
  readonly providerArn: string;
  readonly subjects: readonly string[];
  readonly statements: Statements;
};

function createRole(
  within: Construct,
  part: string,
  { name, providerArn, subjects, statements }: RoleProps,
): IamRole {
  const role = new IamRole(within, `${part}-role`, {
    name,
    maxSessionDuration: 3_600,
    assumeRolePolicy: policyOf([
      {
        sid: 'JobsOfTheRepository',
        actions: ['sts:AssumeRoleWithWebIdentity'],
        resources: [],
        principals: { Federated: [providerArn] },
        conditions: {
          StringEquals: { [`${issuer}:aud`]: ['sts.amazonaws.com'], [`${issuer}:sub`]: subjects },
        },
      },
    ]),
  });
  new IamRolePolicy(within, `${part}-policy`, {
    name: part,
    role: role.name,
    policy: policyOf(statements),
  });
  return role;
}

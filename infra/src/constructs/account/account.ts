/**
 * What an account has once: where states are kept, who may deploy, who watches, what it may cost. A
 * person applies it, because nothing else may change the rights of those who deploy.
 */
import { Construct } from 'constructs';
import type { AccountConfig } from '../../config/account-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { createCostGuards } from './cost-guards.ts';
import { createFindings } from './findings.ts';
import { createGithubRoles, type GithubRoles } from './github-roles.ts';
import { createSafeDefaults } from './safe-defaults.ts';
import { createStateBucket } from './state-bucket.ts';
import { createTrail } from './trail.ts';

export type AccountProps = {
  readonly name: Name;
  readonly config: AccountConfig;
  readonly accountId: string;
  readonly project: string;
  /** The stack's own. */
  readonly region: string;
  /** All that are used, the stack's own included. */
  readonly regions: readonly string[];
  readonly stateBucketName: string;
  /** `owner/name` on GitHub. */
  readonly repository: string;
  readonly email: string;
};

export type Account = GithubRoles & {
  readonly stateBucketArn: string;
  readonly stateKeyArn: string;
  readonly trailArn: string;
};

export function createAccount(scope: Construct, id: string, props: AccountProps): Account {
  const { name, config, accountId, project, region, regions } = props;
  const within = new Construct(scope, id);
  const state = createStateBucket(within, 'state', {
    name,
    accountId,
    bucketName: props.stateBucketName,
    oldVersionsDays: config.stateVersionsDays,
  });
  const roles = createGithubRoles(within, 'github', {
    name,
    repository: props.repository,
    config,
    permissions: {
      accountId,
      project,
      prefix: name(''),
      regions,
      stateBucketArn: state.arn,
      stateKeyArn: state.keyArn,
    },
  });
  const trail = createTrail(within, 'trail', { name, accountId, region, config: config.trail });
  createSafeDefaults(within, 'defaults', { passwords: config.passwords, regions });
  createCostGuards(within, 'costs', { name, config: config.budget, email: props.email });
  createFindings(within, 'findings', { name, accountId, config: config.findings, regions });
  return {
    ...roles,
    stateBucketArn: state.arn,
    stateKeyArn: state.keyArn,
    trailArn: trail.arn,
  };
}

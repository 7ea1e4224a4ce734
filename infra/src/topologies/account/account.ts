/** What an AWS account has once, before anything is deployed into it. */
import { accountConfig } from '../../config/account.ts';
import { type AccountConfig, checkAccount } from '../../config/account-config.ts';
import { primaryRegion, regions } from '../../config/names.ts';
import { registryConfig } from '../../config/registry.ts';
import { checkRegistry } from '../../config/registry-config.ts';
import { repositoryOf } from '../../config/settings.ts';
import { createAccount } from '../../constructs/account/account.ts';
import { createKey } from '../../constructs/encryption/key.ts';
import { createRegistry } from '../../constructs/registry/registry.ts';
import type { TopologyBuilder } from '../topology-builder.ts';
import { type Deployment, nameIn } from '../deployment.ts';
import { createStack, stateBucketName } from '../stack.ts';
import { keyDeletionWindowDays } from '../parts/network-stack.ts';

/** What it may cost depends on what runs in it, which only the owner knows. */
function configOf({ environment, settings }: Deployment): AccountConfig {
  const config = accountConfig(environment);
  if (settings.monthlyBudgetUsd === undefined) return config;
  return {
    ...config,
    budget: { ...config.budget, monthlyUsd: Number(settings.monthlyBudgetUsd) },
  };
}

export const account: TopologyBuilder = {
  check: (deployment) => [
    ...checkAccount(`account/${deployment.environment}`, configOf(deployment)),
    ...checkRegistry(
      `account/${deployment.environment} registry`,
      registryConfig(repositoryOf(deployment.settings)),
    ),
  ],
  build(app, deployment) {
    const { environment, settings } = deployment;
    const { accountId, project } = settings;
    const stack = createStack(app, deployment, { lifetime: 'account' });
    const name = nameIn(deployment, primaryRegion);
    createAccount(stack, 'account', {
      name,
      config: configOf(deployment),
      accountId,
      project,
      region: primaryRegion,
      regions,
      stateBucketName: stateBucketName(deployment),
      repository: settings.repository,
      email: settings.alarmEmail,
    });
    const imagesKey = createKey(stack, 'images-key', {
      name,
      purpose: 'images',
      accountId,
      services: [],
      deletionWindowDays: keyDeletionWindowDays,
    });
    createRegistry(stack, 'registry', {
      config: registryConfig(repositoryOf(settings)),
      keyArn: imagesKey.arn,
      deleteContents: environment === 'dev',
    });
  },
};

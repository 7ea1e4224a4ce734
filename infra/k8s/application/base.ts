/** The product's objects that are the same in every environment. */
import type { Manifest } from '../manifest/manifest.ts';
import { roleDeployment } from './deployment.ts';
import { applicationNamespaceObject, limitRange } from './namespace.ts';
import { policiesBetweenPods } from './network-policies.ts';
import { paymentsObjects } from './payments.ts';
import { apiService, disruptionBudget, metricsMonitors, serviceAccount } from './role-objects.ts';

const roles = ['api', 'worker'] as const;

export const applicationBase = (): readonly Manifest[] => [
  applicationNamespaceObject(),
  limitRange(),
  ...[...roles, 'migrate'].map((name) => serviceAccount(name)),
  ...roles.flatMap((role) => [roleDeployment(role), disruptionBudget(role)]),
  apiService(),
  ...metricsMonitors(),
  ...policiesBetweenPods(),
  ...paymentsObjects(),
];

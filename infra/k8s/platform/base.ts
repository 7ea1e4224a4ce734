/** What the cluster has for all that run in it, the same in every environment. */
import type { Manifest } from '../manifest/manifest.ts';
import { gatewayClass } from './gateway-class.ts';
import { monitoringAccess } from './monitoring-access.ts';
import { monitoringPolicies } from './monitoring-policies.ts';
import { priorityClasses } from './priorities.ts';
import { storageClass } from './storage.ts';

export const platformBase = (): readonly Manifest[] => [
  ...priorityClasses(),
  storageClass(),
  gatewayClass(),
  ...monitoringAccess(),
  ...monitoringPolicies(),
];

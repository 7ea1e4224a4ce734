/** All rules, in the order of the documents' table. */
import type { Rule } from './rule.ts';
import { encryptedBuckets } from './rules/encryption/encrypted-buckets.ts';
import { encryptedCaches } from './rules/encryption/encrypted-caches.ts';
import { encryptedDatabases } from './rules/encryption/encrypted-databases.ts';
import { encryptedDisks } from './rules/encryption/encrypted-disks.ts';
import { encryptedImages } from './rules/encryption/encrypted-images.ts';
import { encryptedLogs } from './rules/encryption/encrypted-logs.ts';
import { encryptedMessages } from './rules/encryption/encrypted-messages.ts';
import { encryptedSecrets } from './rules/encryption/encrypted-secrets.ts';
import { rotatedKeys } from './rules/encryption/rotated-keys.ts';
import { bucketsOverTls } from './rules/transit/buckets-over-tls.ts';
import { cachesOverTls } from './rules/transit/caches-over-tls.ts';
import { cdnOverTls } from './rules/transit/cdn-over-tls.ts';
import { databasesOverTls } from './rules/transit/databases-over-tls.ts';
import { endpointsOverTls } from './rules/transit/endpoints-over-tls.ts';
import { loadBalancersOverTls } from './rules/transit/load-balancers-over-tls.ts';
import { computeInPrivateSubnets } from './rules/network/compute-in-private-subnets.ts';
import { dataFromApplicationOnly } from './rules/network/data-from-application-only.ts';
import { dataWithoutEgress } from './rules/network/data-without-egress.ts';
import { dataWithoutInternet } from './rules/network/data-without-internet.ts';
import { flowLogs } from './rules/network/flow-logs.ts';
import { imdsv2 } from './rules/network/imdsv2.ts';
import { noDefaultGroup } from './rules/network/no-default-group.ts';
import { noOpenIngress } from './rules/network/no-open-ingress.ts';
import { noPublicAddresses } from './rules/network/no-public-addresses.ts';
import { privateClusterEndpoint } from './rules/network/private-cluster-endpoint.ts';
import { noAdministrators } from './rules/identity/no-administrators.ts';
import { noLongLivedKeys } from './rules/identity/no-long-lived-keys.ts';
import { noOpenPrincipals } from './rules/identity/no-open-principals.ts';
import { noSecretLiterals } from './rules/identity/no-secret-literals.ts';
import { noSecretsInState } from './rules/identity/no-secrets-in-state.ts';
import { noWildcardPermissions } from './rules/identity/no-wildcard-permissions.ts';
import { oidcNamesRepository } from './rules/identity/oidc-names-repository.ts';
import { servicesActForUs } from './rules/identity/services-act-for-us.ts';
import { backups } from './rules/recovery/backups.ts';
import { deadLetterQueues } from './rules/recovery/dead-letter-queues.ts';
import { deletionProtection } from './rules/recovery/deletion-protection.ts';
import { finalSnapshot } from './rules/recovery/final-snapshot.ts';
import { functionFailures } from './rules/recovery/function-failures.ts';
import { severalZones } from './rules/recovery/several-zones.ts';
import { alarmsAct } from './rules/observability/alarms-act.ts';
import { auditTrail } from './rules/observability/audit-trail.ts';
import { clusterLogs } from './rules/observability/cluster-logs.ts';
import { logRetention } from './rules/observability/log-retention.ts';
import { reservedLogGroups } from './rules/observability/reserved-log-groups.ts';
import { topicsHaveSubscribers } from './rules/observability/topics-have-subscribers.ts';
import { wafLogs } from './rules/edge/waf-logs.ts';
import { wafNoBypass } from './rules/edge/waf-no-bypass.ts';
import { wafOnEveryPath } from './rules/edge/waf-on-every-path.ts';
import { wafRules } from './rules/edge/waf-rules.ts';
import { bucketsOwned } from './rules/storage/buckets-owned.ts';
import { bucketsPrivate } from './rules/storage/buckets-private.ts';
import { bucketsVersioned } from './rules/storage/buckets-versioned.ts';
import { privateOrigins } from './rules/storage/private-origins.ts';
import { guardedAccount } from './rules/delivery/guarded-account.ts';
import { imagesByDigest } from './rules/delivery/images-by-digest.ts';
import { immutableImages } from './rules/delivery/immutable-images.ts';
import { knownReferences } from './rules/delivery/known-references.ts';
import { nothingHidden } from './rules/delivery/nothing-hidden.ts';
import { stackOrder } from './rules/delivery/stack-order.ts';
import { stateLocked } from './rules/delivery/state-locked.ts';
import { tags } from './rules/delivery/tags.ts';

export const rules: readonly Rule[] = [
  encryptedBuckets,
  encryptedCaches,
  encryptedDatabases,
  encryptedDisks,
  encryptedImages,
  encryptedLogs,
  encryptedMessages,
  encryptedSecrets,
  rotatedKeys,
  bucketsOverTls,
  cachesOverTls,
  cdnOverTls,
  databasesOverTls,
  endpointsOverTls,
  loadBalancersOverTls,
  computeInPrivateSubnets,
  dataFromApplicationOnly,
  dataWithoutEgress,
  dataWithoutInternet,
  flowLogs,
  imdsv2,
  noDefaultGroup,
  noOpenIngress,
  noPublicAddresses,
  privateClusterEndpoint,
  noAdministrators,
  noLongLivedKeys,
  noOpenPrincipals,
  noSecretLiterals,
  noSecretsInState,
  noWildcardPermissions,
  oidcNamesRepository,
  servicesActForUs,
  backups,
  deadLetterQueues,
  deletionProtection,
  finalSnapshot,
  functionFailures,
  severalZones,
  alarmsAct,
  auditTrail,
  clusterLogs,
  logRetention,
  reservedLogGroups,
  topicsHaveSubscribers,
  wafLogs,
  wafNoBypass,
  wafOnEveryPath,
  wafRules,
  bucketsOwned,
  bucketsPrivate,
  bucketsVersioned,
  privateOrigins,
  guardedAccount,
  imagesByDigest,
  immutableImages,
  knownReferences,
  nothingHidden,
  stackOrder,
  stateLocked,
  tags,
];

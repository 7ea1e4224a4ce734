/**
 * Refuses classes of servers that the price table does not know, by the setting that names them:
 * what nobody knows the price of, nobody decided to pay.
 */
import type { CacheConfig } from '../config/cache-config.ts';
import type { DatabaseClass } from '../config/database-class.ts';
import type { ClusterComputeConfig } from '../config/eks-config.ts';
import { nodeGroupNames } from '../config/eks-config.ts';
import type { Problem } from '../lib/problem.ts';
import { checkClassPriced, type ClassKind } from './prices/class-prices.ts';

/** At `where`, e.g. `fargate/prod database`. */
export const checkDatabasePriced = (
  where: string,
  {
    server,
  }: { readonly server: { readonly kind: 'rds' | 'aurora'; readonly instance: DatabaseClass } },
): Problem[] =>
  typeof server.instance === 'string'
    ? checkClassPriced(`${where}.server.instance`, server.kind, server.instance)
    : [];

/** At `where`, e.g. `fargate/prod cache`. */
export const checkCachePriced = (where: string, config: CacheConfig): Problem[] =>
  (['store', 'cache'] as const).flatMap((group) =>
    checkClassPriced(`${where}.${group}.nodeType`, 'cache', config[group].nodeType),
  );

/** At `where`, e.g. `ec2-aurora/prod compute`. */
export const checkInstancesPriced = (
  where: string,
  { instances }: { readonly instances: { readonly instanceTypes: readonly string[] } },
): Problem[] => checkAll(`${where}.instances.instanceTypes`, 'instance', instances.instanceTypes);

/** Sizes of the general families by their virtual processors; Karpenter is told in these. */
const sizeOfVcpus: Readonly<Record<number, string>> = { 2: 'large', 4: 'xlarge' };

/** At `where`, e.g. `eks/prod compute`. Also every class that Karpenter may choose. */
export const checkClusterPriced = (where: string, config: ClusterComputeConfig): Problem[] => {
  const { instanceFamilies, instanceVcpus } = config.karpenter;
  const chosen = instanceFamilies.flatMap((family) =>
    instanceVcpus.map((vcpus) => `${family}.${sizeOfVcpus[vcpus] ?? `of-${vcpus}-vcpus`}`),
  );
  return [
    ...nodeGroupNames.flatMap((group) =>
      checkAll(
        `${where}.nodeGroups.${group}.instanceTypes`,
        'instance',
        config.nodeGroups[group].instanceTypes,
      ),
    ),
    ...checkAll(`${where}.karpenter.instanceFamilies`, 'instance', chosen),
  ];
};

const checkAll = (setting: string, kind: ClassKind, names: readonly string[]): Problem[] =>
  names.flatMap((name, index) => checkClassPriced(`${setting}[${index}]`, kind, name));

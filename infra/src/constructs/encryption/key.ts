/** A KMS key that rotates every year, for the services that are named and the account's own roles. */
import { KmsAlias } from '@cdktn/provider-aws/lib/kms-alias/index.js';
import { KmsKey } from '@cdktn/provider-aws/lib/kms-key/index.js';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import { policyOf, type PolicyStatement } from '../iam/policy.ts';

export type KeyProps = {
  readonly name: Name;
  /** What it encrypts: `data`, `logs`. Part of the alias. */
  readonly purpose: string;
  readonly accountId: string;
  /** Services that encrypt on behalf of nobody in particular, e.g. `logs.ap-northeast-2.amazonaws.com`. */
  readonly services: readonly string[];
  /** Days from the wish to delete it until it is gone, 7-30. */
  readonly deletionWindowDays: number;
  readonly statements?: readonly PolicyStatement[];
};

export type Key = { readonly arn: string; readonly id: string };

export function createKey(scope: Construct, id: string, props: KeyProps): Key {
  const { name, purpose, accountId, services, deletionWindowDays, statements = [] } = props;
  const within = new Construct(scope, id);
  const key = new KmsKey(within, 'key', {
    description: `Encrypts ${purpose} of ${name('all')}`,
    enableKeyRotation: true,
    deletionWindowInDays: deletionWindowDays,
    policy: policyOf([
      {
        // In a key's own policy `*` is this key. Without it IAM could permit nothing.
        sid: 'AccountDecidesByIam',
        actions: ['kms:*'],
        resources: ['*'],
        principals: { AWS: [`arn:aws:iam::${accountId}:root`] },
      },
      ...(services.length === 0
        ? []
        : [
            {
              sid: 'ServicesOfThisAccount',
              actions: [
                'kms:Encrypt*',
                'kms:Decrypt*',
                'kms:ReEncrypt*',
                'kms:GenerateDataKey*',
                'kms:Describe*',
              ],
              resources: ['*'],
              principals: { Service: services },
            },
          ]),
      ...statements,
    ]),
    tags: { Name: name(purpose) },
  });
  new KmsAlias(within, 'alias', { name: `alias/${name(purpose)}`, targetKeyId: key.keyId });
  return { arn: key.arn, id: key.keyId };
}

/**
 * What holds for everything in the account, also for what somebody makes by hand: no public buckets
 * and snapshots, encrypted disks, no metadata of instances without a token, long passwords.
 *
 * Two-factor sign-in of the root account cannot be demanded from here: the deployment guide has it
 * done by hand. Nobody else has a password: people come through Identity Center, jobs by GitHub.
 */
import { EbsEncryptionByDefault } from '@cdktn/provider-aws/lib/ebs-encryption-by-default/index.js';
import { EbsSnapshotBlockPublicAccess } from '@cdktn/provider-aws/lib/ebs-snapshot-block-public-access/index.js';
import { Ec2InstanceMetadataDefaults } from '@cdktn/provider-aws/lib/ec2-instance-metadata-defaults/index.js';
import { IamAccountPasswordPolicy } from '@cdktn/provider-aws/lib/iam-account-password-policy/index.js';
import { S3AccountPublicAccessBlock } from '@cdktn/provider-aws/lib/s3-account-public-access-block/index.js';
import { Construct } from 'constructs';
import type { AccountConfig } from '../../config/account-config.ts';

export type SafeDefaultsProps = {
  readonly passwords: AccountConfig['passwords'];
  /** All regions that are used: these defaults are of a region. */
  readonly regions: readonly string[];
};

export function createSafeDefaults(
  scope: Construct,
  id: string,
  { passwords, regions }: SafeDefaultsProps,
): void {
  const within = new Construct(scope, id);
  new IamAccountPasswordPolicy(within, 'passwords', {
    minimumPasswordLength: passwords.lengthMin,
    maxPasswordAge: passwords.ageMaxDays,
    passwordReusePrevention: passwords.remembered,
    requireLowercaseCharacters: true,
    requireUppercaseCharacters: true,
    requireNumbers: true,
    requireSymbols: true,
    allowUsersToChangePassword: true,
  });
  new S3AccountPublicAccessBlock(within, 'buckets', {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  for (const region of regions) {
    new EbsEncryptionByDefault(within, `disks-${region}`, { region, enabled: true });
    new EbsSnapshotBlockPublicAccess(within, `snapshots-${region}`, {
      region,
      state: 'block-all-sharing',
    });
    new Ec2InstanceMetadataDefaults(within, `metadata-${region}`, {
      region,
      httpTokens: 'required',
      // Containers on an instance are one hop further away than the instance.
      httpPutResponseHopLimit: 2,
    });
  }
}

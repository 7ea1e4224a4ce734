/** What every job that runs Terraform may do: read states, and lock the one it works on. */
import type { PolicyStatement } from '../iam/policy.ts';

export type PermissionsProps = {
  readonly accountId: string;
  /** Begins the names of registries, which environments share. */
  readonly project: string;
  /** Begins the names of everything of this environment, e.g. `ticketing-dev-`. */
  readonly prefix: string;
  readonly regions: readonly string[];
  readonly stateBucketArn: string;
  readonly stateKeyArn: string;
};

/** The state, and the lock beside it. */
export const stateStatements = ({
  stateBucketArn,
  stateKeyArn,
}: PermissionsProps): readonly PolicyStatement[] => [
  { sid: 'FindStates', actions: ['s3:ListBucket'], resources: [stateBucketArn] },
  { sid: 'ReadStates', actions: ['s3:GetObject'], resources: [`${stateBucketArn}/*`] },
  {
    sid: 'Lock',
    actions: ['s3:PutObject', 's3:DeleteObject'],
    resources: [`${stateBucketArn}/*.tflock`],
  },
  {
    sid: 'StateKey',
    actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
    resources: [stateKeyArn],
  },
];

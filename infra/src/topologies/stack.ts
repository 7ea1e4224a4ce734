/**
 * A stack: one Terraform state, locked in S3, that may change one account only. What a stack reads
 * from another one, CDK Terrain passes through the other's outputs.
 */
import { AwsProvider } from '@cdktn/provider-aws/lib/provider/index.js';
import { type App, S3Backend, TerraformStack } from 'cdktn';
import { type Lifetime, primaryRegion, type Region } from '../config/names.ts';
import { type Deployment, tagsOf } from './deployment.ts';

export type StackPlace = {
  readonly lifetime: Lifetime;
  readonly region?: Region;
};

/** `fargate-prod-data`; in the standby region `disaster-recovery-prod-standby-data`. */
export function stackName({ topology, environment }: Deployment, place: StackPlace): string {
  const { lifetime, region = primaryRegion } = place;
  if (topology === lifetime) return `${topology}-${environment}`;
  return `${topology}-${environment}-${region === primaryRegion ? '' : 'standby-'}${lifetime}`;
}

/** The account stack makes it; `operate bootstrap` moves that stack's own state into it. */
export const stateBucketName = ({ settings: { project, accountId } }: Deployment): string =>
  `${project}-terraform-state-${accountId}`;

export function createStack(app: App, deployment: Deployment, place: StackPlace): TerraformStack {
  const name = stackName(deployment, place);
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, 'aws', providerIn(deployment, place.region ?? primaryRegion));
  new S3Backend(stack, {
    bucket: stateBucketName(deployment),
    key: `${deployment.topology}/${deployment.environment}/${name}.tfstate`,
    region: primaryRegion,
    encrypt: true,
    // The lock is an object beside the state; a table in DynamoDB is what older releases needed.
    useLockfile: true,
  });
  return stack;
}

/** A provider for another region beside the stack's own, e.g. for certificates of CloudFront. */
export const addProvider = (
  stack: TerraformStack,
  deployment: Deployment,
  region: Region,
): AwsProvider =>
  new AwsProvider(stack, `aws-${region}`, { ...providerIn(deployment, region), alias: region });

const providerIn = (deployment: Deployment, region: Region) => ({
  region,
  allowedAccountIds: [deployment.settings.accountId],
  defaultTags: [{ tags: tagsOf(deployment) }],
});

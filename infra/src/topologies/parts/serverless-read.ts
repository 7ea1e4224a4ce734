/**
 * Reads by functions, where the configuration switches them on: they have an address of their own,
 * which this prints. CloudFront does not lead there: its behaviours cannot tell reads from writes.
 */
import { TerraformOutput, type TerraformStack } from 'cdktn';
import type { ServerlessReadConfig } from '../../config/compute-config.ts';
import type { Region } from '../../config/names.ts';
import type { Problem } from '../../lib/problem.ts';
import { createLogGroup } from '../../constructs/log-groups/log-group.ts';
import { createServerlessRead } from '../../constructs/serverless-read/serverless-read.ts';
import type { ContainerEnvironment } from '../../runtime/contract.ts';
import type { Deployment, Name } from '../deployment.ts';
import type { NetworkStack } from './network-stack.ts';

export type ReadsProps = {
  readonly deployment: Deployment;
  readonly name: Name;
  readonly region: Region;
  readonly networkStack: NetworkStack;
  readonly config: ServerlessReadConfig;
  /** Of the api role. */
  readonly environment: ContainerEnvironment;
  readonly logRetentionDays: number;
  readonly webAclArn: string;
};

/** At `where`, e.g. `fargate/prod compute`. */
export const checkReadImage = (
  where: string,
  config: ServerlessReadConfig,
  { settings }: Deployment,
): Problem[] =>
  config.enabled && settings.readFunctionImage === undefined
    ? [
        {
          setting: `${where}.serverlessRead.enabled`,
          problem: 'is set, and the setting readFunctionImage is missing.',
          remedy: 'Build the target `lambda` of infra/image/Dockerfile and name its digest.',
        },
      ]
    : [];

export function buildServerlessRead(stack: TerraformStack, props: ReadsProps): void {
  const { deployment, name, region, networkStack, config, environment, webAclArn } = props;
  const { accountId, readFunctionImage } = deployment.settings;
  if (!config.enabled || readFunctionImage === undefined) return;
  const { network, groups, logsKey, dataKey } = networkStack;
  const logs = (part: string) =>
    createLogGroup(stack, `logs-${part}`, {
      name: `/aws/lambda/${name(part)}`,
      retentionDays: props.logRetentionDays,
      keyArn: logsKey.arn,
    });
  const read = createServerlessRead(stack, 'read', {
    name,
    region,
    accountId,
    image: readFunctionImage,
    environment,
    secretsKeyArn: dataKey.arn,
    architecture: 'X86_64',
    logGroup: logs('read'),
    config,
    network,
    securityGroupIds: [groups.applicationId],
    environmentKeyArn: dataKey.arn,
    webAclArn,
    accessLogGroup: logs('read-access'),
  });
  new TerraformOutput(stack, 'read-url', {
    value: `https://${read.domainName}${read.path}`,
    description: 'Reads of events and seats by functions',
  }).overrideLogicalId('read-url');
}

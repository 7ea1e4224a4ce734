/** The function that answers reads: the product's own server, in an image made for Lambda. */
import { LambdaAlias } from '@cdktn/provider-aws/lib/lambda-alias/index.js';
import { LambdaFunction } from '@cdktn/provider-aws/lib/lambda-function/index.js';
import { LambdaProvisionedConcurrencyConfig } from '@cdktn/provider-aws/lib/lambda-provisioned-concurrency-config/index.js';
import { Construct } from 'constructs';
import type { ServerlessReadConfig } from '../../config/compute-config.ts';
import type { ApplicationProps } from '../ecs-service/application-props.ts';
import { readSecrets, sendTraces, writeLogs } from '../ecs-service/container-statements.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import { createServiceRole } from '../iam/service-role.ts';
import type { Network } from '../network/network.ts';
import { readEnvironment } from './read-environment.ts';
import { readTimeoutSeconds } from './read-routes.ts';

export type ReadFunctionProps = Omit<ApplicationProps, 'repositoryArn'> & {
  readonly config: ServerlessReadConfig;
  readonly network: Pick<Network, 'applicationSubnetIds'>;
  readonly securityGroupIds: readonly string[];
  /** Encrypts the environment, in which there is no secret. */
  readonly environmentKeyArn: string;
};

export type ReadFunction = {
  readonly name: string;
  readonly aliasName: string;
  readonly invokeArn: string;
};

export function createReadFunction(
  scope: Construct,
  id: string,
  props: ReadFunctionProps,
): ReadFunction {
  const { config, environment, logGroup, network } = props;
  const within = new Construct(scope, id);
  const name = props.name('read');
  const role = createServiceRole(within, 'role', {
    name,
    services: ['lambda.amazonaws.com'],
    statements: [
      ...networkInterfaces,
      ...readSecrets(Object.values(environment.secrets), props.secretsKeyArn, props.region),
      ...writeLogs([logGroup.arn]),
      ...sendTraces,
      {
        sid: 'DecryptItsEnvironment',
        actions: ['kms:Decrypt'],
        resources: [props.environmentKeyArn],
      },
    ],
  });
  const fn = new LambdaFunction(within, 'function', {
    functionName: name,
    description: 'Answers reads of events and seats',
    packageType: 'Image',
    imageUri: props.image,
    architectures: [props.architecture === 'ARM64' ? 'arm64' : 'x86_64'],
    role: role.arn,
    memorySize: config.memoryMib,
    timeout: readTimeoutSeconds,
    reservedConcurrentExecutions: config.concurrencyMax,
    // Warm functions belong to a version, and the alias is what is called.
    publish: true,
    vpcConfig: {
      subnetIds: [...network.applicationSubnetIds],
      securityGroupIds: [...props.securityGroupIds],
    },
    environment: { variables: readEnvironment(environment) },
    kmsKeyArn: props.environmentKeyArn,
    loggingConfig: { logFormat: 'Text', logGroup: logGroup.name },
    tracingConfig: { mode: 'Active' },
    tags: { Name: name },
  });
  const alias = new LambdaAlias(within, 'live', {
    name: 'live',
    functionName: fn.functionName,
    functionVersion: fn.version,
  });
  if (config.concurrencyWarm > 0) {
    new LambdaProvisionedConcurrencyConfig(within, 'warm', {
      functionName: fn.functionName,
      qualifier: alias.name,
      provisionedConcurrentExecutions: config.concurrencyWarm,
    });
  }
  return { name: fn.functionName, aliasName: alias.name, invokeArn: alias.invokeArn };
}

/** Lambda plugs functions into the network with these; an interface has no ARN beforehand. */
const networkInterfaces: readonly PolicyStatement[] = [
  {
    sid: 'JoinTheNetwork',
    actions: [
      'ec2:CreateNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:DeleteNetworkInterface',
      'ec2:AssignPrivateIpAddresses',
      'ec2:UnassignPrivateIpAddresses',
    ],
    resources: ['*'],
  },
];

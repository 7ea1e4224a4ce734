/**
 * Reads of events and seats by functions, beside the fleet (document D). It is a REST API and not
 * an HTTP API, because only the former can have a web ACL, and every way to the API has one. Off
 * unless the configuration says otherwise.
 */
import { ApiGatewayAccount } from '@cdktn/provider-aws/lib/api-gateway-account/index.js';
import { ApiGatewayDeployment } from '@cdktn/provider-aws/lib/api-gateway-deployment/index.js';
import { ApiGatewayMethodSettings } from '@cdktn/provider-aws/lib/api-gateway-method-settings/index.js';
import { ApiGatewayRestApi } from '@cdktn/provider-aws/lib/api-gateway-rest-api/index.js';
import { ApiGatewayStage } from '@cdktn/provider-aws/lib/api-gateway-stage/index.js';
import { LambdaPermission } from '@cdktn/provider-aws/lib/lambda-permission/index.js';
import { Wafv2WebAclAssociation } from '@cdktn/provider-aws/lib/wafv2-web-acl-association/index.js';
import { Fn } from 'cdktn';
import { Construct } from 'constructs';
import { createServiceRole } from '../iam/service-role.ts';
import type { LogGroup } from '../log-groups/log-group.ts';
import { readStage } from './read-environment.ts';
import { createReadFunction, type ReadFunctionProps } from './read-function.ts';
import { readApi } from './read-routes.ts';

export type ServerlessReadProps = ReadFunctionProps & {
  /** A web ACL of this region, the one that the load balancer has. */
  readonly webAclArn: string;
  readonly accessLogGroup: LogGroup;
};

export type ServerlessRead = {
  /** For an origin of the distribution: `<id>.execute-api.<region>.amazonaws.com`. */
  readonly domainName: string;
  /** The origin's path. */
  readonly path: string;
  readonly stageArn: string;
  readonly functionName: string;
};

export function createServerlessRead(
  scope: Construct,
  id: string,
  props: ServerlessReadProps,
): ServerlessRead {
  const { config, region } = props;
  const within = new Construct(scope, id);
  const name = props.name('read');
  const fn = createReadFunction(within, 'function', props);
  const body = Fn.jsonencode(readApi(name, fn.invokeArn));
  const api = new ApiGatewayRestApi(within, 'api', {
    name,
    body,
    endpointConfiguration: { types: ['REGIONAL'] },
    tags: { Name: name },
  });
  new LambdaPermission(within, 'permission', {
    statementId: 'ReadsByTheApi',
    action: 'lambda:InvokeFunction',
    functionName: fn.name,
    qualifier: fn.aliasName,
    principal: 'apigateway.amazonaws.com',
    sourceArn: `${api.executionArn}/${readStage}/GET/*`,
  });
  const deployment = new ApiGatewayDeployment(within, 'deployment', {
    restApiId: api.id,
    triggers: { body: Fn.sha1(body) },
    lifecycle: { createBeforeDestroy: true },
  });
  const stage = createStage(within, api, deployment, props);
  new ApiGatewayMethodSettings(within, 'throttling', {
    restApiId: api.id,
    stageName: stage.stageName,
    methodPath: '*/*',
    settings: {
      metricsEnabled: true,
      loggingLevel: 'ERROR',
      // Would write bodies and headers into the log.
      dataTraceEnabled: false,
      throttlingRateLimit: config.requestsPerSecond,
      throttlingBurstLimit: config.requestsBurst,
    },
  });
  new Wafv2WebAclAssociation(within, 'web-acl', {
    resourceArn: stage.arn,
    webAclArn: props.webAclArn,
  });
  return {
    domainName: `${api.id}.execute-api.${region}.amazonaws.com`,
    path: `/${readStage}`,
    stageArn: stage.arn,
    functionName: fn.name,
  };
}

function createStage(
  within: Construct,
  api: ApiGatewayRestApi,
  deployment: ApiGatewayDeployment,
  { name, accessLogGroup }: ServerlessReadProps,
): ApiGatewayStage {
  // API Gateway writes logs with one role for a whole account and region.
  const role = createServiceRole(within, 'logs', {
    name: name('read-logs'),
    services: ['apigateway.amazonaws.com'],
    managedPolicies: ['arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs'],
  });
  const account = new ApiGatewayAccount(within, 'account', { cloudwatchRoleArn: role.arn });
  return new ApiGatewayStage(within, 'stage', {
    restApiId: api.id,
    deploymentId: deployment.id,
    stageName: readStage,
    xrayTracingEnabled: true,
    accessLogSettings: { destinationArn: accessLogGroup.arn, format: accessLogFormat },
    dependsOn: [account],
    tags: { Name: name('read') },
  });
}

/** One JSON object a line; API Gateway fills in what begins with a dollar sign. */
const accessLogFormat = JSON.stringify({
  time: '$context.requestTime',
  requestId: '$context.requestId',
  address: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.resourcePath',
  status: '$context.status',
  bytes: '$context.responseLength',
  ms: '$context.responseLatency',
  error: '$context.error.message',
});

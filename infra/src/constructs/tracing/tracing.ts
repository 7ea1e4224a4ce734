/**
 * X-Ray as the place where traces of OpenTelemetry go: how many requests are sampled, and groups
 * that show failed and slow ones apart. A sampler has to ask X-Ray for the rules (the remote sampler
 * of the AWS distribution does); the server sends no traces yet, so the rules wait for it. What used
 * to be ServiceLens, traces, logs and metrics in one map, is CloudWatch's application map today and
 * reads the same traces.
 */
import { XrayGroup } from '@cdktn/provider-aws/lib/xray-group/index.js';
import { XraySamplingRule } from '@cdktn/provider-aws/lib/xray-sampling-rule/index.js';
import { Construct } from 'constructs';
import type { TracingConfig } from '../../config/monitoring-config.ts';
import type { Name } from '../../topologies/deployment.ts';

export type TracingProps = {
  readonly name: Name;
  /** The name that the server gives itself in traces, `OTEL_SERVICE_NAME`. */
  readonly serviceName: string;
  readonly config: TracingConfig;
  readonly healthPaths: readonly string[];
};

export type Tracing = {
  /** ARNs by what the group shows. */
  readonly groupArns: Readonly<Record<'all' | 'failed' | 'slow', string>>;
};

/** Routes that sell, whatever the event. */
const salesPaths = ['/api/v1/events/*/reservations*', '/api/v1/*orders*', '/api/reservations*'];
const slowSeconds = 0.5;

export function createTracing(scope: Construct, id: string, props: TracingProps): Tracing {
  const { name, serviceName, config, healthPaths } = props;
  const within = new Construct(scope, id);
  const rule = (
    part: string,
    priority: number,
    sampled: { readonly path: string; readonly reservoir: number; readonly rate: number },
  ): void => {
    new XraySamplingRule(within, part, {
      ruleName: shortened(name(part)),
      priority,
      version: 1,
      reservoirSize: sampled.reservoir,
      fixedRate: sampled.rate,
      urlPath: sampled.path,
      host: '*',
      httpMethod: '*',
      serviceName,
      serviceType: '*',
      resourceArn: '*',
      tags: { Name: name(part) },
    });
  };
  // Probes ask every few seconds and are all alike. The first rule that fits wins.
  for (const [index, path] of healthPaths.entries()) {
    rule(`probe-${index + 1}`, 100 + index, { path, reservoir: 0, rate: 0 });
  }
  for (const [index, path] of salesPaths.entries()) {
    const { salesReservoir: reservoir, salesRate: rate } = config;
    rule(`sale-${index + 1}`, 200 + index, { path, reservoir, rate });
  }
  rule('rest', 1_000, { path: '*', reservoir: config.reservoir, rate: config.rate });

  const group = (part: string, filter: string): string =>
    new XrayGroup(within, `group-${part}`, {
      groupName: shortened(name(part)),
      filterExpression: `service("${serviceName}")${filter}`,
      insightsConfiguration: { insightsEnabled: true, notificationsEnabled: true },
      tags: { Name: name(part) },
    }).arn;
  return {
    groupArns: {
      all: group('requests', ''),
      failed: group('failed', ' AND fault = true'),
      slow: group('slow', ` AND responsetime > ${slowSeconds}`),
    },
  };
}

/** X-Ray takes 32 characters and no more; what tells names apart is at their end. */
const shortened = (name: string): string => name.slice(-32).replace(/^-+/, '');

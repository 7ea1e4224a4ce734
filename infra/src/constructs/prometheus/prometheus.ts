/**
 * Managed Prometheus: metrics of the cluster and of the product, the rules over them, and where
 * alerts go. What CloudWatch measures itself (databases, caches, NAT) raises its alarms there.
 */
import { CloudwatchLogGroup } from '@cdktn/provider-aws/lib/cloudwatch-log-group/index.js';
import { PrometheusAlertManagerDefinition } from '@cdktn/provider-aws/lib/prometheus-alert-manager-definition/index.js';
import { PrometheusQueryLoggingConfiguration } from '@cdktn/provider-aws/lib/prometheus-query-logging-configuration/index.js';
import { PrometheusRuleGroupNamespace } from '@cdktn/provider-aws/lib/prometheus-rule-group-namespace/index.js';
import { PrometheusWorkspace } from '@cdktn/provider-aws/lib/prometheus-workspace/index.js';
import { Construct } from 'constructs';
import type { AlertTier, MonitoringConfig } from '../../config/monitoring-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { alertManagerDefinition } from './alert-manager.ts';
import { applicationRules } from './application-rules.ts';
import { clusterRules } from './cluster-rules.ts';
import { rulesYaml } from './rule.ts';

export type PrometheusProps = {
  readonly name: Name;
  readonly region: string;
  readonly config: MonitoringConfig;
  /** Encrypts what is measured. */
  readonly keyArn: string;
  /** Encrypts what the workspace says of failed rules. */
  readonly logsKeyArn: string;
  readonly topics: Readonly<Record<AlertTier, string>>;
  /** The document that alerts point into. */
  readonly runbooks: string;
};

export type Prometheus = {
  readonly workspaceId: string;
  readonly workspaceArn: string;
  /** For Grafana. */
  readonly endpoint: string;
  /** For collectors, with SigV4. */
  readonly remoteWriteUrl: string;
};

/** Queries that read more samples than this are logged: they cost by the sample. */
const loggedQuerySamples = 1_000_000;

export function createPrometheus(scope: Construct, id: string, props: PrometheusProps): Prometheus {
  const { name, region, config, keyArn, logsKeyArn, topics, runbooks } = props;
  const within = new Construct(scope, id);
  const logs = new CloudwatchLogGroup(within, 'logs', {
    // Only below this prefix does AWS let services of its own write without growing a policy.
    name: `/aws/vendedlogs/prometheus/${name('metrics')}`,
    retentionInDays: config.logRetentionDays,
    kmsKeyId: logsKeyArn,
  });
  const logGroupArn = `${logs.arn}:*`;
  const workspace = new PrometheusWorkspace(within, 'workspace', {
    alias: name('metrics'),
    kmsKeyArn: keyArn,
    loggingConfiguration: { logGroupArn },
    tags: { Name: name('metrics') },
  });
  new PrometheusQueryLoggingConfiguration(within, 'query-logs', {
    workspaceId: workspace.id,
    destination: [
      { cloudwatchLogs: [{ logGroupArn }], filters: [{ qspThreshold: loggedQuerySamples }] },
    ],
  });
  const groups = [
    applicationRules(config),
    ...(config.nodes === undefined ? [] : [clusterRules(config.nodes)]),
  ];
  for (const group of groups) {
    new PrometheusRuleGroupNamespace(within, `rules-${group.name}`, {
      name: group.name,
      workspaceId: workspace.id,
      data: rulesYaml([group], runbooks),
    });
  }
  new PrometheusAlertManagerDefinition(within, 'alert-manager', {
    workspaceId: workspace.id,
    definition: alertManagerDefinition({ region, topics }),
  });
  return {
    workspaceId: workspace.id,
    workspaceArn: workspace.arn,
    endpoint: workspace.prometheusEndpoint,
    remoteWriteUrl: `${workspace.prometheusEndpoint}api/v1/remote_write`,
  };
}

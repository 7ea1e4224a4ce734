/** Rules that ask for metrics which exist, and alerts that reach somebody with a way out. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { synthesise } from '../../../test/support/synthesise.ts';
import { monitoringConfig } from '../../config/eks/monitoring.ts';
import { alertTiers } from '../../config/monitoring-config.ts';
import { metricTable } from '../../../../server/src/ops/metric-table.ts';
import { applicationRules } from './application-rules.ts';
import { createPrometheus } from './prometheus.ts';

const config = monitoringConfig('prod');
const topics = { critical: 'arn:critical', warning: 'arn:warning', info: 'arn:info' };
const { resources, onlyOne } = synthesise((stack) => {
  createPrometheus(stack, 'prometheus', {
    name: (part) => `ticketing-prod-${part}`,
    region: 'ap-northeast-2',
    config,
    keyArn: 'arn:aws:kms:data',
    logsKeyArn: 'arn:aws:kms:logs',
    topics,
    runbooks: 'https://example.com/runbooks.md',
  });
});

type Rule = Readonly<Record<string, string>> & {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
};
type Groups = { readonly groups: readonly { readonly rules: readonly Rule[] }[] };

const rules = resources('aws_prometheus_rule_group_namespace').flatMap(({ data }) =>
  (parse(String(data)) as Groups).groups.flatMap((group) => group.rules),
);
const alerts = rules.filter(({ alert }) => alert !== undefined);
const alertOf = (name: string) => alerts.find(({ alert }) => alert === name);

describe('Managed Prometheus', () => {
  it('is encrypted with a key of ours, and says what went wrong in a group that forgets', () => {
    expect(onlyOne('aws_prometheus_workspace')).toMatchObject({ kms_key_arn: 'arn:aws:kms:data' });
    expect(onlyOne('aws_cloudwatch_log_group')).toMatchObject({
      retention_in_days: 30,
      kms_key_id: 'arn:aws:kms:logs',
    });
  });

  it('rings at the thresholds of the configuration', () => {
    expect(alertOf('NodeCpuHigh')).toMatchObject({
      expr: 'instance:node_cpu:ratio5m > 0.8',
      for: '5m',
      labels: { severity: 'critical' },
    });
    expect(alertOf('HttpErrorsHigh')?.expr).toBe('application:http_errors:ratio5m > 0.05');
    expect(alertOf('HttpLatencyHigh')?.expr).toBe('application:http_latency_seconds:p99 > 0.3');
    const strict = applicationRules({
      ...config,
      loadBalancer: {
        ...config.loadBalancer,
        errorPercent: { ...config.loadBalancer.errorPercent, threshold: 1 },
      },
    });
    expect(strict.alerts.map(({ expression }) => expression)).toContain(
      'application:http_errors:ratio5m > 0.01',
    );
  });

  it('gives every alert a tier, a sentence and a section of the runbooks', () => {
    expect(alerts.length).toBeGreaterThanOrEqual(10);
    for (const { labels, annotations } of alerts) {
      expect(alertTiers).toContain(labels?.severity);
      expect(annotations?.summary).toMatch(/\.$/);
      expect(annotations?.runbook_url).toMatch(/^https:\/\/example\.com\/runbooks\.md#[a-z-]+$/);
    }
  });

  it('records what alerts read', () => {
    const recorded = new Set(rules.map(({ record }) => record));
    const read = alerts.flatMap(({ expr = '' }) => expr.match(/\b[a-z]+:\w+:\w+/g) ?? []);
    expect(read.length).toBeGreaterThan(2);
    expect(read.filter((name) => !recorded.has(name))).toEqual([]);
  });

  it('asks the server for metrics that it has', () => {
    const served = new Set(Object.keys(metricTable));
    const asked = applicationRules(config).recordings.flatMap(
      ({ expression }) => expression.match(/http_server_\w+?(?=_(?:bucket|count|sum)\b)/g) ?? [],
    );
    expect(asked.length).toBeGreaterThan(3);
    for (const metric of asked) expect(served).toContain(metric);
  });

  it('sends each tier to its topic', () => {
    const { definition } = onlyOne('aws_prometheus_alert_manager_definition');
    const outer = parse(String(definition)) as { readonly alertmanager_config: string };
    const inner = parse(outer.alertmanager_config) as {
      readonly route: {
        readonly routes: readonly { readonly receiver: string; readonly matchers: string[] }[];
      };
      readonly receivers: readonly {
        readonly name: string;
        readonly sns_configs: readonly { readonly topic_arn: string }[];
      }[];
    };
    for (const tier of alertTiers) {
      const receiver = inner.receivers.find((one) => one.name === tier);
      expect(receiver?.sns_configs[0]?.topic_arn).toBe(topics[tier]);
      const route = inner.route.routes.find(({ matchers }) =>
        matchers.includes(`severity="${tier}"`),
      );
      expect(route?.receiver).toBe(tier);
    }
  });
});

/** Sends alerts to the topic of their tier, related ones together and not again for hours. */
import { stringify } from 'yaml';
import { type AlertTier, alertTiers } from '../../config/monitoring-config.ts';

export type AlertManagerProps = {
  readonly region: string;
  readonly topics: Readonly<Record<AlertTier, string>>;
};

const repeatAfter = {
  critical: '1h',
  warning: '12h',
  info: '24h',
} as const satisfies Record<AlertTier, string>;

const message = [
  '{{ range .Alerts }}{{ .Annotations.summary }}',
  'Since {{ .StartsAt }}. What to do: {{ .Annotations.runbook_url }}',
  '{{ end }}',
].join('\n');

/** The definition that Managed Prometheus takes: a configuration of Alertmanager within YAML. */
export const alertManagerDefinition = ({ region, topics }: AlertManagerProps): string =>
  stringify(
    {
      alertmanager_config: stringify(
        {
          route: {
            receiver: 'warning',
            group_by: ['alertname', 'namespace'],
            group_wait: '30s',
            group_interval: '5m',
            repeat_interval: repeatAfter.warning,
            routes: alertTiers.map((tier) => ({
              receiver: tier,
              matchers: [`severity="${tier}"`],
              repeat_interval: repeatAfter[tier],
            })),
          },
          receivers: alertTiers.map((tier) => ({
            name: tier,
            sns_configs: [
              {
                topic_arn: topics[tier],
                sigv4: { region },
                send_resolved: true,
                subject: '{{ .Status }}: {{ .CommonLabels.alertname }}',
                message,
              },
            ],
          })),
        },
        { lineWidth: 0 },
      ),
    },
    { lineWidth: 0 },
  );

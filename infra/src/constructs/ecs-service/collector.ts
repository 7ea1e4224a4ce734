/**
 * OpenTelemetry beside a process: it takes traces and hands them to X-Ray, and it reads the metrics
 * that the process offers to Prometheus and hands some of them to CloudWatch.
 */
import { Fn } from 'cdktn';
import { runtime } from '../../runtime/contract.ts';
import { collectedMetrics, roleLabel } from './collector-metrics.ts';
import type { ContainerDefinition } from './container.ts';

export type CollectorProps = {
  /** The AWS distribution of the OpenTelemetry collector. */
  readonly image: string;
  readonly region: string;
  readonly role: string;
  /** Of the metrics in CloudWatch. */
  readonly namespace: string;
  /** Metrics arrive in CloudWatch by way of a log. */
  readonly metricsLogGroupName: string;
  readonly logGroupName: string;
};

/** Reachable inside the task only. */
const otlp = { grpc: { endpoint: '127.0.0.1:4317' }, http: { endpoint: '127.0.0.1:4318' } };

export const collectorConfig = (props: CollectorProps) => ({
  extensions: { health_check: {} },
  receivers: {
    otlp: { protocols: otlp },
    prometheus: {
      config: {
        scrape_configs: [
          {
            job_name: 'onsale',
            scrape_interval: '60s',
            static_configs: [
              {
                targets: [`127.0.0.1:${runtime.metricsPort}`],
                labels: { [roleLabel]: props.role },
              },
            ],
          },
        ],
      },
    },
  },
  processors: {
    memory_limiter: { check_interval: '5s', limit_mib: 160, spike_limit_mib: 40 },
    'batch/traces': { timeout: '1s', send_batch_size: 50 },
    'batch/metrics': { timeout: '60s' },
  },
  exporters: {
    awsxray: { region: props.region },
    awsemf: {
      region: props.region,
      namespace: props.namespace,
      log_group_name: props.metricsLogGroupName,
      log_stream_name: props.role,
      dimension_rollup_option: 'NoDimensionRollup',
      metric_declarations: Object.entries(collectedMetrics).map(([metric, labels]) => ({
        dimensions: [[roleLabel, ...labels]],
        metric_name_selectors: [`^${metric}$`],
      })),
    },
  },
  service: {
    extensions: ['health_check'],
    pipelines: {
      traces: {
        receivers: ['otlp'],
        processors: ['memory_limiter', 'batch/traces'],
        exporters: ['awsxray'],
      },
      metrics: {
        receivers: ['prometheus'],
        processors: ['memory_limiter', 'batch/metrics'],
        exporters: ['awsemf'],
      },
    },
  },
});

/** Not essential: a task goes on selling without it. */
export const collectorDefinition = (props: CollectorProps): ContainerDefinition => ({
  name: 'collector',
  image: props.image,
  essential: false,
  memory: 256,
  readonlyRootFilesystem: true,
  // YAML is what it reads; JSON is YAML.
  environment: [{ name: 'AOT_CONFIG_CONTENT', value: Fn.jsonencode(collectorConfig(props)) }],
  healthCheck: {
    command: ['CMD', '/healthcheck'],
    interval: 30,
    timeout: 5,
    retries: 3,
    startPeriod: 30,
  },
  logConfiguration: {
    logDriver: 'awslogs',
    options: {
      'awslogs-region': props.region,
      'awslogs-group': props.logGroupName,
      'awslogs-stream-prefix': `collector-${props.role}`,
      mode: 'non-blocking',
    },
  },
});

/**
 * From the registry to the outside: an OpenTelemetry metric producer, so that whatever reads
 * OpenTelemetry can read us (Prometheus text today), and the text of one scrape.
 */
import type { HrTime } from '@opentelemetry/api';
import { ValueType } from '@opentelemetry/api';
import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import {
  AggregationTemporality,
  DataPointType,
  MeterProvider,
  MetricReader,
  type MetricData,
  type MetricProducer,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import type { Clock } from '../lib/clock.ts';
import type { Family, Metrics, Series } from './metrics.ts';

const hrTime = (epochMs: number): HrTime => [
  Math.floor(epochMs / 1_000),
  Math.round((epochMs % 1_000) * 1e6),
];

type Times = { readonly startTime: HrTime; readonly endTime: HrTime };

function histogramPoint(series: Extract<Series, { kind: 'histogram' }>, times: Times) {
  const { histogram, labels } = series;
  const buckets = { boundaries: [...histogram.bounds], counts: histogram.counts() };
  return {
    ...times,
    attributes: labels,
    value: { buckets, sum: histogram.sum, count: histogram.count },
  };
}

function metricData(family: Family, times: Times): MetricData {
  const series = [...family.series.values()];
  const common = {
    descriptor: {
      name: family.name,
      description: family.help,
      unit: '',
      valueType: ValueType.DOUBLE,
    },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  };
  if (family.kind === 'histogram') {
    const dataPoints = series
      .filter((one) => one.kind === 'histogram')
      .map((one) => histogramPoint(one, times));
    return { ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints };
  }
  const dataPoints = series
    .filter((one) => one.kind !== 'histogram')
    .map((one) => ({
      startTime: times.startTime,
      endTime: times.endTime,
      attributes: one.labels,
      value: one.read(),
    }));
  return family.kind === 'counter'
    ? { ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints }
    : { ...common, dataPointType: DataPointType.GAUGE, dataPoints };
}

/** The registry as OpenTelemetry sees it. */
export function createMetricProducer(metrics: Metrics, clock: Clock): MetricProducer {
  const startTime = hrTime(clock.nowMs());
  return {
    collect() {
      const times = { startTime, endTime: hrTime(clock.nowMs()) };
      const resourceMetrics: ResourceMetrics = {
        // A reader takes the resource of the SDK and ignores the one of further producers.
        resource: { attributes: {} } as ResourceMetrics['resource'],
        scopeMetrics: [
          {
            scope: { name: 'onsale' },
            metrics: Array.from(metrics.families(), (family) => metricData(family, times)),
          },
        ],
      };
      return Promise.resolve({ resourceMetrics, errors: [] });
    },
  };
}

class PullReader extends MetricReader {
  protected override onForceFlush(): Promise<void> {
    return Promise.resolve();
  }
  protected override onShutdown(): Promise<void> {
    return Promise.resolve();
  }
}

export type MetricsExport = {
  /** The Prometheus text format, version 0.0.4. */
  readonly text: () => Promise<string>;
  readonly close: () => Promise<void>;
};

export function createMetricsExport(metrics: Metrics, clock: Clock): MetricsExport {
  const reader = new PullReader({ metricProducers: [createMetricProducer(metrics, clock)] });
  const provider = new MeterProvider({ readers: [reader] });
  const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
  return {
    async text() {
      const { resourceMetrics } = await reader.collect();
      // The exporter brings a copy of the SDK of its own, with enums that are equal but not the
      // same.
      // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
      return `${serializer.serialize(resourceMetrics)}\n`;
    },
    close: () => provider.shutdown(),
  };
}

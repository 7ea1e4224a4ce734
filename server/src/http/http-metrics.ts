/** What is measured about HTTP: duration by route and class of status, requests in flight. */
import type { ErrorCode } from '@onsale/contract/errors.ts';
import { metricTable } from '../ops/metric-table.ts';
import type { Counter, Histogram, Metrics } from '../ops/metrics.ts';

export type HttpMetrics = {
  forRoute(routeId: string): RouteMetrics;
  refused(code: ErrorCode): void;
};

/** Durations of one route, by class of status. */
export type RouteMetrics = {
  record(status: number, seconds: number): void;
};

export function createHttpMetrics(metrics: Metrics, calls: { readonly size: number }): HttpMetrics {
  const { http_server_request_duration_seconds: duration } = metricTable;
  const { http_server_requests_in_flight: inFlight } = metricTable;
  metrics.gauge('http_server_requests_in_flight', inFlight.help, () => calls.size);
  const refusals = new Map<ErrorCode, Counter>();

  function histogramOf(route: string, hundred: number): Histogram {
    const labels = { route, status_class: `${hundred}xx` };
    const name = 'http_server_request_duration_seconds';
    return metrics.histogram(name, duration.help, duration.bounds, labels);
  }

  return {
    forRoute(routeId) {
      const classes: (Histogram | undefined)[] = [];
      return {
        record(status, seconds) {
          const hundred = Math.floor(status / 100);
          const histogram = (classes[hundred] ??= histogramOf(routeId, hundred));
          histogram.record(seconds);
        },
      };
    },
    refused(code) {
      let counter = refusals.get(code);
      if (counter === undefined) {
        const { help } = metricTable.http_server_refusals_total;
        counter = metrics.counter('http_server_refusals_total', help, { code });
        refusals.set(code, counter);
      }
      counter.add();
    },
  };
}

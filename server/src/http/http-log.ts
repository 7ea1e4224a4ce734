/** What HTTP logs: failures always, requests as configured. Never addresses, keys or bodies. */
import type { Log } from '../ops/log.ts';

/** At an on-sale, logging all requests costs more than serving them. */
export type LogRequests = 'none' | 'slow' | 'all';

export type HttpLog = {
  /** A request that failed through our fault. */
  failed(routeId: string, traceId: string, error: unknown): void;
  answered(routeId: string, traceId: string, status: number, durationMs: number): void;
};

export function createHttpLog(log: Log, mode: LogRequests, slowMs: number): HttpLog {
  const fromMs = mode === 'none' ? Infinity : mode === 'all' ? -Infinity : slowMs;
  return {
    failed(route, traceId, error) {
      log.error({ route, traceId, error }, 'request failed');
    },
    answered(route, traceId, status, durationMs) {
      if (durationMs < fromMs) return;
      log.info({ route, traceId, status, durationMs: Math.round(durationMs) }, 'request');
    },
  };
}

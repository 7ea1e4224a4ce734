/** One run of one variant: load, CPU and memory of the processes that served it, in one record. */
import type { LoadProcess } from './load/load-process.ts';
import type { LoadResult, RequestPlan } from './load/plan.ts';
import { cpuSeconds, peakMemoryMib, resetPeakMemory } from './usage.ts';
import type { Verification } from './verification.ts';

/** Process ids by part of the system, e.g. server, postgres, redis. */
export type Parts = Readonly<Record<string, number>>;

export type Measurement = {
  /** Bookings, answers or commands, whatever the scenario counts. */
  readonly perSecond: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  /** Of all parts together, for 1,000 of what is counted. */
  readonly cpuSecondsPer1000: number | null;
  /** What is counted per CPU second of the part called `server`: what one core of it would do. */
  readonly perServerCore?: number | null;
  /** CPU seconds per second by part: 1 is one core. */
  readonly cores: Readonly<Record<string, number | null>>;
  /** Peak resident memory of the part called `server`. */
  readonly peakMemoryMib: number | null;
  readonly statuses?: Readonly<Record<string, number>>;
  readonly connectionErrors?: number;
  readonly verification?: Verification;
};

export type HttpRun = {
  readonly load: LoadProcess;
  readonly port: number;
  readonly parts: Parts;
  readonly plan: RequestPlan;
  readonly connections: number;
  readonly warmUpMs: number;
  readonly durationMs: number;
  readonly requestsMax?: number;
  /** Whether 2xx answers count (bookings) or all of them (reads, refusals). */
  readonly counted: 'accepted' | 'answered';
};

/** The documents' retry form may keep a request for 30 s. */
const DRAIN_MS = 35_000;
/**
 * A shorter window means that the seats or requests ran out before there was anything to measure.
 */
const WINDOW_SECONDS_MIN = 0.2;

export async function measureHttp(
  run: HttpRun,
): Promise<{ measurement: Measurement; total: LoadResult['total'] }> {
  const meter = createMeter(run.parts);
  const server = run.parts['server'];
  if (server !== undefined) resetPeakMemory(server);
  const result = await run.load.run(
    {
      host: '127.0.0.1',
      port: run.port,
      connections: run.connections,
      plan: run.plan,
      warmUpMs: run.warmUpMs,
      durationMs: run.durationMs,
      drainMs: DRAIN_MS,
      ...(run.requestsMax === undefined ? {} : { requestsMax: run.requestsMax }),
    },
    { windowStarted: () => meter.start(), windowEnded: () => meter.stop() },
  );
  if (result.seconds < WINDOW_SECONDS_MIN) throw new Error('the run was too short to measure');
  const count = result[run.counted];
  const { p50Ms, p95Ms, p99Ms } =
    run.counted === 'accepted' ? result.latency.accepted : result.latency.all;
  const used = meter.read(count, result.seconds);
  const perSecond = count / result.seconds;
  const serverCores = used.cores['server'];
  const measurement: Measurement = {
    perSecond,
    perServerCore: serverCores ? perSecond / serverCores : null,
    p50Ms,
    p95Ms,
    p99Ms,
    ...used,
    peakMemoryMib: server === undefined ? null : peakMemoryMib(server),
    statuses: result.statuses,
    connectionErrors: result.connectionErrors,
  };
  return { measurement, total: result.total };
}

export type Meter = {
  start(): void;
  stop(): void;
  /** CPU between start and stop, for `count` units of work in `seconds`. */
  read(count: number, seconds: number): Pick<Measurement, 'cpuSecondsPer1000' | 'cores'>;
};

export function createMeter(parts: Parts): Meter {
  const take = (): Map<string, number | null> =>
    new Map(Object.entries(parts).map(([part, pid]) => [part, cpuSeconds(pid)]));
  let before = take();
  let after = before;
  return {
    start: () => (before = after = take()),
    stop: () => (after = take()),
    read(count, seconds) {
      let sum: number | null = 0;
      const cores: Record<string, number | null> = {};
      for (const [part, from] of before) {
        const to = after.get(part) ?? null;
        const used: number | null = from === null || to === null ? null : to - from;
        cores[part] = used === null ? null : used / seconds;
        sum = sum === null || used === null ? null : sum + used;
      }
      const cpuSecondsPer1000 = sum === null || count === 0 ? null : (sum / count) * 1_000;
      return { cpuSecondsPer1000, cores };
    },
  };
}

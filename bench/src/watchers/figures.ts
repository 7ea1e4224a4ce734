/** What a run comes to, and the table of all of them. */
import { median, pairedRatios } from '../stats.ts';
import {
  type ClientAnswer,
  type Load,
  type ServerAnswer,
  type Transport,
  transports,
} from './protocol.ts';

export type Figures = {
  readonly transport: Transport;
  readonly watchers: number;
  /** Of the server process, user and system. */
  readonly cpuMs: number;
  /** Of one core, while it ran. */
  readonly cores: number;
  readonly microsPerDelivery: number;
  readonly microsPerWrite: number;
  readonly bytesPerChange: number;
  /** Resident memory of the server that the connections added, in kB (1,000 bytes), and JavaScript's part. */
  readonly kbPerConnection: number;
  readonly heapKbPerConnection: number;
  /** The same after it had run. */
  readonly kbPerConnectionAfter: number;
  /** From publishing to arrival, the collecting of changes included. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly mostMs: number;
  readonly missing: number;
};

type Memory = Extract<ServerAnswer, { t: 'memory' }>;

export type Measured = {
  readonly transport: Transport;
  readonly watchers: number;
  readonly ran: Extract<ServerAnswer, { t: 'ran' }>;
  readonly reports: readonly ClientAnswer[];
  readonly empty: Memory;
  readonly full: Memory;
  readonly afterwards: Memory;
};

export function figuresOf({
  transport,
  watchers,
  ran,
  reports,
  empty,
  full,
  afterwards,
}: Measured): Figures {
  const sum: number[] = [];
  let missing = 0;
  for (const report of reports) {
    if (report.t !== 'report') throw new Error('no report');
    missing += report.missing;
    report.histogram.forEach((count, ms) => (sum[ms] = (sum[ms] ?? 0) + count));
  }
  const kb = (bytes: number): number => bytes / 1_000 / watchers;
  return {
    transport,
    watchers,
    cpuMs: ran.cpuMicros / 1e3,
    cores: ran.cpuMicros / ran.wallMicros,
    microsPerDelivery: ran.cpuMicros / (watchers * ran.publishedNs.length),
    microsPerWrite: ran.cpuMicros / ran.writes,
    bytesPerChange: ran.bytesPerChange,
    kbPerConnection: kb(full.rssBytes - empty.rssBytes),
    heapKbPerConnection: kb(full.heapBytes - empty.heapBytes),
    kbPerConnectionAfter: kb(afterwards.rssBytes - empty.rssBytes),
    p50Ms: atShare(sum, 0.5),
    p99Ms: atShare(sum, 0.99),
    mostMs: atShare(sum, 1),
    missing,
  };
}

/** The milliseconds within which this share had arrived. */
export function atShare(histogram: readonly number[], share: number): number {
  const total = histogram.reduce((a, b) => a + b, 0);
  let seen = 0;
  for (const [ms, count] of histogram.entries()) {
    seen += count;
    if (seen > 0 && seen >= total * share) return ms;
  }
  return Number.NaN;
}

export function printRounds(rounds: readonly Figures[], load: Load): string {
  const of = (transport: Transport): readonly Figures[] =>
    rounds.filter((one) => one.transport === transport);
  const middle = (transport: Transport, read: (one: Figures) => number): number =>
    median(of(transport).map(read)) ?? Number.NaN;
  const byRound = (transport: Transport, read: (one: Figures) => number): Map<number, number> =>
    new Map(of(transport).map((one, round) => [round, read(one)]));
  const ratio = (transport: Transport, read: (one: Figures) => number): number =>
    median(pairedRatios(byRound(transport, read), byRound('ws', read))) ?? Number.NaN;
  const lines = [
    `${rounds[0]?.watchers ?? 0} watchers, ${load.perSecond} changes of ${load.seats} seats a second ` +
      `(${rounds[0]?.bytesPerChange ?? 0} bytes), medians of ${of('ws').length} rounds`,
    '',
    '| transport | cores | µs a delivery | µs a write | CPU against ws: a delivery, a write ' +
      '| kB a connection (heap) | p50 | p99 | most | missing |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  for (const transport of transports) {
    lines.push(
      `| ${transport} | ${middle(transport, (one) => one.cores).toFixed(3)} ` +
        `| ${middle(transport, (one) => one.microsPerDelivery).toFixed(2)} ` +
        `| ${middle(transport, (one) => one.microsPerWrite).toFixed(2)} ` +
        `| ${ratio(transport, (one) => one.microsPerDelivery).toFixed(2)}, ` +
        `${ratio(transport, (one) => one.microsPerWrite).toFixed(2)} ` +
        `| ${middle(transport, (one) => one.kbPerConnection).toFixed(1)} ` +
        `(${middle(transport, (one) => one.heapKbPerConnection).toFixed(1)}) ` +
        `| ${middle(transport, (one) => one.p50Ms)} ms | ${middle(transport, (one) => one.p99Ms)} ms ` +
        `| ${middle(transport, (one) => one.mostMs)} ms | ${middle(transport, (one) => one.missing)} |`,
    );
  }
  lines.push(
    '',
    'The times include the collecting of changes (180 ms at five a second), which ws lacks.',
  );
  return lines.join('\n');
}

/** A process full of watchers. */
import process from 'node:process';
import { type ClientAnswer, type ClientAsk, HISTOGRAM_MS } from './protocol.ts';
import { openWatcher, type Watcher } from './watcher.ts';

/** Connections that are being opened at the same time. */
const OPENING_MAX = 200;

let watchers: Watcher[] = [];
/** Arrivals: sequence number and time, in turn. */
let arrivals: number[] = [];
let originNs = 0n;

function arrived(watcher: Watcher, seq: number, atNs: bigint): void {
  const atMicros = Number(atNs - originNs) / 1e3;
  for (let one = watcher.lastSeq + 1; one <= seq; one++) arrivals.push(one, atMicros);
  watcher.lastSeq = seq;
}

async function openAll({ transport, port, count }: ClientAsk & { t: 'connect' }): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: OPENING_MAX }, async () => {
      while (left > 0) {
        left -= 1;
        watchers.push(await openWatcher(transport, port, arrived));
      }
    }),
  );
}

function report({ firstSeq, publishedNs }: ClientAsk & { t: 'report' }): ClientAnswer {
  const published = publishedNs.map((ns) => Number(BigInt(ns) - originNs) / 1e3);
  const histogram = Array.from({ length: HISTOGRAM_MS + 1 }, () => 0);
  let count = 0;
  for (let at = 0; at < arrivals.length; at += 2) {
    const sentMicros = published[(arrivals[at] ?? 0) - firstSeq];
    if (sentMicros === undefined) continue;
    const ms = Math.floor(((arrivals[at + 1] ?? 0) - sentMicros) / 1e3);
    const bin = Math.min(HISTOGRAM_MS, Math.max(0, ms));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
    count += 1;
  }
  const open = watchers.filter(({ socket }) => !socket.destroyed).length;
  return { t: 'report', histogram, open, missing: watchers.length * published.length - count };
}

async function handle(ask: ClientAsk): Promise<ClientAnswer> {
  if (ask.t === 'connect') {
    await openAll(ask);
    return { t: 'connected' };
  }
  if (ask.t === 'begin') {
    originNs = process.hrtime.bigint();
    arrivals = [];
    return { t: 'begun' };
  }
  if (ask.t === 'report') return report(ask);
  // A reset leaves nothing behind that would use up ports.
  for (const { socket } of watchers) socket.resetAndDestroy();
  watchers = [];
  return { t: 'closed' };
}

process.on('disconnect', () => process.exit());
process.on('message', (ask: ClientAsk) => {
  handle(ask).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});

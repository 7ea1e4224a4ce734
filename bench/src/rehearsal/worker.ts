/**
 * A load process: gets its share of the crowd, lets each person live when the time has come, tells once
 * a second what happened, and their lines when they have gone home. Ends when its parent does.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProductEvent } from '@onsale/contract/product.ts';
import { systemClock } from '@onsale/server/src/lib/clock.ts';
import { createIds } from '@onsale/server/src/lib/uuid-v7.ts';
import { type Crowd, type Person, personOf } from './behaviour.ts';
import { type Door, openDoor } from './door.ts';
import type { Line } from './journal.ts';
import { live } from './live.ts';
import type { Stage } from './stage.ts';
import { createTally, type Second } from './tally.ts';
import { watchLine } from './watch-line.ts';

export type Task = {
  readonly url: string;
  readonly event: ProductEvent;
  readonly crowd: Crowd;
  readonly buyers: number;
  /** Of `workers`: takes every so-manieth buyer. */
  readonly worker: number;
  readonly workers: number;
  readonly sockets: number;
  readonly addresses: number;
  readonly sharedStatus: boolean;
  readonly graceMs: number;
  /** When the sale opens, ms since the epoch by the clock of this machine. */
  readonly opensAtMs: number;
  /** After the opening. */
  readonly limitMs: number;
};

export type Report =
  | { readonly type: 'second'; readonly at: number; readonly second: Second }
  | { readonly type: 'lines'; readonly lines: readonly Line[] }
  | { readonly type: 'done'; readonly cpuMs: number };

const SECOND_MS = 1_000;
/** After the end everybody has this long to go home. */
const GRACE_MS = 60_000;
const LINES_MAX = 200;
/** Between two steps of somebody who has to hurry, because it is over. */
const AFTER_MS = 100;

const tell = (report: Report): void => void process.send?.(report);

/** Resolves when it was handed over, and with it all that was told before. */
const tellAll = (report: Report): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(report, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });

async function work(task: Task): Promise<void> {
  const tally = createTally();
  const door = openDoor({ ...task, url: new URL(task.url), tally });
  const nowMs = (): number => performance.timeOrigin + performance.now() - task.opensAtMs;
  const stage = stageOf(task, door, { tally, nowMs });
  const lag = monitorEventLoopDelay({ resolution: 10 });
  lag.enable();
  const pulse = setInterval(() => {
    const second = tally.take();
    second.lagMs = Math.max(0, lag.max / 1e6 - 10);
    second.unsent = door.unsent();
    lag.reset();
    tell({ type: 'second', at: Math.floor((nowMs() - SECOND_MS) / SECOND_MS), second });
  }, SECOND_MS);
  const lines: Line[] = [];
  const flush = (least: number): void => {
    if (lines.length >= least) tell({ type: 'lines', lines: lines.splice(0) });
  };
  const people = peopleOf(task);
  const living: Promise<void>[] = [];
  for (const person of people) {
    const waitMs = person.arriveMs - nowMs();
    if (waitMs > 0) await delay(waitMs);
    if (stage.isOver()) break;
    const visitor = door.visitor(person.index);
    const life = async (): Promise<void> => {
      lines.push(await live(visitor, person, stage));
      flush(LINES_MAX);
    };
    living.push(life());
  }
  const late = new AbortController();
  const leftMs = task.limitMs + GRACE_MS - nowMs();
  await Promise.race([
    Promise.all(living),
    delay(Math.max(0, leftMs), undefined, { signal: late.signal }).catch(() => undefined),
  ]);
  late.abort();
  clearInterval(pulse);
  stage.line.stop();
  flush(1);
  const second = tally.take();
  tell({ type: 'second', at: Math.floor(nowMs() / SECOND_MS), second });
  const { user, system } = process.cpuUsage();
  await tellAll({ type: 'done', cpuMs: (user + system) / 1_000 });
  door.close();
}

type Measured = Pick<Stage, 'tally' | 'nowMs'>;

function stageOf(task: Task, door: Door, { tally, nowMs }: Measured): Stage {
  const { event } = task;
  const saleOpensAtMs = Date.parse(event.saleOpensAt ?? '');
  let solving: Promise<unknown> = Promise.resolve();
  return {
    eventId: event.id,
    event,
    tally,
    nowMs,
    line: watchLine(event.id, task.sharedStatus ? door.visitor(task.worker) : undefined),
    ids: createIds(systemClock),
    graceMs: task.graceMs,
    instantMs: (instant) => Date.parse(instant) - saleOpensAtMs,
    pause: (ms) => delay(Math.min(ms, Math.max(0, task.limitMs - nowMs()) + AFTER_MS)),
    isOver: () => nowMs() > task.limitMs,
    solving(solve) {
      const mine = solving.then(solve);
      solving = mine.catch(() => undefined);
      return mine;
    },
  };
}

function peopleOf({ crowd, buyers, worker, workers }: Task): Person[] {
  const people: Person[] = [];
  for (let index = worker; index < buyers; index += workers) people.push(personOf(index, crowd));
  return people.toSorted((a, b) => a.arriveMs - b.arriveMs);
}

process.once('message', (task: Task) => {
  work(task).then(
    () => process.disconnect(),
    (error: unknown) => {
      process.stderr.write(`a load process failed: ${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit());

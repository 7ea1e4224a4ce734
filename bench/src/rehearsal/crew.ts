/** The parent's side of the load processes: starts them, adds up what they say, ends them. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Line } from './journal.ts';
import { addSecond, emptySecond, type Second } from './tally.ts';
import type { Report, Task } from './worker.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

export type Crew = {
  /** By second after the opening; before it, negative. */
  readonly seconds: Map<number, Second>;
  /** All of it so far. */
  readonly total: Second;
  readonly lines: Line[];
  /** Seconds of processor that the load itself took. */
  cpuSeconds(): number;
  /** Resolves when everybody has gone home; rejects when a process died. */
  readonly done: Promise<void>;
  kill(): void;
};

export function startCrew(tasks: readonly Task[]): Crew {
  const seconds = new Map<number, Second>();
  const total = emptySecond();
  const lines: Line[] = [];
  let cpuMs = 0;
  const hear = (report: Report): void => {
    if (report.type === 'lines') lines.push(...report.lines);
    else if (report.type === 'done') cpuMs += report.cpuMs;
    else {
      addSecond(total, report.second);
      const known = seconds.get(report.at);
      if (known === undefined) seconds.set(report.at, report.second);
      else addSecond(known, report.second);
    }
  };
  const children = tasks.map((task) => start(task, hear));
  const kill = (): void => children.forEach(({ child }) => void child.kill('SIGKILL'));
  const done = Promise.all(children.map(({ ended }) => ended)).then(
    () => undefined,
    (error: unknown) => {
      kill();
      throw error;
    },
  );
  return { seconds, total, lines, cpuSeconds: () => cpuMs / 1_000, done, kill };
}

type Child = { readonly child: ChildProcess; readonly ended: Promise<void> };

function start(task: Task, hear: (report: Report) => void): Child {
  const child = fork(WORKER, [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  let isDone = false;
  child.on('message', (report: Report) => {
    if (report.type === 'done') isDone = true;
    hear(report);
  });
  child.send(task);
  const ended = async (): Promise<void> => {
    // A process may be gone before all that it has told was heard.
    const [[code]] = (await Promise.all([once(child, 'exit'), once(child, 'disconnect')])) as [
      [number | null],
      unknown,
    ];
    if (!isDone) throw new Error(`a load process ended before its buyers did (${code})`);
  };
  return { child, ended: ended() };
}

export const secondAt = (crew: Crew, at: number): Second => crew.seconds.get(at) ?? emptySecond();

/** Opens the engine in Redis as a process would, and tells what it logged and counted. */
import type { RedisConfig } from '../../src/config/config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { Log } from '../../src/ops/log.ts';
import type { Operation, Outcome, SharedState } from '../../src/shared/contract.ts';
import { openShared } from '../../src/shared/open-shared.ts';

export type Opened = {
  readonly state: SharedState;
  readonly lines: readonly string[];
  readonly calls: readonly (readonly [Operation, Outcome, number])[];
};

export async function openTestRedis(config: RedisConfig): Promise<Opened> {
  const lines: string[] = [];
  const calls: (readonly [Operation, Outcome, number])[] = [];
  const write = (_fields: unknown, message: string): void => void lines.push(message);
  const log: Log = {
    debug: write,
    info: write,
    warn: write,
    error: write,
    fatal: write,
    child: () => log,
  };
  const observer = {
    called: (operation: Operation, outcome: Outcome, ms: number): void =>
      void calls.push([operation, outcome, ms]),
  };
  const common = { clock: systemClock, log, observer, processName: 'test' };
  return { state: await openShared({ ...common, redis: config }), lines, calls };
}

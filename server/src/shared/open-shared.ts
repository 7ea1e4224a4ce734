/** Opens the shared state that the configuration asks for. */
import type { Config } from '../config/config.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../ops/log.ts';
import type { SharedObserver, SharedState } from './contract.ts';
import { openInProcess } from './in-process/engine.ts';
import { openRedis } from './redis/engine.ts';

export type SharedOptions = {
  readonly redis: Config['redis'];
  readonly clock: Clock;
  readonly log: Log;
  readonly observer: SharedObserver;
  readonly processName: string;
};

export async function openShared(options: SharedOptions): Promise<SharedState> {
  const { redis: config, ...rest } = options;
  return config === undefined ? openInProcess(options.clock) : openRedis({ ...rest, config });
}

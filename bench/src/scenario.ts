/** What a scenario is made of: variants that take turns within every round. */
import type { LoadProcess } from './load/load-process.ts';
import type { Measurement } from './measure.ts';
import type { RunningPostgres } from './postgres.ts';
import type { RunningServer } from './processes.ts';
import type { RunningRedis } from './redis.ts';

/** How long and how wide one run is. */
export type RunSize = {
  readonly connections: number;
  readonly warmUpMs: number;
  readonly durationMs: number;
  /** Bounds the runs that are bounded by their number of requests. */
  readonly requests: number;
};

/** All that scenarios share. */
export type Bench = {
  readonly postgres: RunningPostgres;
  readonly redis: RunningRedis | undefined;
  readonly pgbench: boolean;
  readonly product: RunningServer;
  readonly load: LoadProcess;
  readonly apiKey: string;
  /** Few variants in few rounds. */
  readonly quick: boolean;
  /** One line for whoever watches. */
  readonly note: (line: string) => void;
};

export type Variant = {
  readonly id: string;
  readonly title: string;
  /** Left out of `--quick`. */
  readonly fullOnly?: boolean;
  /** Creates its own fresh event, applies the load, verifies. */
  run(size: RunSize): Promise<Measurement>;
};

export type OpenScenario = {
  readonly variants: readonly Variant[];
  close(): Promise<void>;
};

export type Scenario = {
  readonly id: string;
  readonly title: string;
  /** What `perSecond` counts. */
  readonly unit: string;
  /**
   * Starts what the variants need. What it started is ended by `close`, also after a failure here.
   */
  open(bench: Bench): Promise<OpenScenario>;
};

/**
 * Runs the variants of a scenario in turn, A B C A B C ..., so that the machine's drift meets all
 * of them alike. A first round is discarded: it warms code, caches and connections.
 */
import type { Measurement } from './measure.ts';
import type { RunSize, Variant } from './scenario.ts';

export type RoundRecord = {
  readonly scenario: string;
  readonly variant: string;
  /** 1, 2, ... */
  readonly round: number;
  readonly measurement: Measurement;
};

export type RoundFailure = Omit<RoundRecord, 'measurement'> & { readonly error: string };

export type RoundsOutcome = {
  readonly records: readonly RoundRecord[];
  readonly failures: readonly RoundFailure[];
};

export type RoundsPlan = {
  readonly scenario: string;
  readonly variants: readonly Variant[];
  readonly rounds: number;
  readonly warmUp: RunSize;
  readonly size: RunSize;
  /** Before a run; what it waits for is not measured. */
  readonly onRun?: (variant: Variant, round: number) => Promise<void> | void;
};

/** A failing run is recorded, and the others go on: half a table is worth more than none. */
export async function runRounds(plan: RoundsPlan): Promise<RoundsOutcome> {
  const records: RoundRecord[] = [];
  const failures: RoundFailure[] = [];
  for (let round = 0; round <= plan.rounds; round++) {
    for (const variant of plan.variants) {
      await plan.onRun?.(variant, round);
      const key = { scenario: plan.scenario, variant: variant.id, round };
      try {
        const measurement = await variant.run(round === 0 ? plan.warmUp : plan.size);
        if (round > 0) records.push({ ...key, measurement });
      } catch (error) {
        failures.push({ ...key, error: error instanceof Error ? error.message : String(error) });
      }
    }
  }
  return { records, failures };
}

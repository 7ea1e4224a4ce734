/**
 * A plan: steps with titles. A dry run prints them, a real one takes them one after the other and
 * says how long each took.
 */
import { elapsed } from './time.ts';
import type { Operation } from './operation.ts';

export type Step = {
  /** What it does, as an order: `Stop the database ticketing-dev-database`. */
  readonly title: string;
  readonly run: () => Promise<void>;
};

export async function takeSteps(
  operation: Pick<Operation, 'say' | 'clock' | 'dryRun'>,
  steps: readonly Step[],
): Promise<void> {
  const { say, clock, dryRun } = operation;
  for (const [index, { title, run }] of steps.entries()) {
    const number = `${index + 1}/${steps.length}`;
    if (dryRun) {
      say(`${number} would: ${title}`);
      continue;
    }
    const startedMs = clock.nowMs();
    say(`${number} ${title} ...`);
    await run();
    say(`${number} done in ${elapsed(clock.nowMs() - startedMs)}.`);
  }
}

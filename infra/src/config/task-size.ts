/** What a task on Fargate may ask for: AWS sells these combinations only. */
import type { Problem } from '../lib/problem.ts';

export type TaskSize = {
  /** In 1/1024 of a virtual processor. */
  readonly cpu: number;
  readonly memoryMib: number;
};

type MemoryRange = { readonly min: number; readonly max: number; readonly step: number };

const gib = 1_024;
const memoryByCpu: Readonly<Record<number, MemoryRange>> = {
  // 512 MiB, 1 and 2 GiB: three values that no step describes; 1.5 GiB is refused below.
  256: { min: 512, max: 2 * gib, step: 512 },
  512: { min: gib, max: 4 * gib, step: gib },
  1_024: { min: 2 * gib, max: 8 * gib, step: gib },
  2_048: { min: 4 * gib, max: 16 * gib, step: gib },
  4_096: { min: 8 * gib, max: 30 * gib, step: gib },
  8_192: { min: 16 * gib, max: 60 * gib, step: 4 * gib },
  16_384: { min: 32 * gib, max: 120 * gib, step: 8 * gib },
};

export function checkTaskSize(where: string, { cpu, memoryMib }: TaskSize): Problem[] {
  const range = memoryByCpu[cpu];
  if (range === undefined) {
    const sizes = Object.keys(memoryByCpu).join(', ');
    return [{ setting: `${where}.cpu`, problem: `is ${cpu}.`, remedy: `Use one of ${sizes}.` }];
  }
  const { min, max, step } = range;
  const fits =
    memoryMib >= min &&
    memoryMib <= max &&
    memoryMib % step === 0 &&
    !(cpu === 256 && memoryMib === 1_536);
  return fits
    ? []
    : [
        {
          setting: `${where}.memoryMib`,
          problem: `${memoryMib} does not go with ${cpu} processor units.`,
          remedy: `Use ${min} to ${max} in steps of ${step}.`,
        },
      ];
}

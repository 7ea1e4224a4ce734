/** Brings a schedule to what a plan wants: what is there already is not touched. */
import { OperatorError } from '../core/operator-error.ts';
import type { Step } from '../core/steps.ts';
import { type Floor, type FloorSchedule, saleOf } from './floor.ts';

export type Change = {
  readonly saleId: string;
  readonly wanted: readonly Floor[];
  readonly nowMs: number;
};

/** New ones come first and old ones go last, so that no floor is missing in between. */
export async function changeSteps(
  schedule: FloorSchedule,
  { saleId, wanted, nowMs }: Change,
): Promise<readonly Step[]> {
  const there = (await schedule.list()).filter(({ atMs }) => atMs > nowMs);
  refuseOverlap(schedule.target, there, saleId, wanted);
  const own = there.filter((one) => saleOf(one) === saleId);
  const puts = wanted.filter(
    ({ name, atMs, min }) =>
      !own.some((one) => one.name === name && one.atMs === atMs && one.min === min),
  );
  const removals = own.filter(({ name }) => !wanted.some((one) => one.name === name));
  return [
    ...puts.map((floor) => ({
      title: `${schedule.target}: at least ${floor.min} from ${timeOf(floor)} on`,
      run: () => schedule.put(floor),
    })),
    ...removals.map((floor) => ({
      title: `${schedule.target}: forget what was planned for ${timeOf(floor)}`,
      run: () => schedule.remove(floor.name),
    })),
  ];
}

const timeOf = ({ atMs }: Floor): string => new Date(atMs).toISOString();

/** The floor of two plans is that of whichever spoke last: too low for one of the sales. */
function refuseOverlap(
  target: string,
  there: readonly Floor[],
  saleId: string,
  wanted: readonly Floor[],
): void {
  const from = wanted[0]?.atMs ?? Number.POSITIVE_INFINITY;
  const to = wanted.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
  const others = Map.groupBy(
    there.filter((one) => saleOf(one) !== undefined && saleOf(one) !== saleId),
    (one) => saleOf(one) ?? '',
  );
  for (const [other, floors] of others) {
    const times = floors.map(({ atMs }) => atMs);
    if (Math.min(...times) > to || Math.max(...times) < from) continue;
    throw new OperatorError(
      `${target} has a plan for sale ${other} at the same time.`,
      `Plan both as one sale, or remove the other: plan-capacity --remove with its sale file.`,
    );
  }
}

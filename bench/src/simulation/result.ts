/** What a run says, in figures. */
import { saleOpensMs } from './crowd.ts';
import type { Scenario } from './scenario.ts';
import type { Tally } from './tally.ts';
import type { World } from './world.ts';

export type RunResult = {
  readonly scenario: Scenario;
  readonly tally: Tally;
  /** From the opening of the sale, in seconds: 95 % held or sold, all, all sold; null: not within the time. */
  readonly mostTakenS: number | null;
  readonly allTakenS: number | null;
  readonly soldOutS: number | null;
  readonly sold: number;
  readonly buyers: number;
  readonly called: number;
  readonly admitted: number;
  /** Of those who knocked: who met a full room; of the admitted: who wanted something and got nothing. */
  readonly metFullShare: number;
  readonly foundNothingShare: number;
  /** Mean share of slots that stood empty while people waited and places were free, from a minute on. */
  readonly idleShare: number;
  readonly activePeak: number;
  /** Most seconds that an answer waited for the machines. */
  readonly delayPeakS: number;
  /** Who never looked again or gave up, of those called. */
  readonly noShowShare: number;
  readonly knocksPerAdmission: number;
  /** Mean seconds from the call to the first knock. */
  readonly delayMeanS: number;
};

export const openedSecond = saleOpensMs / 1_000;

export function summarize(world: World): RunResult {
  const { tally, scenario } = world;
  const left = scenario.seats * 0.05;
  const mostTaken = firstSecond(tally, (second) => tally.at('available', second) <= left);
  const allTaken = firstSecond(tally, (second) => tally.at('available', second) === 0);
  const soldOut = firstSecond(tally, (second) => tally.at('sold', second) === scenario.seats);
  return {
    scenario,
    tally,
    mostTakenS: mostTaken,
    allTakenS: allTaken,
    soldOutS: soldOut,
    sold: world.sold,
    buyers: world.buyers,
    called: world.servedUpTo,
    admitted: world.admitted,
    metFullShare: share(world.metFull, world.knockers),
    foundNothingShare: share(world.foundNothing, world.admitted),
    idleShare: idleShare(world, mostTaken ?? tally.seconds - openedSecond),
    activePeak: tally.peak('active'),
    delayPeakS: tally.peak('backlogMs') / 1_000,
    noShowShare: 1 - share(world.admitted, world.servedUpTo),
    delayMeanS: share(world.delaySeconds, world.knockers),
    knocksPerAdmission: share(tally.sum('knocks'), world.admitted),
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function firstSecond(tally: Tally, holds: (second: number) => boolean): number | null {
  for (let second = openedSecond; second < tally.seconds; second++) {
    if (holds(second)) return second - openedSecond;
  }
  return null;
}

function idleShare({ tally, scenario }: World, untilS: number): number {
  let idle = 0;
  let counted = 0;
  for (let second = openedSecond + 60; second < openedSecond + untilS; second++) {
    if (tally.at('waiting', second) === 0) continue;
    idle += Math.max(0, 1 - tally.at('active', second) / scenario.activeMax);
    counted += 1;
  }
  return share(idle, counted);
}

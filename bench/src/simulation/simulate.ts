/** One run: second by second, until everything is sold or nobody is left. */
import { saleOpensMs } from './crowd.ts';
import { knock, endAdmission } from './door.ts';
import { type RunResult, summarize } from './result.ts';
import type { Scenario } from './scenario.ts';
import { lapse, look, pay } from './shopping.ts';
import { tick } from './tick.ts';
import { ask, join } from './waiting.ts';
import { stages, World } from './world.ts';

/** The same scenario, the same result, to the last digit. */
export function simulate(scenario: Scenario): RunResult {
  const world = new World(scenario);
  const act = (person: number, atMs: number): void => {
    const stage = world.stage[person];
    if (stage === stages.wait) ask(world, person, atMs);
    else if (stage === stages.join) join(world, person, atMs);
    else if (stage === stages.knock) knock(world, person, atMs);
    else if (stage === stages.look) look(world, person, atMs);
    else if (stage === stages.pay) pay(world, person, atMs);
    else if (stage === stages.lapse) lapse(world, person, atMs);
    else if (stage === stages.idle) endAdmission(world, person);
  };
  const seconds = saleOpensMs / 1_000 + scenario.maxMinutes * 60;
  for (let second = 0; second < seconds && !isOver(world, second); second++) {
    world.wheel.run((second + 1) * 1_000, act);
    tick(world, second);
  }
  return summarize(world);
}

const isOver = (world: World, second: number): boolean =>
  second * 1_000 > saleOpensMs &&
  ((world.available === 0 && world.held === 0) ||
    (world.active === 0 &&
      world.joined === world.scenario.waiters &&
      world.servedUpTo >= world.joined));

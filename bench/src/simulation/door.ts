/** Coming in and going out: the cap holds whatever the policy says. */
import { assumptions, machine, settings } from './assumptions.ts';
import { marks, stages, type World } from './world.ts';

export function knock(world: World, person: number, atMs: number): void {
  const { chances, tally } = world;
  const second = Math.floor(atMs / 1_000);
  tally.count('knocks', second);
  const place = world.positions?.[person] ?? 0;
  if (!world.has(person, marks.knocked)) {
    world.knockers += 1;
    world.delaySeconds += atMs / 1_000 - (world.calledAt[place] ?? 0);
  }
  world.mark(person, marks.knocked);
  if (world.active >= world.scenario.activeMax && world.scenario.policy !== 'none') {
    tally.count('roomFull', second);
    if (!world.has(person, marks.metFull)) world.metFull += 1;
    world.mark(person, marks.metFull);
    const againMs = assumptions.retryMs * (1 + chances.fraction() / 2);
    world.plan(person, stages.knock, atMs + againMs);
    return;
  }
  world.active += 1;
  world.admitted += 1;
  world.came[place] = 1;
  world.admittedAtMs[person] = atMs;
  world.party[person] = partySize(chances.fraction());
  world.tries[person] = 0;
  tally.count('admits', second);
  const delayMs = world.work(machine.enterMs);
  const lookMs = chances.logNormal(assumptions.lookMs, assumptions.lookSpread);
  world.plan(person, stages.look, atMs + delayMs + lookMs);
}

/** Leaves for good: with a word, which frees the slot at once, or without one. */
export function goOut(world: World, person: number, atMs: number): void {
  if (world.chances.chance(assumptions.saysGoodbye)) endAdmission(world, person);
  else idle(world, person, atMs);
}

/** Nobody is there any more; the slot is free when the session is over. */
export function idle(world: World, person: number, atMs: number): void {
  const overMs = (world.admittedAtMs[person] ?? 0) + settings.sessionMs;
  world.plan(person, stages.idle, Math.max(overMs, atMs));
}

export function endAdmission(world: World, person: number): void {
  world.active -= 1;
  world.leave(person);
}

function partySize(fraction: number): number {
  let below = 0;
  for (const [index, share] of assumptions.parties.entries()) {
    below += share;
    if (fraction < below) return index + 1;
  }
  return assumptions.parties.length;
}

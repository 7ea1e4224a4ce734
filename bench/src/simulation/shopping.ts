/** What those who are in do: look, take, pay, fail to pay, leave. */
import { assumptions, machine, meanParty, settings } from './assumptions.ts';
import { endAdmission, goOut, idle } from './door.ts';
import { marks, stages, type World } from './world.ts';

/** Has looked at the map and wants to take something, or not. */
export function look(world: World, person: number, atMs: number): void {
  const { chances, tally } = world;
  const overMs = (world.admittedAtMs[person] ?? 0) + settings.sessionMs;
  const tries = world.tries[person] ?? 0;
  if (tries === 0 && chances.chance(assumptions.unwilling)) {
    goOut(world, person, atMs);
    return;
  }
  if (atMs >= overMs) {
    world.foundNothing += 1;
    endAdmission(world, person);
    return;
  }
  const second = Math.floor(atMs / 1_000);
  const party = world.party[person] ?? 1;
  if (world.available < party || chances.chance(conflictShare(world))) {
    missed(world, person, atMs);
    return;
  }
  world.available -= party;
  world.held += party;
  world.mark(person, marks.held);
  world.holdUntilMs[person] = atMs + settings.holdMs;
  tally.count('holds', second);
  const answeredMs = atMs + world.work(machine.holdMs);
  const payMs = chances.logNormal(assumptions.payMs, assumptions.paySpread);
  if (chances.chance(assumptions.leftCart) || payMs > settings.holdMs) {
    const back = chances.chance(assumptions.givesBack);
    const untilMs = world.holdUntilMs[person] ?? 0;
    world.plan(person, stages.lapse, back ? Math.min(untilMs, answeredMs + payMs) : untilMs);
    return;
  }
  world.plan(person, stages.pay, answeredMs + payMs);
}

/** Somebody was quicker, or nothing is free at the moment: choose again, for a while. */
function missed(world: World, person: number, atMs: number): void {
  world.tally.count('conflicts', Math.floor(atMs / 1_000));
  world.mark(person, marks.metConflict);
  const tries = (world.tries[person] ?? 0) + 1;
  world.tries[person] = tries;
  const delayMs = world.work(machine.refusalMs);
  const nothingThere = world.available === 0;
  const triesMax = nothingThere ? assumptions.looksMax : assumptions.conflictsMax;
  if (tries >= triesMax || (nothingThere && world.held === 0)) {
    world.foundNothing += 1;
    goOut(world, person, atMs);
    return;
  }
  // After some misses a party takes what there is, if it can be less.
  if (tries >= 2 && (world.party[person] ?? 1) > 1 && world.available > 0) {
    world.party[person] = Math.max(1, Math.min(world.party[person] ?? 1, world.available));
  }
  const restMs = nothingThere ? assumptions.lookAgainMs : assumptions.againMs;
  world.plan(person, stages.look, atMs + delayMs + world.chances.exponential(restMs));
}

/** The more look for the less, the more often somebody was quicker. */
function conflictShare({ active, available }: World): number {
  const crowding = (active * meanParty) / Math.max(1, available);
  return assumptions.conflictBase + (assumptions.conflictCrowd * crowding) / (1 + crowding);
}

export function pay(world: World, person: number, atMs: number): void {
  const { chances } = world;
  const untilMs = world.holdUntilMs[person] ?? 0;
  const party = world.party[person] ?? 1;
  world.work(machine.payMs);
  if (chances.chance(assumptions.declined)) {
    const again = !world.has(person, marks.triedPaying) && chances.chance(assumptions.triesAgain);
    world.mark(person, marks.triedPaying);
    if (again && atMs + 30_000 < untilMs) world.plan(person, stages.pay, atMs + 30_000);
    else world.plan(person, stages.lapse, untilMs);
    return;
  }
  world.held -= party;
  world.sold += party;
  world.buyers += 1;
  world.tally.count('purchases', Math.floor(atMs / 1_000));
  endAdmission(world, person);
}

/** What was held is free again; whoever held it is not there any more. */
export function lapse(world: World, person: number, atMs: number): void {
  const party = world.party[person] ?? 1;
  world.held -= party;
  world.available += party;
  idle(world, person, atMs);
}

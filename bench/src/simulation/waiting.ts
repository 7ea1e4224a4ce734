/** Joining, and asking for the status by the law of the contract until one's turn has come. */
import { askAgainMs, askBeforeSaleMs, waitMsOf } from '@onsale/contract/queue-poll.ts';
import { assumptions, meanParty } from './assumptions.ts';
import { saleOpensMs } from './crowd.ts';
import { stages, type World } from './world.ts';

export function join(world: World, person: number, atMs: number): void {
  const second = Math.floor(atMs / 1_000);
  world.joined += 1;
  world.tally.count('joins', second);
  world.tally.count('arrivals', second);
  ask(world, person, atMs);
}

/** One question about the status, and what follows from the answer. */
export function ask(world: World, person: number, atMs: number): void {
  const second = Math.floor(atMs / 1_000);
  countQuestion(world, person, second);
  const { chances, scenario } = world;
  // What a cache answers is a second old.
  const seen = Math.max(0, second - (scenario.cachePoints > 0 ? 1 : 0));
  if (seen * 1_000 <= saleOpensMs) {
    const nextMs = askBeforeSaleMs(scenario.poll, saleOpensMs - atMs, chances.fraction());
    rest(world, person, atMs, nextMs);
    return;
  }
  const position = (world.positions?.[person] ?? 0) + 1;
  const status = {
    servedUpTo: world.servedAt[seen] ?? 0,
    perMinute: world.perMinuteAt[seen] ?? 0,
    // It calls in its first second: a line that stood still for a minute later has something in its way.
    reason: 'full',
  } as const;
  if (world.tries[person] === 0 && givesUpNow(world, person, position)) {
    world.leave(person);
    return;
  }
  if (position <= status.servedUpTo) {
    world.plan(person, stages.knock, atMs + chances.exponential(assumptions.doorMs));
    return;
  }
  rest(
    world,
    person,
    atMs,
    askAgainMs(scenario.poll, waitMsOf(status, position), chances.fraction()),
  );
}

/** Decided once, when the place is seen first: who is gone already, and who sees no hope. */
function givesUpNow(world: World, person: number, position: number): boolean {
  world.tries[person] = 1;
  if (world.chances.chance(world.scenario.noShow)) return true;
  const buyers = world.scenario.seats / meanParty;
  const hopeless = position > assumptions.hopelessTimes * buyers;
  return hopeless && world.chances.chance(assumptions.hopelessShare);
}

function rest(world: World, person: number, atMs: number, restMs: number): void {
  const { chances } = world;
  if (chances.chance(restMs / (assumptions.patienceMinutes * 60_000))) {
    world.leave(person);
    return;
  }
  const hidden = chances.chance(1 - Math.exp(-restMs / assumptions.seenMs));
  const hiddenMs = hidden ? chances.exponential(assumptions.hiddenMs) : 0;
  world.plan(person, stages.wait, atMs + restMs + hiddenMs);
}

/** Each point of the cache asks the origin once a second at most, and only when somebody asks it. */
function countQuestion({ tally, scenario, askedAt }: World, person: number, second: number): void {
  tally.count('cdn', second);
  if (scenario.cachePoints === 0) {
    tally.count('origin', second);
    return;
  }
  const point = (person * 7_919) % scenario.cachePoints;
  if (askedAt[point] === second) return;
  askedAt[point] = second;
  tally.count('origin', second);
}

/** Once a second: readings, the policy's word, and what the second has cost. */
import {
  callSpans,
  countCalls,
  nobody,
  noteCalls,
} from '@onsale/server/src/queue/model/controller-calls.ts';
import type { Readings } from '@onsale/server/src/queue/model/controller-state.ts';
import { machine, settings } from './assumptions.ts';
import { saleOpensMs } from './crowd.ts';
import { policies } from './policies.ts';
import type { World } from './world.ts';

/** The second that has just ended. */
export function tick(world: World, second: number): void {
  const nowMs = (second + 1) * 1_000;
  if (nowMs >= saleOpensMs) {
    if (world.positions === undefined) world.draw();
    call(world, nowMs);
  }
  runMachines(world, second);
  record(world, second);
}

function call(world: World, nowMs: number): void {
  const { scenario } = world;
  const spans = callSpans(world.controller, nowMs, settings.graceMs, world.servedUpTo);
  const came = (from: number, to: number): number =>
    world.came.subarray(from, to).reduce((sum, one) => sum + one, 0);
  const readings: Readings = {
    nowMs,
    elapsedMs: 1_000,
    activeMax: scenario.activeMax,
    active: world.active,
    admitted: world.admitted,
    ...countCalls(
      spans,
      {
        settled: came(spans.settledFrom, spans.settledTo),
        inGrace: came(spans.settledTo, spans.servedUpTo),
      },
      // Whoever leaves is simply not there when called: those are the no-shows.
      nobody,
    ),
    waiting: world.joined - world.servedUpTo,
    perMinuteMin: 0,
    perMinuteMax: scenario.perMinuteMax,
    throttlePerMinute: null,
    control: 'run',
    stock: { available: world.available, held: world.held },
    engine: {
      depth: world.backlogMs / machine.holdMs,
      p99Ms: 30 + world.backlogMs / machine.cores,
    },
  };
  const word = policies[scenario.policy](readings, world.controller);
  world.calledAt.fill(nowMs / 1_000, world.servedUpTo, world.servedUpTo + word.call);
  world.servedUpTo += word.call;
  world.controller = noteCalls(word.state, spans, nowMs, settings.graceMs, world.servedUpTo);
}

function runMachines(world: World, second: number): void {
  const capacityMs = machine.cores * 1_000;
  const wanted = world.backlogMs + world.demandMs;
  world.tally.count('busyMs', second, Math.min(capacityMs, wanted));
  world.backlogMs = Math.max(0, wanted - capacityMs);
  world.demandMs = 0;
}

function record(world: World, second: number): void {
  const { tally } = world;
  const next = second + 1;
  const opened = Math.floor(saleOpensMs / 1_000);
  const windowSeconds = Math.min(60, next - opened + 1);
  const before = world.servedAt[Math.max(0, next - windowSeconds)] ?? 0;
  world.servedAt[next] = world.servedUpTo;
  world.perMinuteAt[next] =
    windowSeconds <= 0 ? 0 : Math.round(((world.servedUpTo - before) * 60) / windowSeconds);
  tally.seconds = next;
  tally.count('active', second, world.active);
  tally.count('waiting', second, world.joined - world.servedUpTo);
  tally.count('servedUpTo', second, world.servedUpTo);
  tally.count('available', second, world.available);
  tally.count('held', second, world.held);
  tally.count('sold', second, world.sold);
  tally.count('backlogMs', second, world.backlogMs / machine.cores);
  const changes = tally.at('holds', second) + tally.at('purchases', second);
  const frames = Math.min(settings.framesPerSecond, changes);
  tally.count('frames', second, frames * world.active);
  tally.count('transactions', second, transactionsIn(world, second));
}

/** Joins, admissions and holds go in groups, one commit after the other; the rest of a purchase does not. */
function transactionsIn({ tally }: World, second: number): number {
  const groupsMax = 1_000 / machine.commitMs;
  const grouped = (['joins', 'knocks', 'holds'] as const).reduce(
    (sum, name) => sum + Math.min(groupsMax, tally.at(name, second)),
    0,
  );
  return grouped + tally.at('purchases', second) * machine.transactionsPerPurchase;
}

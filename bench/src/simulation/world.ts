/** The state of one simulated sale: people in typed arrays, the room, the stock, the machines. */
import type { ControllerState } from '@onsale/server/src/queue/model/controller-state.ts';
import { initialState } from '@onsale/server/src/queue/model/controller-state.ts';
import { machine } from './assumptions.ts';
import { type Chances, createChances } from './chances.ts';
import { arrive, draw, saleOpensMs } from './crowd.ts';
import type { Scenario } from './scenario.ts';
import { Tally } from './tally.ts';
import { Wheel } from './wheel.ts';

/** What a person does when their time comes. */
export const stages = { join: 0, wait: 1, knock: 2, look: 3, pay: 4, lapse: 5, idle: 6, gone: 7 };

/** What has happened to a person, as bits. */
export const marks = { metFull: 1, held: 2, metConflict: 4, triedPaying: 8, knocked: 16 } as const;

export class World {
  readonly scenario: Scenario;
  readonly chances: Chances;
  readonly wheel: Wheel;
  readonly tally: Tally;
  readonly arrivals: Float64Array;
  readonly stage: Uint8Array;
  readonly marks: Uint8Array;
  readonly party: Uint8Array;
  readonly tries: Uint8Array;
  readonly admittedAtMs: Int32Array;
  readonly holdUntilMs: Int32Array;
  /** By position - 1: has been admitted. */
  readonly came: Uint8Array;
  /** By position - 1: the second of the call. */
  readonly calledAt: Int32Array;
  /** By second: what the public status says from then on. */
  readonly servedAt: Int32Array;
  readonly perMinuteAt: Int32Array;
  /** The second in which each of the cache's points asked the origin last. */
  readonly askedAt: Int32Array;
  /** By person; undefined until it is drawn. */
  positions: Int32Array | undefined;
  controller: ControllerState = initialState;
  joined = 0;
  active = 0;
  admitted = 0;
  servedUpTo = 0;
  available: number;
  held = 0;
  sold = 0;
  buyers = 0;
  /** Admitted, and gone without having held anything although they wanted to. */
  foundNothing = 0;
  knockers = 0;
  metFull = 0;
  /** From the call to the first knock, of all who knocked. */
  delaySeconds = 0;
  demandMs = 0;
  backlogMs = 0;

  constructor(scenario: Scenario) {
    const { waiters, seed } = scenario;
    this.scenario = scenario;
    this.chances = createChances(seed);
    const horizonMs = saleOpensMs + scenario.maxMinutes * 60_000;
    const seconds = Math.ceil(horizonMs / 1_000) + 2;
    this.wheel = new Wheel(waiters, horizonMs);
    this.tally = new Tally(seconds);
    this.arrivals = arrive(waiters, this.chances);
    this.stage = new Uint8Array(waiters);
    this.marks = new Uint8Array(waiters);
    this.party = new Uint8Array(waiters);
    this.tries = new Uint8Array(waiters);
    this.admittedAtMs = new Int32Array(waiters);
    this.holdUntilMs = new Int32Array(waiters);
    this.came = new Uint8Array(waiters);
    this.calledAt = new Int32Array(waiters);
    this.servedAt = new Int32Array(seconds);
    this.perMinuteAt = new Int32Array(seconds);
    this.askedAt = new Int32Array(Math.max(1, scenario.cachePoints)).fill(-1);
    this.available = scenario.seats;
    for (let person = 0; person < waiters; person++) {
      this.wheel.schedule(person, this.arrivals[person] ?? 0);
    }
  }

  /** The sale opens: whoever has joined is the cohort. */
  draw(): void {
    this.positions = draw(this.scenario.waiters, this.joined, this.chances);
  }

  plan(person: number, stage: number, atMs: number): void {
    this.stage[person] = stage;
    this.wheel.schedule(person, atMs);
  }

  leave(person: number): void {
    this.stage[person] = stages.gone;
  }

  mark(person: number, bit: number): void {
    this.marks[person] = (this.marks[person] ?? 0) | bit;
  }

  has(person: number, bit: number): boolean {
    return ((this.marks[person] ?? 0) & bit) !== 0;
  }

  /** Work for the machines; the answer comes when the work before it is done. */
  work(processorMs: number): number {
    this.demandMs += processorMs;
    return this.backlogMs / machine.cores;
  }
}

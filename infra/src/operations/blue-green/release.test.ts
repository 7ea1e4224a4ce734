/** The controller against a made-up world with faults; the invariants of SPEC.md by number. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomes, phaseTable, workingPhases } from './model/phases.ts';
import { type Colour, release, type ReleaseLimits, type ReleasePorts } from './release.ts';

const limits: ReleaseLimits = {
  errorShareMax: 0.01,
  requestsMin: 100,
  warmMaxMs: 100,
  watchMs: 100,
  intervalMs: 10,
  rollbackTries: 3,
};

type Faults = {
  readonly update?: boolean;
  /** How many looks it takes until all targets are healthy; `Infinity` for never. */
  readonly healthyAfter?: number;
  /** During the watch a target fails at this look. */
  readonly failsAt?: number;
  readonly smoke?: string;
  /** `lost`: it happens, but the answer says it failed. */
  readonly switch?: 'fails' | 'lost';
  /** How many ways back fail. */
  readonly backFails?: number;
  /** Errors in each 100 requests, by measurement; the last one stays. */
  readonly errors?: readonly number[];
  readonly requests?: number;
  readonly measure?: boolean;
  readonly interruptedAtMs?: number;
};

/** Smoke tests put 10 requests behind the colour's counters each time. */
function world(faults: Faults) {
  let traffic: Colour = 'blue';
  let now = 0;
  let looks = 0;
  let watched = 0;
  let switched = false;
  let smokes = 0;
  let passedBeforeSwitch = false;
  let healthyBeforeSwitch = false;
  let ways = 0;
  const measurements: number[] = [];
  const ports: ReleasePorts = {
    traffic: async () => traffic,
    async pointTraffic(to) {
      if (to === 'green') {
        if (faults.switch === 'fails') throw new Error('The listener refused.');
        traffic = to;
        switched = true;
        if (faults.switch === 'lost') throw new Error('No answer.');
        return;
      }
      ways += 1;
      if (ways <= (faults.backFails ?? 0)) throw new Error('The listener refused.');
      traffic = to;
    },
    async update() {
      if (faults.update === true) throw new Error('No capacity.');
    },
    async health() {
      looks += 1;
      if (switched) {
        watched += 1;
        return { healthy: watched === faults.failsAt ? 1 : 2, wanted: 2 };
      }
      const healthy = looks > (faults.healthyAfter ?? 0) ? 2 : 1;
      healthyBeforeSwitch ||= healthy === 2;
      return { healthy, wanted: 2 };
    },
    async smokeTest() {
      smokes += 1;
      if (!switched) passedBeforeSwitch = faults.smoke === undefined;
      return faults.smoke;
    },
    async measure() {
      if (faults.measure === true) throw new Error('No metrics.');
      const errors = faults.errors?.[measurements.length] ?? faults.errors?.at(-1) ?? 0;
      measurements.push(errors);
      const requests = faults.requests ?? 100;
      return { requests, errors: (errors * requests) / 100 };
    },
    nowMs: () => now,
    async wait(ms) {
      now += ms;
    },
    interrupted: () => now >= (faults.interruptedAtMs ?? Number.POSITIVE_INFINITY),
    report: () => {},
  };
  return {
    ports,
    traffic: () => traffic,
    switched: () => switched,
    proven: () => passedBeforeSwitch && healthyBeforeSwitch,
    measurements,
    smokes: () => smokes,
  };
}

const run = async (faults: Faults) => {
  const made = world(faults);
  return { ...made, ended: await release(made.ports, limits) };
};

const anyFaults = fc.record(
  {
    update: fc.boolean(),
    healthyAfter: fc.constantFrom(0, 3, Number.POSITIVE_INFINITY),
    failsAt: fc.constantFrom(1, 5, 99),
    smoke: fc.constantFrom('No tickets.'),
    switch: fc.constantFrom('fails' as const, 'lost' as const),
    backFails: fc.integer({ min: 0, max: 5 }),
    errors: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 }),
    requests: fc.constantFrom(0, 5, 100),
    measure: fc.boolean(),
    interruptedAtMs: fc.integer({ min: 0, max: 250 }),
  },
  { requiredKeys: [] },
);

/** Where traffic has to be at each end. */
const places = { released: 'green', refused: 'blue', 'rolled-back': 'blue' } as const;

function violations(faults: Faults, made: Awaited<ReturnType<typeof run>>): string[] {
  const { ended, measurements } = made;
  const requests = measurements.length * (faults.requests ?? 100);
  const errors = measurements.reduce((sum, one) => sum + one, 0);
  const broken: [boolean, string][] = [
    [made.switched() && !made.proven(), 'B1: switched without proof'],
    [ended.phase === 'refused' && made.switched(), 'B2: refused after a switch'],
    [ended.phase !== 'stuck' && made.traffic() !== places[ended.phase], 'B3: traffic is elsewhere'],
    [ended.phase !== 'released' && ended.reason === undefined, 'B3: no reason is given'],
  ];
  if (ended.phase === 'released') {
    broken.push(
      [requests < limits.requestsMin, 'B4: released over too few requests'],
      [errors > measurements.length * limits.errorShareMax * 100, 'B4: released with errors'],
      [measurements.length !== limits.watchMs / limits.intervalMs, 'B4: not watched to the end'],
    );
  }
  return broken.filter(([isBroken]) => isBroken).map(([, what]) => what);
}

describe('a blue/green release', () => {
  it('B1, B3, B4: ends where its phase says, whatever fails', async () => {
    const property = fc.asyncProperty(anyFaults, async (faults) => {
      const broken = violations(faults, await run(faults));
      if (broken.length > 0) throw new Error(broken.join('\n'));
    });
    const { failed, counterexample, numRuns } = await fc.check(property, { numRuns: 4_000 });
    expect({ failed, counterexample, numRuns }).toEqual({
      failed: false,
      counterexample: null,
      numRuns: 4_000,
    });
  });

  it('succeeds when nothing fails', async () => {
    const { ended, traffic } = await run({ healthyAfter: 2 });
    expect(ended).toEqual({ phase: 'released', colour: 'green' });
    expect(traffic()).toBe('green');
  });

  it('B2: stops at a failed smoke test', async () => {
    const { ended, traffic, switched } = await run({ smoke: 'No tickets.' });
    expect(ended).toMatchObject({
      phase: 'refused',
      reason: expect.stringContaining('No tickets'),
    });
    expect([traffic(), switched()]).toEqual(['blue', false]);
  });

  it('B5: goes back at the first measurement above the limit, not at one below it', async () => {
    const bad = await run({ errors: [0, 3] });
    expect(bad.ended.phase).toBe('rolled-back');
    expect(bad.measurements).toEqual([0, 3]);
    expect((await run({ errors: [1] })).ended.phase).toBe('released');
  });

  it('B6: goes back when a target of the new colour fails', async () => {
    const { ended, measurements } = await run({ failsAt: 2 });
    expect(ended).toMatchObject({
      phase: 'rolled-back',
      reason: expect.stringContaining('1 of 2'),
    });
    expect(measurements).toHaveLength(2);
  });

  it('B3: takes back a switch whose answer was lost', async () => {
    expect((await run({ switch: 'lost' })).ended.phase).toBe('rolled-back');
  });

  it('B3: says so when there is no way back', async () => {
    const { ended, traffic } = await run({ errors: [50], backFails: 5 });
    expect(ended.phase).toBe('stuck');
    expect(traffic()).toBe('green');
    expect((await run({ errors: [50], backFails: 2 })).ended.phase).toBe('rolled-back');
  });

  it('B4: makes traffic of its own when there is none, and does not trust silence', async () => {
    const { ended, smokes } = await run({ requests: 0 });
    expect(ended).toMatchObject({
      phase: 'rolled-back',
      reason: expect.stringContaining('too few'),
    });
    expect(smokes()).toBeGreaterThan(5);
  });

  it('goes back when errors cannot be measured', async () => {
    expect((await run({ measure: true })).ended.phase).toBe('rolled-back');
  });

  it('has the phases that SPEC.md shows', () => {
    const spec = readFileSync(join(import.meta.dirname, 'SPEC.md'), 'utf8');
    for (const phase of workingPhases) {
      const cells = spec
        .split('\n')
        .find((line) => line.startsWith(`| ${phase} |`))
        ?.split('|')
        .map((cell) => cell.trim());
      const { done, failed, interrupted } = phaseTable[phase];
      const shown = interrupted === phase ? 'goes on' : interrupted;
      expect(cells?.slice(2, 5)).toEqual([done, failed, shown]);
      expect(Object.keys(phaseTable[phase]).toSorted()).toEqual(outcomes.toSorted());
      expect(phaseTable[phase]['timed-out']).toBe(failed);
    }
  });
});

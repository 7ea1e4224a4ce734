/** The blue/green controller over an emulated load balancer, groups and metrics, with faults. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Weight } from '../aws/load-balancers.ts';
import { type Colour, other } from '../blue-green/release.ts';
import { type FakeOperation, fakeOperation } from '../support/fake-operation.ts';
import { createColours } from './colours.ts';
import { awsReleaseLimits, deployColours } from './deploy-colours.ts';

type Faults = {
  readonly smoke?: 'fails';
  /** From this minute after the switch on, so many of 100 requests fail. */
  readonly errors?: { readonly afterMinutes: number; readonly percent: number };
  readonly neverHealthy?: boolean;
  readonly requestsPerMinute?: number;
  /** Which calls fail, counted from 1; `lost` ones happen and do not answer. */
  readonly failingCalls?: readonly number[];
  readonly lostSwitch?: boolean;
  readonly interruptedAtMs?: number;
  /** Scaling asks for more instances in the middle of the watch. */
  readonly scalesOut?: boolean;
  /** The idle colour still has instances of a release that died. */
  readonly leftOver?: boolean;
};

const arnOf = (colour: Colour): string => `arn:aws:elb:targetgroup/${colour}/1`;

function world(faults: Faults, begin: Colour = 'blue') {
  const operation: FakeOperation = fakeOperation(
    faults.interruptedAtMs === undefined ? {} : { interruptedAtMs: faults.interruptedAtMs },
  );
  const size = { min: 2, max: 20, desired: 2 };
  const groups: Record<Colour, typeof size> = {
    blue: begin === 'blue' ? { ...size } : { min: 0, max: 0, desired: 0 },
    green: begin === 'green' ? { ...size } : { min: 0, max: 0, desired: 0 },
  };
  const images: Record<string, string> = { blue: 'old', green: 'old' };
  let weights: readonly Weight[] = [
    { targetGroupArn: arnOf(begin), weight: 100 },
    { targetGroupArn: arnOf(other(begin)), weight: 0 },
  ];
  const served = (): Colour =>
    weights.find(({ weight }) => weight === 100)?.targetGroupArn === arnOf('blue')
      ? 'blue'
      : 'green';
  /** What the instances of a colour run: the image of the moment when the first of them started. */
  const running: Record<Colour, string> = { blue: 'old', green: 'old' };
  if (faults.leftOver === true) groups[other(begin)] = { ...size };
  let calls = 0;
  let switchedMs: number | undefined;
  const broken: string[] = [];
  const doors = new Set<string>();
  const call = (): void => {
    calls += 1;
    if (faults.failingCalls?.includes(calls) === true) throw new Error(`Call ${calls} failed.`);
  };
  const colours = createColours(
    operation,
    {
      groups: {
        async find(name) {
          call();
          const colour = name as Colour;
          if (faults.scalesOut === true && switchedMs !== undefined && colour === served()) {
            groups[colour].desired = 5;
          }
          const { desired } = groups[colour];
          return {
            ...groups[colour],
            name,
            targetGroupArns: [arnOf(colour)],
            instances: desired,
            inService: desired,
          };
        },
        async resize(name, wanted) {
          call();
          if (name === served() && wanted.desired === 0)
            broken.push(`${name} was ended while it served`);
          const colour = name as Colour;
          if (groups[colour].desired === 0) running[colour] = images[colour] ?? '';
          groups[colour] = { ...wanted };
        },
      },
      loadBalancers: {
        find: async () => ({ arn: 'alb', arnSuffix: 'app/alb/1', dnsName: 'alb' }),
        async httpsListener() {
          call();
          return { arn: 'listener', weights };
        },
        async forward(_arn, wanted) {
          if (wanted.filter(({ weight }) => weight > 0).length !== 1)
            broken.push('two colours at once');
          call();
          weights = wanted;
          const isSwitch = served() !== begin;
          if (isSwitch) switchedMs ??= operation.clock.nowMs();
          if (isSwitch && faults.lostSwitch === true) throw new Error('No answer.');
        },
        async openDoor() {
          doors.add('rule');
          return 'rule';
        },
        async closeDoor(rule) {
          doors.delete(rule);
        },
        async targets(arn) {
          call();
          const colour: Colour = arn === arnOf('blue') ? 'blue' : 'green';
          const isNew = images[colour] === 'new' && faults.neverHealthy === true;
          const healthy = isNew ? 0 : Math.min(groups[colour].desired, 2);
          return { healthy, all: groups[colour].desired };
        },
        async unprotect() {},
      },
      metrics: {
        async latest() {
          return undefined;
        },
        async sums(queries, fromMs, toMs) {
          call();
          const totals: Record<string, number> = {};
          for (const { id } of queries) totals[id] = 0;
          for (let ms = fromMs; ms < toMs && ms < operation.clock.nowMs() - 60_000; ms += 60_000) {
            const requests = faults.requestsPerMinute ?? 600;
            const since = (ms - (switchedMs ?? ms)) / 60_000;
            const percent =
              faults.errors && since >= faults.errors.afterMinutes ? faults.errors.percent : 0;
            if ('requests' in totals) totals['requests'] += requests;
            if ('answers' in totals) totals['answers'] += (requests * percent) / 100;
          }
          return totals as never;
        },
      },
      parameters: {
        read: async (name) => images[name],
        async write(name, value) {
          call();
          images[name] = value;
        },
      },
    },
    { loadBalancer: 'alb', group: (colour) => colour, parameter: (colour) => colour },
    'new',
  );
  const loadBalancers = {
    openDoor: async () => {
      doors.add('rule');
      return 'rule';
    },
    closeDoor: async (rule: string) => {
      doors.delete(rule);
    },
  };
  const run = async (): Promise<string> => {
    try {
      await deployColours(operation, {
        colours,
        loadBalancers,
        smokeTest: async () => (faults.smoke === 'fails' ? 'No tickets.' : undefined),
      });
      return 'released';
    } catch (error) {
      return error instanceof Error ? error.message : 'unknown';
    }
  };
  return {
    run,
    served,
    groups,
    images,
    running,
    broken,
    doors,
    operation,
    switched: () => switchedMs !== undefined,
  };
}

describe('a blue/green release over AWS', () => {
  it.each(['blue', 'green'] as const)('leaves %s for the other one, which ends', async (begin) => {
    const made = world({}, begin);
    expect(await made.run()).toBe('released');
    expect(made.served()).toBe(other(begin));
    expect(made.groups[begin]).toEqual({ min: 0, max: 0, desired: 0 });
    expect(made.groups[other(begin)]).toEqual({ min: 2, max: 20, desired: 2 });
    expect(made.images[begin]).toBe('old');
    expect([made.broken, made.doors.size]).toEqual([[], 0]);
  });

  it('begins with an empty colour, whatever a dead release left in it', async () => {
    const made = world({ leftOver: true });
    expect(await made.run()).toBe('released');
    expect(made.running.green).toBe('new');
  });

  it('watches ten measured minutes', async () => {
    const made = world({});
    await made.run();
    const seconds = awsReleaseLimits.watchMs / 1_000;
    expect(seconds).toBe(720);
    expect(made.operation.lines.filter((line) => line.includes('errors in'))).toHaveLength(24);
  });

  it('X78: never switches after a failed smoke test, and ends what it started', async () => {
    const made = world({ smoke: 'fails' });
    expect(await made.run()).toMatch(/refused.*No tickets/);
    expect([made.switched(), made.served(), made.groups.green.desired]).toEqual([false, 'blue', 0]);
  });

  it.each([
    [0, 2],
    [8, 40],
  ])('goes back when from minute %i on %i %% fail', async (afterMinutes, percent) => {
    const made = world({ errors: { afterMinutes, percent } });
    expect(await made.run()).toMatch(/rolled-back/);
    expect([made.served(), made.groups.green.desired]).toEqual(['blue', 0]);
  });

  it('releases at one error in a thousand', async () => {
    expect(await world({ errors: { afterMinutes: 0, percent: 0.1 } }).run()).toBe('released');
  });

  it('does not take growing for failing', async () => {
    expect(await world({ scalesOut: true }).run()).toBe('released');
  });

  it('takes back a switch that nobody confirmed', async () => {
    const made = world({ lostSwitch: true });
    expect(await made.run()).toMatch(/rolled-back/);
    expect(made.served()).toBe('blue');
  });

  it('a second run after a crash finds the truth in AWS', async () => {
    const made = world({ interruptedAtMs: 400_000 });
    expect(await made.run()).toMatch(/rolled-back|refused/);
    expect(made.served()).toBe('blue');
  });

  it('keeps its promises whatever fails', async () => {
    const faults = fc.record(
      {
        smoke: fc.constant('fails' as const),
        errors: fc.record({
          afterMinutes: fc.integer({ min: 0, max: 9 }),
          percent: fc.constantFrom(0, 0.5, 5, 100),
        }),
        neverHealthy: fc.boolean(),
        requestsPerMinute: fc.constantFrom(0, 3, 600),
        failingCalls: fc.array(fc.integer({ min: 1, max: 160 }), { maxLength: 12 }),
        lostSwitch: fc.boolean(),
        interruptedAtMs: fc.integer({ min: 0, max: 900_000 }),
        scalesOut: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    const property = fc.asyncProperty(faults, async (given) => {
      const made = world(given);
      const ended = await made.run();
      // Whether `ended` names a phase or the call that failed before the first one.
      const isOpen = ended.includes('stuck');
      const where = ended === 'released' ? 'green' : isOpen ? made.served() : 'blue';
      return (
        made.broken.length === 0 &&
        made.doors.size === 0 &&
        made.served() === where &&
        (given.smoke === undefined || !made.switched())
      );
    });
    const { failed, counterexample } = await fc.check(property, { numRuns: 400 });
    expect({ failed, counterexample }).toEqual({ failed: false, counterexample: null });
  });
});

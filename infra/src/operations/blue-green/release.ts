/**
 * The blue/green controller: gives the idle colour a new image, proves it, switches, watches the
 * measured error rate, and goes back by itself. SPEC.md numbers what it keeps.
 */
import { judge, type ErrorLimits, errorShare, type Measurement } from './model/error-rate.ts';
import {
  type FinalPhase,
  isFinal,
  nextPhase,
  type Outcome,
  type Phase,
  type WorkingPhase,
} from './model/phases.ts';

export type Colour = 'blue' | 'green';

export const other = (colour: Colour): Colour => (colour === 'blue' ? 'green' : 'blue');

export type Health = { readonly healthy: number; readonly wanted: number };

/** What the controller does to the world. Each may throw; none may take for ever. */
export type ReleasePorts = {
  /** Where the listener sends traffic now. */
  readonly traffic: () => Promise<Colour>;
  readonly pointTraffic: (to: Colour) => Promise<void>;
  /** Starts the new image on a colour that gets no traffic, at the size of the other. */
  readonly update: (colour: Colour) => Promise<void>;
  readonly health: (colour: Colour) => Promise<Health>;
  /** Uses the colour as a buyer would; resolves to what went wrong, if anything did. */
  readonly smokeTest: (colour: Colour) => Promise<string | undefined>;
  /** What was counted at a colour since the last time this was asked. */
  readonly measure: (colour: Colour) => Promise<Measurement>;
  readonly nowMs: () => number;
  /** Resolves early when the release is interrupted. */
  readonly wait: (ms: number) => Promise<void>;
  readonly interrupted: () => boolean;
  readonly report: (line: string) => void;
};

export type ReleaseLimits = ErrorLimits & {
  readonly warmMaxMs: number;
  readonly watchMs: number;
  /** Between two looks at health or errors. */
  readonly intervalMs: number;
  /** How often a way back is tried before a person is called. */
  readonly rollbackTries: number;
};

export const releaseLimits: ReleaseLimits = {
  errorShareMax: 0.01,
  requestsMin: 100,
  warmMaxMs: 900_000,
  watchMs: 600_000,
  intervalMs: 30_000,
  rollbackTries: 5,
};

export type Release = {
  readonly phase: FinalPhase;
  /** The colour that was updated. */
  readonly colour: Colour;
  /** Why it did not end well. */
  readonly reason?: string;
};

/** What a step came to, and why when it did not succeed. */
type Step = { readonly outcome: Outcome; readonly reason?: string };

const done: Step = { outcome: 'done' };
const failed = (reason: string): Step => ({ outcome: 'failed', reason });

export async function release(ports: ReleasePorts, limits: ReleaseLimits): Promise<Release> {
  const old = await ports.traffic();
  const colour = other(old);
  ports.report(`Traffic is on ${old}; ${colour} gets the new image.`);
  const steps = stepsOf(ports, limits, old, colour);
  let phase: Phase = 'updating';
  let reason: string | undefined;
  while (!isFinal(phase)) {
    const working: WorkingPhase = phase;
    ports.report(`${working} ...`);
    const step = await attempt(steps[working]);
    reason = step.reason ?? reason;
    if (step.reason !== undefined) ports.report(`${working}: ${step.reason}`);
    phase = nextPhase(working, step.outcome);
  }
  ports.report(`The release is ${phase}.`);
  return reason === undefined || phase === 'released'
    ? { phase, colour }
    : { phase, colour, reason };
}

async function attempt(step: () => Promise<Step>): Promise<Step> {
  try {
    return await step();
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function stepsOf(
  ports: ReleasePorts,
  limits: ReleaseLimits,
  old: Colour,
  colour: Colour,
): Record<WorkingPhase, () => Promise<Step>> {
  const interrupted = (): Step | undefined =>
    ports.interrupted() ? { outcome: 'interrupted', reason: 'It was interrupted.' } : undefined;
  return {
    async updating() {
      await ports.update(colour);
      return interrupted() ?? done;
    },
    async warming() {
      const until = ports.nowMs() + limits.warmMaxMs;
      for (;;) {
        const stopped = interrupted();
        if (stopped !== undefined) return stopped;
        const { healthy, wanted } = await ports.health(colour);
        ports.report(`${healthy} of ${wanted} targets of ${colour} are healthy.`);
        if (wanted > 0 && healthy >= wanted) return done;
        if (ports.nowMs() >= until) {
          return { outcome: 'timed-out', reason: `${colour} did not become healthy in time.` };
        }
        await ports.wait(limits.intervalMs);
      }
    },
    async 'smoke-testing'() {
      const problem = await ports.smokeTest(colour);
      if (problem !== undefined) return failed(`The smoke test failed: ${problem}`);
      return interrupted() ?? done;
    },
    async switching() {
      await ports.pointTraffic(colour);
      return done;
    },
    watching: async () => watch(ports, limits, colour, interrupted),
    'rolling-back': async () => goBack(ports, limits, old),
  };
}

async function watch(
  ports: ReleasePorts,
  limits: ReleaseLimits,
  colour: Colour,
  interrupted: () => Step | undefined,
): Promise<Step> {
  const until = ports.nowMs() + limits.watchMs;
  const measured: Measurement[] = [];
  for (;;) {
    await ports.wait(limits.intervalMs);
    const stopped = interrupted();
    if (stopped !== undefined) return stopped;
    measured.push(await ports.measure(colour));
    const verdict = judge(measured, limits);
    const percent = `${(errorShare(measured) * 100).toFixed(2)} %`;
    const requests = measured.reduce((sum, one) => sum + one.requests, 0);
    ports.report(`${percent} errors in ${requests} requests.`);
    if (verdict === 'bad') return failed(`${percent} of ${requests} requests failed.`);
    const { healthy, wanted } = await ports.health(colour);
    if (healthy < wanted) return failed(`Only ${healthy} of ${wanted} targets are healthy.`);
    if (ports.nowMs() >= until) {
      return verdict === 'good'
        ? done
        : failed(`Only ${requests} requests came: too few to call the release good.`);
    }
    // Too little traffic to judge: the smoke test makes some that is counted.
    if (verdict === 'unknown') {
      const problem = await ports.smokeTest(colour);
      if (problem !== undefined) return failed(`The smoke test failed: ${problem}`);
    }
  }
}

async function goBack(ports: ReleasePorts, limits: ReleaseLimits, old: Colour): Promise<Step> {
  let last = failed('It was never tried.');
  for (let tried = 0; tried < limits.rollbackTries; tried += 1) {
    if (tried > 0) await ports.wait(limits.intervalMs);
    last = await attempt(async () => {
      await ports.pointTraffic(old);
      return (await ports.traffic()) === old ? done : failed('Traffic did not follow.');
    });
    if (last.outcome === 'done') return done;
    ports.report(`Going back failed: ${last.reason ?? ''}`);
  }
  return failed(`Traffic could not be sent back to ${old}: ${last.reason ?? ''}`);
}

/**
 * The documents' scaling: two more when the CPU or the requests of a target are above a threshold,
 * one less when the CPU is below another one, and a pause after each step.
 */
import { scalingConfig } from '../../config/ec2-aurora/scaling.ts';
import { createAlarm } from './alarm.ts';

export type Signals = {
  readonly second: number;
  readonly stepSeconds: number;
  readonly cpuPercent: number;
  /** A second, by each process that serves. */
  readonly requestsPerTarget: number;
  readonly desired: number;
};

/** How many more it wants now; negative for fewer, mostly 0. */
export type Reaction = (signals: Signals) => number;

export const noReaction: Reaction = () => 0;

/** CloudWatch has a period's value about a minute after its end. */
const metricDelaySeconds = 60;

export type ReactionProps = {
  /** Without it, only the CPU rings. */
  readonly withRequestAlarm: boolean;
};

const alarm = (periodSeconds: number, periods: number, isBreach: (average: number) => boolean) =>
  createAlarm({ periodSeconds, periods, delaySeconds: metricDelaySeconds, isBreach });

export function createReaction({ withRequestAlarm }: ReactionProps): Reaction {
  const { reaction, cpuPercent, requestsPerTargetPerMinute = Infinity } = scalingConfig('prod').api;
  if (reaction.kind !== 'alarm-steps') throw new Error('Document A scales in steps.');
  const high = alarm(120, 2, (cpu) => cpu > cpuPercent);
  // The documents say two periods and three; three is what is deployed (X33).
  const low = alarm(300, 3, (cpu) => cpu < reaction.idleCpuPercent);
  const many = alarm(60, 1, (rate) => rate * 60 > requestsPerTargetPerMinute);
  let restUntil = -Infinity;
  return (signals) => {
    const { second, stepSeconds, cpuPercent: cpu } = signals;
    // Every alarm is told everything, whether or not it may act now.
    const isHigh = high(second, cpu, stepSeconds);
    const isMany = many(second, signals.requestsPerTarget, stepSeconds) && withRequestAlarm;
    const isLow = low(second, cpu, stepSeconds);
    if (second < restUntil) return 0;
    if (isHigh || isMany) {
      restUntil = second + reaction.addCooldownSeconds;
      return reaction.add;
    }
    if (!isLow) return 0;
    restUntil = second + reaction.removeCooldownSeconds;
    return -reaction.remove;
  };
}

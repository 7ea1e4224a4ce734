/** The shape of scaling: how many of each role, and what makes them more or fewer. */
import type { Problem } from '../lib/problem.ts';

/** Another size at a time of day in Seoul; how many of them there are stays between its bounds. */
export type ScheduledCapacity = {
  /** Lower-case words with hyphens. */
  readonly name: string;
  /** `HH:MM` in Seoul. */
  readonly at: string;
  readonly days: 'every-day' | 'weekdays';
  readonly min: number;
  readonly max: number;
};

/**
 * Adds and takes away fixed numbers when an alarm says so. The alarms watch the thresholds of the
 * same role; one cool-down must be over before the next step.
 */
export type AlarmSteps = {
  readonly kind: 'alarm-steps';
  readonly add: number;
  readonly addCooldownSeconds: number;
  readonly remove: number;
  readonly removeCooldownSeconds: number;
  /** Average CPU below which one is taken away. */
  readonly idleCpuPercent: number;
};

/** Keeps each figure of the role near its value; the highest of the wishes wins. */
export type TargetTracking = {
  readonly kind: 'target-tracking';
  /** The pause after adding; on instances, how long a new one's figures do not count. */
  readonly scaleOutSeconds: number;
  /** The pause after taking away. On instances AWS chooses it itself. */
  readonly scaleInSeconds: number;
};

/** Learns from two weeks of load and starts what will be needed before it is. */
export type PredictiveScaling = {
  readonly mode: 'ForecastOnly' | 'ForecastAndScale';
  readonly cpuPercent: number;
  /** How long before the forecast, so that it has booted by then. */
  readonly bufferSeconds: number;
};

export type Reaction = AlarmSteps | TargetTracking;

export type RoleScaling<R extends Reaction = Reaction> = {
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  readonly reaction: R;
  /** The CPU scaling threshold: of the alarm, or what target tracking aims at. */
  readonly cpuPercent: number;
  readonly memoryPercent?: number;
  readonly requestsPerTargetPerMinute?: number;
  /** Messages waiting in the queues for each process that takes them. */
  readonly queueMessagesPerProcess?: number;
  readonly predictive?: PredictiveScaling;
  readonly schedule: readonly ScheduledCapacity[];
  /** How much of what is above `min` may run on Spot. */
  readonly spotPercent: number;
};

export type ScalingConfig<R extends Reaction = Reaction> = {
  readonly api: RoleScaling<R>;
  readonly worker: RoleScaling<R>;
};

/** At `where`, e.g. `fargate/prod scaling`. */
export function checkScaling(where: string, config: ScalingConfig): Problem[] {
  return [...checkRole(`${where}.api`, config.api), ...checkRole(`${where}.worker`, config.worker)];
}

function checkRole(where: string, role: RoleScaling): Problem[] {
  const problems: Problem[] = [];
  const report = (setting: string, problem: string, remedy: string): void => {
    problems.push({ setting: `${where}.${setting}`, problem, remedy });
  };
  const { min, max, desired, cpuPercent, memoryPercent, spotPercent } = role;
  if (![min, max, desired].every((count) => Number.isInteger(count) && count >= 0) || max < 1) {
    report('max', 'is no number of processes, or one of min and desired.', 'Use whole numbers.');
  } else if (min > desired || desired > max) {
    const order = `min ${min}, desired ${desired}, max ${max}`;
    report('desired', `does not lie in between: ${order}.`, 'Put them in ascending order.');
  }
  const percentages = { cpuPercent, memoryPercent, predictive: role.predictive?.cpuPercent };
  for (const [setting, value] of Object.entries(percentages)) {
    if (value !== undefined && !(value >= 10 && value <= 95)) {
      report(
        setting,
        `is ${value}.`,
        'Use a percentage from 10 to 95: the rest is what a peak has.',
      );
    }
  }
  if (!(spotPercent >= 0 && spotPercent <= 100)) {
    report('spotPercent', `is ${spotPercent}.`, 'Use a percentage from 0 to 100.');
  }
  const { reaction, schedule } = role;
  if (reaction.kind === 'alarm-steps' && reaction.idleCpuPercent >= cpuPercent) {
    const both = `${reaction.idleCpuPercent} is not below cpuPercent ${cpuPercent}`;
    report('reaction.idleCpuPercent', `${both}: it would never rest.`, 'Lower it.');
  }
  for (const [index, one] of schedule.entries()) {
    checkScheduled(one, max).forEach((problem) =>
      report(`schedule[${index}]`, problem, 'See ScheduledCapacity in scaling-config.ts.'),
    );
  }
  if (new Set(schedule.map(({ name }) => name)).size !== schedule.length) {
    report('schedule', 'has a name twice.', 'Name every entry differently.');
  }
  return problems;
}

function checkScheduled({ name, at, min, max }: ScheduledCapacity, limit: number): string[] {
  return [
    ...(/^[a-z][a-z0-9-]*$/.test(name) ? [] : [`"${name}" is not a name.`]),
    ...(/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(at) ? [] : [`"${at}" is not a time of day.`]),
    ...(min >= 0 && min <= max ? [] : [`min ${min} is above max ${max}.`]),
    // The connection budget of the database is made for the highest number there ever is.
    ...(max <= limit ? [] : [`max ${max} is above the ${limit} of the role.`]),
  ];
}

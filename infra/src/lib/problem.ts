/** What is wrong with a configuration: which setting, what about it, and a way out. */
export type Problem = {
  /** The path of the setting, e.g. `fargate/prod network.zones`. */
  readonly setting: string;
  readonly problem: string;
  readonly remedy: string;
};

export const describeProblem = ({ setting, problem, remedy }: Problem): string =>
  `${setting}: ${problem} ${remedy}`;

/** Refuses a synthesis and tells everything that has to be repaired, one problem a line. */
export class ConfigError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

export function refuseProblems(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ConfigError(problems);
}

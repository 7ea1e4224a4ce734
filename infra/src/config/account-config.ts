/** The shape of what an account has once, whatever topology runs in it. */
import type { Problem } from '../lib/problem.ts';
import type { BucketConfig } from './storage-config.ts';

export type AccountConfig = {
  readonly budget: {
    readonly monthlyUsd: number;
    /** Percent of it that are reported: spent, and foreseen. */
    readonly spentPercent: readonly number[];
    readonly forecastPercent: number;
    /** Unusual spending above it is reported, in USD a day. */
    readonly anomalyMinimumUsd: number;
  };
  /** Who called which API of AWS. */
  readonly trail: Required<BucketConfig>;
  /** How long former states can be brought back. */
  readonly stateVersionsDays: number;
  readonly passwords: {
    readonly lengthMin: number;
    readonly ageMaxDays: number;
    /** As many former ones may not be used again. */
    readonly remembered: number;
  };
  /** The GitHub environment whose jobs may change the account; protect it there. */
  readonly githubEnvironment: string;
  /** The branch whose jobs may plan, besides those of pull requests. */
  readonly githubBranch: string;
  /** Billed by what happens in the account; off until somebody reads what they find. */
  readonly findings: {
    readonly guardDuty: boolean;
    readonly securityHub: boolean;
    readonly awsConfig: boolean;
  };
};

/** S3 bills 90 days of Glacier, however short something stays. */
const glacierDaysMin = 90;

/** At `where`, e.g. `prod account`. */
export function checkAccount(where: string, config: AccountConfig): Problem[] {
  const problems: Problem[] = [];
  const report = (setting: string, problem: string, remedy: string): void => {
    problems.push({ setting: `${where}.${setting}`, problem, remedy });
  };
  const { budget, trail, passwords } = config;
  if (!(budget.monthlyUsd > 0)) {
    report('budget.monthlyUsd', `${budget.monthlyUsd} is no budget.`, 'Use what a month may cost.');
  }
  for (const percent of [...budget.spentPercent, budget.forecastPercent]) {
    if (percent > 0 && percent <= 1_000) continue;
    report('budget', `${percent} % is out of range.`, 'Use 1 to 1,000.');
  }
  if (budget.spentPercent.length > 4) {
    report('budget.spentPercent', 'is more than a budget can report.', 'Use at most 4.');
  }
  if (trail.expireAfterDays < trail.glacierAfterDays + glacierDaysMin) {
    report(
      'trail.expireAfterDays',
      `is less than ${glacierDaysMin} days after the move to Glacier, which bills as many.`,
      `Use at least ${trail.glacierAfterDays + glacierDaysMin}.`,
    );
  }
  if (!Number.isInteger(config.stateVersionsDays) || config.stateVersionsDays < 7) {
    report(
      'stateVersionsDays',
      `${config.stateVersionsDays} days are too few to notice a broken state.`,
      'Use at least 7.',
    );
  }
  if (passwords.lengthMin < 14 || passwords.lengthMin > 128) {
    report('passwords.lengthMin', `${passwords.lengthMin} is out of range.`, 'Use 14 to 128.');
  }
  if (passwords.remembered < 1 || passwords.remembered > 24) {
    report('passwords.remembered', `${passwords.remembered} is out of range.`, 'Use 1 to 24.');
  }
  if (!/^[\w.-]+$/.test(config.githubEnvironment)) {
    report('githubEnvironment', 'is not the name of one.', 'Use letters, digits, dots, dashes.');
  }
  return problems;
}

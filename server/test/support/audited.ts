/** What an audit finds, for tests that end with "and nothing is adrift": expect it to be empty. */
import type { CheckResult } from '../../src/audit/report.ts';
import { runAudit } from '../../src/audit/run-audit.ts';

const DAY_MS = 86_400_000;

/** The retention that a server has by default. */
export const defaultLimits = {
  outboxRetentionMs: 7 * DAY_MS,
  finishedHoldsRetentionMs: 30 * DAY_MS,
} as const;

/** Orders with money, places or a word about them under way: none once everything is quiet. */
export async function ordersInFlight(url: string): Promise<number> {
  return (await runAudit(url, { limits: defaultLimits })).database.ordersInFlight;
}

/** Violations and warnings, with their first offenders. Works while the engine is selling. */
export async function auditFindings(url: string): Promise<readonly CheckResult[]> {
  const { checks } = await runAudit(url, { limits: defaultLimits });
  return checks.filter((check) => check.violations > 0);
}

/** What every test of the audit does: damage a copy of a sound database, audit it, throw it away. */
import type { AuditReport } from '../../src/audit/report.ts';
import { runAudit } from '../../src/audit/run-audit.ts';
import { defaultLimits } from './audited.ts';
import { dropDatabase, runAdmin, urlFor } from './databases.ts';
import { adminUrl, type TestDatabase } from './postgres.ts';

/** `template`: the sound one, to which nobody is connected. Damage is done without foreign keys and triggers. */
export function damagedCopies(
  template: () => TestDatabase,
): (damage: string) => Promise<AuditReport> {
  let copies = 0;
  return async (damage) => {
    copies += 1;
    const name = `${template().name}_${copies}`;
    const url = urlFor(adminUrl(), name);
    await runAdmin(adminUrl(), `create database "${name}" template "${template().name}"`);
    try {
      await runAdmin(url, `set session_replication_role = replica; ${damage}`);
      return await runAudit(url, { limits: defaultLimits });
    } finally {
      await dropDatabase(adminUrl(), name);
    }
  };
}

type Checks = readonly { readonly id: string }[];

/** Checks that found something; of these, if they are named. */
export function brokenIn(report: AuditReport, of?: Checks): string[] {
  const ids = of === undefined ? undefined : new Set(of.map(({ id }) => id));
  const found = report.checks.filter(({ violations }) => violations > 0).map(({ id }) => id);
  return ids === undefined ? found : found.filter((id) => ids.has(id));
}

/** Checks that no corruption is meant for. */
export function neverBroken(
  checks: Checks,
  corruptions: readonly { readonly breaks: string }[],
): string[] {
  const planted = new Set(corruptions.map(({ breaks }) => breaks));
  return checks.map(({ id }) => id).filter((id) => !planted.has(id));
}

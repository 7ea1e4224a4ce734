/**
 * Pure: what the database says it has against what this code knows. During a rolling update the
 * release before runs on the new schema for a while, so a database that is one expanding step ahead
 * is accepted; everything else that does not match is refused.
 */
import type { MigrationFile } from './migration-files.ts';
import type { AppliedMigration } from './sql/migrations.ts';

export type MigrationPlan =
  | { readonly ok: true; readonly pending: readonly MigrationFile[]; readonly ahead: boolean }
  | { readonly ok: false; readonly problem: string };

/** `known` is numbered 1..n without gaps; `applied` is ordered by version. */
export function planMigrations(
  known: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): MigrationPlan {
  for (const [index, row] of applied.entries()) {
    if (row.version !== index + 1) {
      return problem(`The database lacks migration ${index + 1} but has later ones.`);
    }
    const file = known[index];
    if (file !== undefined && file.checksum !== row.checksum) {
      return problem(
        `Migration ${row.version} (${row.name}) was changed after it was applied. ` +
          'Restore the file, and put the change into a new migration.',
      );
    }
  }
  const unknown = applied.slice(known.length);
  const [next] = unknown;
  if (unknown.length > 1 || (next !== undefined && next.phase !== 'expand')) {
    const names = unknown.map((row) => `${row.version} ${row.name} (${row.phase})`).join(', ');
    return problem(
      `The database is ahead of this release by: ${names}. ` +
        'Only one expanding migration is tolerated. Run a newer release.',
    );
  }
  return { ok: true, pending: known.slice(applied.length), ahead: next !== undefined };
}

const problem = (text: string): MigrationPlan => ({ ok: false, problem: text });

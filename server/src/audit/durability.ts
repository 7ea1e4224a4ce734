/**
 * Whether what was acknowledged outlives a crash. Killing processes cannot show that (the page cache
 * survives them), so the audit reads the settings. Pure.
 */
import type { CheckResult } from './report.ts';
import type { DurabilityDbRow } from './sql/session.ts';

type Verdict = Pick<CheckResult, 'severity' | 'violations' | 'examples'>;

const sound: Verdict = { severity: 'violation', violations: 0, examples: [] };
const broken = (example: Readonly<Record<string, unknown>>): Verdict => ({
  severity: 'violation',
  violations: 1,
  examples: [example],
});
const doubtful = (example: Readonly<Record<string, unknown>>): Verdict => ({
  ...broken(example),
  severity: 'warning',
});

/** One result per setting. What a managed service hides or does itself is a warning, not a violation. */
export function judgeDurability(facts: DurabilityDbRow): readonly CheckResult[] {
  return [
    {
      id: 'durability-fsync',
      statement: 'fsync is on: a commit is on disk before it is acknowledged.',
      ...mustBeOn('fsync', facts.fsync, facts.managedStorage, broken),
    },
    {
      id: 'durability-synchronous-commit',
      statement:
        'synchronous_commit waits for the disk, and for the standbys where there are synchronous ones.',
      ...judgeCommit(facts),
    },
    {
      id: 'durability-full-page-writes',
      statement: 'full_page_writes is on: a page torn by a crash can be restored.',
      ...mustBeOn('full_page_writes', facts.fullPageWrites, facts.managedStorage, broken),
    },
    {
      id: 'durability-data-checksums',
      statement: 'data_checksums are on: damage done by the storage is noticed.',
      // Reported only: without them nothing is lost, it is just found later.
      ...mustBeOn('data_checksums', facts.dataChecksums, facts.managedStorage, doubtful),
    },
  ];
}

function mustBeOn(
  setting: string,
  value: string | null,
  managed: boolean,
  otherwise: (example: Readonly<Record<string, unknown>>) => Verdict,
): Verdict {
  if (value === 'on') return sound;
  if (managed)
    return doubtful({ setting, value, why: 'the service looks after its storage itself' });
  if (value === null) return doubtful({ setting, value, why: 'the server does not show it' });
  return otherwise({ setting, value });
}

/**
 * `off` acknowledges before the disk has it. `local` has it on this disk but does not wait for the
 * synchronous standbys, if there are any: promoting one would lose bookings. `remote_write`, `on` and
 * `remote_apply` wait for both.
 */
function judgeCommit(facts: DurabilityDbRow): Verdict {
  const setting = 'synchronous_commit';
  const { synchronousCommit: value, synchronousStandbys } = facts;
  if (value === null) return doubtful({ setting, value, why: 'the server does not show it' });
  const hasStandbys = synchronousStandbys !== null && synchronousStandbys !== '';
  const here =
    value === 'off' || (value === 'local' && hasStandbys)
      ? [{ setting, value, standbys: synchronousStandbys }]
      : [];
  // The server's own role may be among these, whichever role runs the audit.
  const elsewhere = facts.exceptions.map((exception) => ({ setting, value: 'off', ...exception }));
  const examples = [...here, ...elsewhere];
  return { severity: 'violation', violations: examples.length, examples };
}

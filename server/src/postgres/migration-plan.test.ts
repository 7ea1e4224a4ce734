/** The plan for every relation between what is known and what is applied. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MigrationFile, Phase } from './migration-files.ts';
import { planMigrations } from './migration-plan.ts';

const phases = fc.array(fc.constantFrom<Phase>('expand', 'contract'), { maxLength: 6 });

const fileOf = (phase: Phase, index: number): MigrationFile => {
  const version = index + 1;
  return { version, name: `m${version}`, phase, checksum: `c${version}`, text: '' };
};

test('behind: exactly the rest is pending; ahead: only by one expanding step', () => {
  fc.assert(
    fc.property(phases, fc.nat(6), fc.nat(6), (all, knownCount, appliedCount) => {
      const files = all.map(fileOf);
      const known = files.slice(0, knownCount);
      const applied = files.slice(0, appliedCount);
      const plan = planMigrations(known, applied);
      const unknown = applied.slice(known.length);
      const tolerated = unknown.length === 0 || unknown.map((one) => one.phase).join() === 'expand';
      expect(plan.ok).toBe(tolerated);
      if (!plan.ok) return;
      expect(plan.pending).toEqual(known.slice(applied.length));
      expect(plan.ahead).toBe(unknown.length === 1);
    }),
  );
});

test('any changed checksum or gap is refused', () => {
  const files = (['expand', 'contract', 'expand'] as const).map(fileOf);
  for (const index of files.keys()) {
    const changed = files.map((file, at) => (at === index ? { ...file, checksum: 'x' } : file));
    expect(planMigrations(files, changed).ok).toBe(false);
  }
  expect(planMigrations(files, files.slice(1)).ok).toBe(false);
  expect(planMigrations(files, files.toSpliced(1, 1)).ok).toBe(false);
});

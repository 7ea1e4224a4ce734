/** Every rule is broken by its failing fixtures, exactly where it should be, and by no other. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Fixture } from '../../test/policy/fixture.ts';
import { findingsOf } from './check-policies.ts';
import { readDeployment } from './graph.ts';
import { rules } from './rules.ts';

const folder = new URL('../../test/policy/rules/', import.meta.url);
const files = readdirSync(folder);
const fixturesOf = async (id: string): Promise<readonly Fixture[]> => {
  const module = (await import(new URL(`${id}.ts`, folder).href)) as { fixtures: Fixture[] };
  return module.fixtures;
};
const fixtures = new Map(
  await Promise.all(
    rules.map(
      async ({ id }) => [id, files.includes(`${id}.ts`) ? await fixturesOf(id) : []] as const,
    ),
  ),
);

describe.each(rules)('$id', (rule) => {
  const own = fixtures.get(rule.id) ?? [];

  it('has a fixture that breaks it and one that keeps it', () => {
    expect(own.some(({ at }) => at.length > 0)).toBe(true);
    expect(own.some(({ at }) => at.length === 0)).toBe(true);
  });

  it.each(own)('$name', ({ deployment, at }) => {
    const findings = findingsOf(readDeployment(deployment), rule);
    expect([...new Set(findings.map(({ address }) => address))].sort()).toEqual([...at].sort());
    for (const { message, remedy } of findings) expect(`${message} ${remedy}`).toMatch(/\. .+\.$/);
  });
});

it('has no fixtures of a rule that is gone, and no two rules of one name', () => {
  const ids = rules.map(({ id }) => id);
  expect(files.map((file) => file.replace(/\.ts$/, '')).sort()).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
});

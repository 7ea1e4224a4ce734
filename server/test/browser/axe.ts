/**
 * What axe-core finds wrong with a page as it is now: WCAG 2.2 at level AA (which KWCAG 2.2 follows), and
 * the good practices that axe knows. Its script comes in through the debugging protocol, past the policy
 * of the page.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

type Violation = {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly {
    readonly target: readonly unknown[];
    readonly failureSummary: string;
  }[];
};
type Axe = {
  readonly run: (
    context: Document,
    options: unknown,
  ) => Promise<{ readonly violations: readonly Violation[]; readonly passes: readonly unknown[] }>;
};

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] as const;

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails with every rule that is broken, where and why. Answers how many rules were met. */
export async function expectAccessible(page: Page, what: string): Promise<number> {
  // What fades in is not yet as readable as it will be.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
        .map(({ finished }) => finished.catch(() => undefined)),
    ),
  );
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await source);
  const { violations, passes } = await page.evaluate(
    async (values) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      const found = await axe.run(document, { runOnly: { type: 'tag', values } });
      return {
        passes: found.passes.length,
        violations: found.violations.map(({ id, impact, nodes }) => ({
          rule: `${id} (${impact})`,
          where: nodes
            .slice(0, 5)
            .map((node) => `${node.target.join(' ')}: ${node.failureSummary}`),
        })),
      };
    },
    tags as readonly string[],
  );
  expect({ what, violations }).toEqual({ what, violations: [] });
  return passes;
}

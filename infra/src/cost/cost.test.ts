/**
 * Nothing that is deployed goes without a price: every topology in every environment, and every type
 * that a construct can make, also behind flags that are off. And the document shows these figures.
 */
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environments, topologies } from '../config/names.ts';
import { topologyBuilders } from '../topologies/builders.ts';
import { estimate, checkTypesPriced } from './model/estimate.ts';
import { freeTypes } from './model/free-types.ts';
import { pricedTypes } from './model/priced-types.ts';
import type { Scenario } from './model/scenario.ts';
import { costsOf } from './report/costs.ts';
import { documents, repositoryRoot } from './report/write-documents.ts';
import { scenariosOf } from './scenarios.ts';

const scratch = mkdtempSync(join(tmpdir(), 'onsale-cost-test-'));
const sources = join(import.meta.dirname, '..');
let scenarios: readonly Scenario[] = [];

beforeAll(() => {
  scenarios = scenariosOf({ topologies, environments }, scratch);
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('nothing deployed is unpriced', () => {
  it('in four topologies and the account, in three environments', () => {
    expect(scenarios).toHaveLength(Object.keys(topologyBuilders).length * environments.length);
    for (const scenario of scenarios) {
      expect(scenario.resources.length).toBeGreaterThan(10);
      expect(checkTypesPriced(scenario)).toEqual([]);
      const { usd, lines } = estimate(scenario);
      expect(usd).toBeGreaterThan(0);
      expect(lines.filter((line) => !(line.usd > 0)).map(({ what }) => what)).toEqual([]);
    }
  });

  it('of all that constructs can make, whatever is switched on', async () => {
    const imported = new Set(
      globSync('{constructs,topologies}/**/*.ts', { cwd: sources }).flatMap((path) =>
        [
          ...readFileSync(join(sources, path), 'utf8').matchAll(
            /'(@cdktn\/provider-aws\/lib\/(?!data-|ephemeral-|provider\/)[^']+)'/g,
          ),
        ].map(([, module = '']) => module),
      ),
    );
    const types = await Promise.all([...imported].map(resourceTypeOf));
    expect(types.length).toBeGreaterThan(100);
    const unknown = types.filter((type) => !(type in pricedTypes) && !freeTypes.has(type));
    expect(unknown).toEqual([]);
  }, 60_000);

  it('and no type is both priced and free', () => {
    expect(Object.keys(pricedTypes).filter((type) => freeTypes.has(type))).toEqual([]);
  });
});

async function resourceTypeOf(module: string): Promise<string> {
  const exported: Record<string, unknown> = await import(module);
  for (const value of Object.values(exported)) {
    if (typeof value === 'function' && 'tfResourceType' in value) {
      return String(value.tfResourceType);
    }
  }
  throw new Error(`${module} has no resource.`);
}

const usdOf = (topology: Scenario['topology'], environment: Scenario['environment']): number => {
  const found = scenarios.find(
    (one) => one.topology === topology && one.environment === environment,
  );
  return found === undefined ? 0 : estimate(found).usd;
};

describe('prod', () => {
  it.each(topologies)('costs more than staging, and that more than dev: %s', (topology) => {
    const [dev = 0, staging = 0, prod = 0] = environments.map((one) => usdOf(topology, one));
    expect(dev).toBeLessThan(staging);
    expect(staging).toBeLessThan(prod);
  });
});

describe('docs/infrastructure/cost.md', () => {
  it('and its pictures are up to date; "npm run cost -- --write-docs" writes them', () => {
    const expected = documents(costsOf(scenarios));
    const paths = Object.keys(expected);
    const stale = paths.filter(
      (path) => readFileSync(join(repositoryRoot, path), 'utf8') !== expected[path],
    );
    expect(paths).toHaveLength(3);
    expect(stale).toEqual([]);
  });
});

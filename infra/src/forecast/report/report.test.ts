/** The document shows what the code computes, and its pictures are pictures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../../cost/report/write-documents.ts';
import { gridStep, linesSvg } from './lines-svg.ts';
import { computeResults } from './results.ts';
import { documents, withFigures } from './write-documents.ts';

const place = (name: string): string => `a\n<!-- figures: ${name} -->\nold\n<!-- end -->\nb`;

describe('docs/predictive-scaling.md', () => {
  it('and its pictures are up to date; "npm run infra -- forecast --write-docs"', () => {
    const expected = documents(computeResults());
    const paths = Object.keys(expected);
    expect(paths).toHaveLength(5);
    const stale = paths.filter(
      (path) => readFileSync(join(repositoryRoot, path), 'utf8') !== expected[path],
    );
    expect(stale).toEqual([]);
    for (const path of paths.filter((one) => one.endsWith('.svg'))) {
      expect(expected[path]).not.toContain('NaN');
      expect(expected[path]?.length).toBeLessThan(30_000);
    }
  }, 120_000);

  it('has a place for every table, and no place for another', () => {
    expect(withFigures(place('one'), { one: 'new' })).toBe(
      'a\n<!-- figures: one -->\n\nnew\n\n<!-- end -->\nb',
    );
    const once = withFigures(place('one'), { one: 'new' });
    expect(withFigures(once, { one: 'new' })).toBe(once);
    expect(() => withFigures(place('two'), { one: 'new' })).toThrow(/no figures "two"/);
    expect(() => withFigures('', { one: 'new' })).toThrow(/no place for one/);
  });
});

describe('lines', () => {
  it('have a grid of round numbers', () => {
    expect([7, 20, 2_100, 0.4].map(gridStep)).toEqual([2, 5, 500, 0.1]);
  });

  it('escape names, step where they should, and leave out what is not shown', () => {
    const points = [
      { minute: -5, value: 9 },
      { minute: 0, value: 1 },
      { minute: 6, value: 2 },
    ];
    const svg = linesSvg({
      title: 'a < b',
      unit: 'x',
      fromMinute: 0,
      toMinute: 6,
      lines: [{ name: 'one & two', points, isStepped: true }],
    });
    expect(svg).toContain('a &lt; b');
    expect(svg).toContain('one &amp; two');
    expect(svg).toContain('M64 207H800V84');
  });
});

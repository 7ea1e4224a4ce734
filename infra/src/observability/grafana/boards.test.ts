/** Grafana's dashboards import without conflict and ask for metrics that exist. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { productMetrics } from '../product-metrics.ts';
import { boards } from './boards.ts';
import { clusterMetrics } from './eks-overview.ts';
import type { Board, Target } from './model.ts';
import { redisMetrics } from './redis-performance.ts';
import { renderBoards } from './render.ts';
import { toGrafana } from './to-grafana.ts';

const targetsOf = ({ rows }: Board): readonly Target[] =>
  rows.flatMap(({ panels }) => panels.flatMap(({ targets }) => targets));
const queriesOf = (board: Board): readonly string[] =>
  targetsOf(board).flatMap((target) => ('expr' in target ? [target.expr] : []));

const searchesOf = (board: Board): readonly string[] =>
  targetsOf(board).flatMap((target) => ('search' in target ? [target.search] : []));

/** Every series that a query may name: histograms have three. */
const series = new Set([
  ...Object.entries(productMetrics).flatMap(([name, { kind }]) =>
    kind === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  ),
  ...Object.values(clusterMetrics).flat(),
]);

/** Labels that scraping adds, and those of programs that are not ours. */
const otherLabels = [
  'namespace',
  'pod',
  'instance',
  'le',
  'mode',
  'phase',
  'nodepool',
  'deployment',
  'horizontalpodautoscaler',
];
const words = new Set(['by', 'le', 'or', 'and', 'on', 'ignoring', 'without']);

/** Names of series in PromQL: words that are no function, no label and no keyword. */
const seriesIn = (query: string): readonly string[] =>
  query
    .replaceAll(/\{[^}]*\}/g, ' ')
    .replaceAll(/\[[^\]]*\]/g, ' ')
    .replaceAll(/\bby \([^)]*\)/g, ' ')
    .match(/\b[a-zA-Z_]\w*\b(?!\s*\()/g)
    ?.filter((word) => !words.has(word)) ?? [];

const labelsIn = (query: string): readonly string[] => [
  ...[...query.matchAll(/(?<label>\w+)(?:=~|!=|=)"/g)].map(({ groups }) => groups?.label ?? ''),
  ...[...query.matchAll(/by \((?<labels>[^)]*)\)/g)].flatMap(
    ({ groups }) => groups?.labels?.split(', ') ?? [],
  ),
];

const count = (query: string, sign: string): number => query.split(sign).length;

describe.each(boards.map((board) => [board.title, board] as const))('%s', (_, board) => {
  const dashboard = toGrafana(board);
  const { panels } = dashboard;

  it('numbers its panels, and puts each in a place of its own', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const [index, { gridPos: one }] of panels.entries()) {
      expect(one.x + one.w).toBeLessThanOrEqual(24);
      for (const { gridPos: other } of panels.slice(0, index)) {
        const apart =
          one.x >= other.x + other.w ||
          other.x >= one.x + one.w ||
          one.y >= other.y + other.h ||
          other.y >= one.y + one.h;
        expect(apart).toBe(true);
      }
    }
  });

  it('lets the reader choose every data source it uses', () => {
    const offered = new Set(dashboard.templating.list.map(({ name }) => name));
    const text = JSON.stringify(panels);
    for (const [, name = ''] of text.matchAll(/"uid":"\$\{(\w+)\}"/g)) {
      expect(offered).toContain(name);
    }
    const used = queriesOf(board).flatMap((query) => query.match(/\$(?!__)\w+/g) ?? []);
    for (const variable of used) expect(offered).toContain(variable.slice(1));
  });

  it('asks for series and labels that exist', () => {
    for (const query of queriesOf(board)) {
      const names = seriesIn(query);
      expect(names).not.toEqual([]);
      expect(names.filter((name) => !series.has(name))).toEqual([]);
      const own = names.flatMap(
        (name) => productMetrics[name.replace(/_(?:bucket|count|sum)$/, '')]?.labels ?? [],
      );
      const labels = new Set([...own, ...otherLabels]);
      expect(labelsIn(query).filter((label) => !labels.has(label))).toEqual([]);
    }
    for (const search of searchesOf(board)) {
      const metric = /MetricName="(?<name>\w+)"/.exec(search)?.groups?.name;
      expect(redisMetrics).toContain(metric);
    }
  });

  it('closes every bracket', () => {
    for (const query of queriesOf(board)) {
      expect(count(query, '(')).toBe(count(query, ')'));
      expect(count(query, '{')).toBe(count(query, '}'));
      expect(count(query, '[')).toBe(count(query, ']'));
    }
  });

  it('says what each panel means', () => {
    const panelsOf = board.rows.flatMap(({ panels: inRow }) => inRow);
    expect(panelsOf.filter(({ description }) => !description.endsWith('.'))).toEqual([]);
    expect(panelsOf.filter(({ targets }) => targets.length === 0)).toEqual([]);
  });
});

describe('the dashboards', () => {
  it('have ids of their own', () => {
    expect(new Set(boards.map(({ uid }) => uid)).size).toBe(boards.length);
  });

  it("have document B's goals for Redis", () => {
    const redis = boards.find(({ uid }) => uid === 'onsale-redis');
    const limits = new Map(
      redis?.rows.flatMap(({ panels }) => panels.map(({ title, limit }) => [title, limit])),
    );
    expect(limits.get('Engine CPU')).toBe(30);
    expect(limits.get('Memory')).toBe(70);
  });

  it('are written twice with the same bytes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'grafana-'));
    try {
      const once = renderBoards(folder).map((path) => readFileSync(path, 'utf8'));
      const again = renderBoards(folder).map((path) => readFileSync(path, 'utf8'));
      expect(again).toEqual(once);
      expect(once).toHaveLength(4);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** The documents' alarms are there, in each topology, and each points to a runbook that exists. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { monitoringConfig as disasterRecovery } from '../config/disaster-recovery/monitoring.ts';
import { monitoringConfig as ec2Aurora } from '../config/ec2-aurora/monitoring.ts';
import { monitoringConfig as eks } from '../config/eks/monitoring.ts';
import { monitoringConfig as fargate } from '../config/fargate/monitoring.ts';
import type { AlarmSpec } from '../constructs/alarms/alarm-spec.ts';
import { alarmsOf } from './alarms-of.ts';
import { anchorsOf, runbooksPath } from './runbooks.ts';
import { sampleResources } from './testing-resources.ts';

const specs = {
  'ec2-aurora': alarmsOf(sampleResources['ec2-aurora'], ec2Aurora('prod')),
  eks: alarmsOf(sampleResources.eks, eks('prod')),
  fargate: alarmsOf(sampleResources.fargate, fargate('prod')),
  'disaster-recovery': alarmsOf(sampleResources['disaster-recovery'], disasterRecovery('prod')),
} as const;
const topologies = Object.entries(specs);

const named = (of: readonly AlarmSpec[], name: string): AlarmSpec => {
  const found = of.find((spec) => spec.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
};

const repository = join(import.meta.dirname, '..', '..', '..');
const runbooks = readFileSync(join(repository, runbooksPath), 'utf8');
const anchors = anchorsOf(runbooks);

describe('alarms', () => {
  it("of EC2 and Aurora are document A's five, among others", () => {
    const of = specs['ec2-aurora'];
    expect(named(of, 'high-cpu')).toMatchObject({
      alarm: { threshold: 70, periodSeconds: 120, periods: 2, tier: 'warning' },
      comparison: '>',
      actions: ['arn:scale-up'],
    });
    expect(named(of, 'low-cpu')).toMatchObject({
      alarm: { threshold: 20, periodSeconds: 300, periods: 3, tier: 'quiet' },
      comparison: '<',
      actions: ['arn:scale-down'],
    });
    expect(named(of, 'high-memory')).toMatchObject({
      alarm: { threshold: 80 },
      measure: { metric: { namespace: 'CWAgent', name: 'mem_used_percent' } },
    });
    expect(named(of, 'unhealthy-targets')).toMatchObject({ alarm: { threshold: 0 } });
    expect(named(of, 'high-request-count')).toMatchObject({
      alarm: { threshold: 5_000, periodSeconds: 60, periods: 1 },
      measure: { metric: { name: 'RequestCountPerTarget', statistic: 'Sum' } },
      actions: ['arn:scale-up'],
    });
  });

  it("of EKS are document B's", () => {
    const tiers = Object.fromEntries(specs.eks.map(({ name, alarm }) => [name, alarm.tier]));
    expect(tiers).toMatchObject({
      'node-cpu': 'critical',
      'cache-engine-cpu': 'critical',
      'tickets-throttles': 'critical',
      'server-error-rate': 'critical',
      'cache-memory': 'warning',
      'nat-bandwidth': 'warning',
      'nat-port-errors': 'warning',
      'payment-dead-letters': 'critical',
    });
  });

  it('of a Redis whose shards come and go watch all nodes, of a fixed one its members', () => {
    expect(named(specs.eks, 'cache-engine-cpu').measure).toMatchObject({ kind: 'query' });
    expect(named(specs.eks, 'store-engine-cpu').measure).toMatchObject({
      expression: 'MAX([m1, m2])',
    });
  });

  it("of Fargate are document C's", () => {
    expect(named(specs.fargate, 'api-high-cpu').alarm).toMatchObject({ tier: 'critical' });
    expect(named(specs.fargate, 'api-busy-cpu').alarm).toMatchObject({ tier: 'warning' });
    expect(named(specs.fargate, 'database-connections').measure).toMatchObject({
      expression: '100 * connections / 100',
    });
    expect(named(specs.fargate, 'server-errors').alarm).toMatchObject({ threshold: 10 });
    expect(named(specs.fargate, 'cache-hit-rate')).toMatchObject({ comparison: '<' });
    expect(named(specs.fargate, 'database-free-storage').measure).toMatchObject({
      expression: `100 * free / ${20 * 1_024 ** 3}`,
    });
  });

  it('tell the two colours of blue and green apart', () => {
    const names = specs['disaster-recovery'].map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['blue-unhealthy-targets', 'green-unhealthy-targets', 'health-check']),
    );
  });

  it.each(topologies)('of %s have one name each, and ids that formulas know', (_, of) => {
    const names = of.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { measure } of of) {
      if (measure.kind !== 'math') continue;
      const words = measure.expression.match(/\b[a-z]\w*\b/g) ?? [];
      expect([...new Set(words)].toSorted()).toEqual(Object.keys(measure.metrics).toSorted());
      expect(Object.keys(measure.metrics).length).toBeLessThanOrEqual(10);
    }
  });

  it.each(topologies)('of %s point to runbooks that exist', (_, of) => {
    const missing = of.filter(({ runbook }) => !anchors.has(runbook)).map(({ name }) => name);
    expect(missing).toEqual([]);
  });

  it('are refused for what the configuration does not know', () => {
    expect(() => alarmsOf(sampleResources.fargate, ec2Aurora('dev'))).toThrow('no "services"');
  });
});

describe('runbooks', () => {
  it('lead to each other without a dead end', () => {
    const links = [...runbooks.matchAll(/\]\(#(?<anchor>[\w-]+)\)/g)];
    expect(links.length).toBeGreaterThan(30);
    const dead = links.filter(({ groups }) => !anchors.has(groups?.anchor ?? ''));
    expect(dead.map(([text]) => text)).toEqual([]);
  });

  it('name every alarm they are about', () => {
    const silent = topologies
      .flatMap(([, of]) => of)
      .filter(({ name }) => {
        const own = name.replace(/^(?:api|worker|blue|green|store|cache|payment|alerts)-/, '');
        const kind = own
          .replace(/^database-\d+/, 'database')
          .replace(/^nat-\d+/, 'nat')
          .replace(/^(?:tickets|notification)-/, '');
        return ![kind, own, name].some((word) => runbooks.includes(word));
      });
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('exist for whatever in the sources names one', () => {
    const folder = join(import.meta.dirname, '..');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      .map((path) => readFileSync(join(folder, path), 'utf8'))
      .join('\n');
    const links = /\brunbook: '(?<word>[a-z-]+)'|runbooksLink\([^)]*\)\}#(?<anchor>[a-z-]+)/g;
    const wanted = new Set(
      Array.from(
        sources.matchAll(links),
        ({ groups }) => groups?.word ?? groups?.anchor ?? 'nothing',
      ),
    );
    expect(wanted.size).toBeGreaterThan(30);
    expect([...wanted].filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });
});

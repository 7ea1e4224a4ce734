/** Probes are never traced, sales more often than the rest. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { productApi } from '../../../../contract/src/product-api.ts';
import { createTracing } from './tracing.ts';

const { resources } = synthesise((stack) => {
  createTracing(stack, 'tracing', {
    name: (part) => `ticketing-staging-standby-${part}`,
    serviceName: 'onsale',
    config: { reservoir: 1, rate: 0.01, salesReservoir: 10, salesRate: 0.05 },
    healthPaths: ['/api/health', '/health', '/actuator/health', '/readyz'],
  });
});
const rules = resources('aws_xray_sampling_rule').toSorted(
  (one, other) => Number(one.priority) - Number(other.priority),
);

/** As X-Ray reads a path: `*` is anything. */
const fits = (pattern: string, path: string): boolean =>
  new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(path);
const firstFor = (path: string) => rules.find((rule) => fits(String(rule.url_path), path));

describe('sampling', () => {
  it('leaves probes out', () => {
    expect(firstFor('/readyz')).toMatchObject({ fixed_rate: 0, reservoir_size: 0 });
    expect(firstFor('/api/health')).toMatchObject({ fixed_rate: 0, reservoir_size: 0 });
  });

  it.each(['createReservation', 'confirmReservation', 'putOrder', 'payOrder'] as const)(
    'looks closer at %s',
    (route) => {
      const path = productApi[route].path.replaceAll(/\{\w+\}/g, '7');
      expect(firstFor(path)).toMatchObject({ fixed_rate: 0.05, reservoir_size: 10 });
    },
  );

  it('takes a small share of everything else', () => {
    expect(firstFor('/api/v1/events')).toMatchObject({ fixed_rate: 0.01, reservoir_size: 1 });
  });

  it('has names that X-Ray takes, one each', () => {
    const names = rules.map((rule) => String(rule.rule_name));
    expect(new Set(names).size).toBe(rules.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]{0,31}$/);
  });
});

describe('groups', () => {
  it('have names that X-Ray takes', () => {
    const names = resources('aws_xray_group').map((group) => String(group.group_name));
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(32);
  });

  it('show failed and slow requests apart', () => {
    const filters = resources('aws_xray_group').map((group) => group.filter_expression);
    expect(new Set(filters)).toEqual(
      new Set([
        'service("onsale")',
        'service("onsale") AND fault = true',
        'service("onsale") AND responsetime > 0.5',
      ]),
    );
  });
});

/** Overlaps, and what is in use already. */
import { describe, expect, it } from 'vitest';
import { monthlyUsd } from '../model/estimate.ts';
import { resource, scenarioWith } from '../testing-scenario.ts';
import { after, onTerms, setting, unchanged } from './change.ts';
import { effectsOf, type Optimisation, type OptimisationSet } from './optimisation.ts';
import { alwaysAtPeak, oneNatGateway } from './shared.ts';

const group = resource('aws_autoscaling_group', {
  min_size: 4,
  max_size: 4,
  desired_capacity: 4,
  mixed_instances_policy: {
    launch_template: { override: [{ instance_type: 't3.medium' }] },
    instances_distribution: {
      on_demand_base_capacity: 0,
      on_demand_percentage_above_base_capacity: 100,
    },
  },
});

const option = (on: Optimisation['on'], others: Partial<Optimisation> = {}): Optimisation => ({
  what: '',
  expected: '',
  inUse: false,
  on,
  off: unchanged,
  remark: '',
  ...others,
});

const setOf = (...optimisations: readonly Optimisation[]): OptimisationSet => ({
  source: 'A',
  topology: 'ec2-aurora',
  environment: 'prod',
  expectedTogether: '',
  optimisations,
});

const smaller = option(setting('aws_autoscaling_group', 'instance_type', () => 't3.small'));
const halfOnSpot = option(
  setting('aws_autoscaling_group', 'on_demand_percentage_above_base_capacity', () => 50),
);

describe('optimisations together', () => {
  const scenario = scenarioWith(group);

  it('save less than their sum: Spot takes its share off the smaller instance', () => {
    const { effects, noneUsd, allUsd } = effectsOf(setOf(smaller, halfOnSpot), scenario);
    const full = 4 * 0.052 * 730;
    expect(noneUsd).toBeCloseTo(full);
    expect(effects.map(({ savedUsd }) => savedUsd / full)).toEqual([
      expect.closeTo(0.5),
      expect.closeTo(0.325),
    ]);
    expect(allUsd / full).toBeCloseTo(0.5 * 0.675);
  });

  it('begin without those that are in use, and tell what is paid today', () => {
    const used = option(unchanged, {
      inUse: true,
      off: setting('aws_autoscaling_group', 'min_size', () => 8),
    });
    const today = effectsOf(setOf(used, halfOnSpot), scenario);
    expect(today.todayUsd).toBeCloseTo(monthlyUsd(scenario));
    expect(today.noneUsd).toBeGreaterThan(today.todayUsd);
    expect(today.allUsd).toBeLessThan(today.todayUsd);
  });
});

describe('changes', () => {
  it('leave one gateway and its address a region', () => {
    const gateways = ['a', 'b'].flatMap((zone) => [
      resource('aws_nat_gateway', {}, { id: `nat-${zone}` }),
      resource('aws_eip', {}, { id: `address-${zone}` }),
    ]);
    const standby = resource('aws_nat_gateway', {}, { id: 'nat-tokyo', region: 'ap-northeast-1' });
    const { resources } = oneNatGateway(scenarioWith(...gateways, standby));
    expect(resources.map(({ id }) => id)).toEqual(['nat-a', 'address-a', 'nat-tokyo']);
  });

  it('keep the peak of a schedule all day', () => {
    const target = resource('aws_appautoscaling_target', { min_capacity: 2, max_capacity: 10 });
    const peak = resource(
      'aws_appautoscaling_scheduled_action',
      { scalable_target_action: { min_capacity: '5' } },
      { links: [target.id] },
    );
    const { resources } = alwaysAtPeak(scenarioWith(target, peak));
    expect(resources).toMatchObject([{ values: { min_capacity: 5 } }]);
  });

  it('take a reservation off databases only', () => {
    const database = resource('aws_db_instance', { instance_class: 'db.t3.medium' });
    const given = scenarioWith(database, group);
    const saved = monthlyUsd(given) - monthlyUsd(onTerms({ reservedDatabase: 0.31 })(given));
    expect(saved).toBeCloseTo(0.111 * 730 * 0.31);
    expect(after()(given)).toBe(given);
  });
});

/** Averages over a day and over a month with sales. */
import { describe, expect, it } from 'vitest';
import { usageOf } from '../usage/assumptions.ts';
import { changesOf, meanCount, meanMinimum } from './capacity.ts';
import type { ModelResource } from './scenario.ts';

const schedule = (values: ModelResource['values']): ModelResource => ({
  id: 'stack/schedule',
  type: 'aws_autoscaling_schedule',
  region: 'ap-northeast-2',
  links: [],
  values,
});

describe('the minimum of a day', () => {
  it('is four for six hours and two for eighteen', () => {
    const changes = changesOf([
      schedule({ recurrence: '30 18 * * *', min_size: 4 }),
      schedule({ recurrence: '30 0 * * *', min_size: 2 }),
    ]);
    expect(meanMinimum(2, changes)).toBeCloseTo((6 * 4 + 18 * 2) / 24);
  });

  it('is read from services too, whose numbers are texts', () => {
    const changes = changesOf([
      schedule({ schedule: 'cron(50 18 * * ? *)', scalable_target_action: { min_capacity: '5' } }),
      schedule({ schedule: 'cron(50 19 * * ? *)', scalable_target_action: { min_capacity: '2' } }),
    ]);
    expect(meanMinimum(2, changes)).toBeCloseTo((5 + 23 * 2) / 24);
  });

  it('is the only one without a schedule', () => {
    expect(meanMinimum(3, [])).toBe(3);
  });
});

describe('a month', () => {
  const usage = { ...usageOf('prod'), saleHours: 73, saleShareOfMax: 0.5 };

  it('has a tenth of its hours with half of the maximum', () => {
    expect(meanCount({ min: 2, max: 20 }, 2, usage)).toBeCloseTo(0.9 * 2 + 0.1 * 10);
  });

  it('leaves an idle fleet idle', () => {
    expect(meanCount({ min: 0, max: 0 }, 0, usage)).toBe(0);
    expect(meanCount({ min: 0, max: 20 }, 0, usage)).toBe(0);
  });
});

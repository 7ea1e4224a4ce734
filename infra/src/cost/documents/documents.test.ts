/** The documents' tables recomputed: where their totals hold, and where they do not. */
import { describe, expect, it } from 'vitest';
import { contradictions } from './contradictions.ts';
import { printedTables, savingsA1, sumOf, tableA1, tableA2, tableB, tableC } from './tables.ts';

const of = (id: string) => {
  const found = contradictions().find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} is missing.`);
  return found.computed;
};

describe('the printed totals', () => {
  it('of A1, its savings, A2 and C are the sums of their rows', () => {
    for (const table of [tableA1, savingsA1, tableA2, tableC]) {
      expect(sumOf(table)).toEqual(table.printed);
    }
  });

  it('of B is right below and 100 dollars short above (X69)', () => {
    expect(sumOf(tableB)).toEqual({ low: 550, high: 960 });
    expect(tableB.printed.high).toBe(860);
    expect(of('X69')).toMatchObject({ missing: 100 });
  });

  it('are those of five tables', () => {
    expect(printedTables.map(({ id }) => id)).toEqual(['A1', 'A1-savings', 'A2', 'B', 'C']);
  });
});

describe('the contradictions', () => {
  it('X67: 442.33 less transfer and images is 340.17', () => {
    expect(of('X67')).toEqual({ sum: 442.33, withoutTransferAndImages: 340.17 });
  });

  it('X68: 384.11 is no 365, and 211.22 is another environment', () => {
    expect(of('X68')).toEqual({ sum: 384.11, optimised: 211.22, difference: 19.11 });
  });

  it('X70: sixteen nodes for 115 dollars are 7.19 each', () => {
    expect(of('X70')).toMatchObject({ perNodeOfSixteen: 7.19, nodeInVirginia: 229.95 });
  });

  it('X71: the listed savings give 285 or 265, not 250', () => {
    expect(of('X71')).toEqual({ withReservationsAndPlan: 285, withScalingToo: 265 });
  });

  it('X72: 28.25 on 321.75 is 8.8 %', () => {
    expect(of('X72')).toMatchObject({ items: 321.75, percent: 8.8, tenPercent: 32.18 });
  });

  it('X73: a terabyte is 92.16 in Virginia, and 5 nowhere', () => {
    expect(of('X73')).toEqual({
      direct: 92.16,
      cloudFrontInVirginia: 87.04,
      cloudFrontInKorea: 122.88,
    });
  });

  it('X74: ten and twenty times are 900 % and 1,900 % more', () => {
    expect(of('X74')).toEqual({ tps: 900, users: 1_900 });
  });

  it('X75: 64.80 needs 0.045 and 720 hours, and the fleet is saved in whole', () => {
    expect(of('X75')).toMatchObject({
      natAtStatedPrice: 131.4,
      natAt720Hours: 64.8,
      instances: 121.47,
      fleet: 120.96,
      savedOnFleet: 120.96,
      possibleOnFleet: 86.94,
    });
  });
});

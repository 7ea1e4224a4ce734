/** The pictures of docs/predictive-scaling.md, by their names in docs/images. */
import { barsSvg } from '../../cost/report/bars-svg.ts';
import { forecastMeasure } from '../model/forecast.ts';
import { type Curve, knownAt } from '../model/sale.ts';
import { table } from '../simulation/documents-evening.ts';
import type { FleetResult } from '../simulation/fleet.ts';
import { machine, roleOf } from '../simulation/machine.ts';
import { plansOfSale } from '../simulation/plans-of-sale.ts';
import { runStrategy } from '../simulation/strategies.ts';
import { type Line, linesSvg } from './lines-svg.ts';
import type { Results } from './results.ts';

export const pictures = (results: Results): Readonly<Record<string, string>> => ({
  'forecast-error.svg': errorPicture(results),
  'forecast-sale.svg': salePicture(results),
  'forecast-fleet.svg': fleetPicture(results),
  'forecast-evening.svg': eveningPicture(results),
});

const lineOf = (name: string, { fromMinute, values }: Curve, isDashed = false): Line => ({
  name,
  isDashed,
  points: values.map((value, index) => ({ minute: fromMinute + index, value })),
});

const leadName = (leadMinutes: number | undefined): string => {
  if (leadMinutes === undefined) return '';
  return leadMinutes >= 60 ? `, ${leadMinutes / 60} h` : `, ${leadMinutes} min`;
};

function errorPicture({ many }: Results): string {
  const part = 'pinball loss of P50 and P90, percent of the load';
  return barsSvg({
    title: 'How wrong forecasts of the busiest minute are',
    names: ['P50', 'P90'],
    bars: many.map(({ name, leadMinutes, scores }) => ({
      // There is room for so many letters.
      label: `${name.replace('load per', 'per')}${leadName(leadMinutes)}`,
      value: `${scores.pinball50Percent.toFixed(0)} + ${scores.pinball90Percent.toFixed(0)}`,
      parts: [
        { name: 'P50', value: scores.pinball50Percent },
        { name: 'P90', value: scores.pinball90Percent },
      ],
    })),
  }).replace('<title>', `<desc>${part}</desc><title>`);
}

function salePicture({ shown: { sale, history } }: Results): string {
  const forecast = (lead: number, p: number): Curve =>
    forecastMeasure(history, knownAt(sale, lead), 'requestsPerSecond', p).curve;
  return linesSvg({
    title: 'One synthetic sale: what was forecast, and what came',
    unit: 'requests a second',
    fromMinute: -30,
    toMinute: 60,
    lines: [
      lineOf('came', sale.load.requestsPerSecond),
      lineOf('P50 a day before', forecast(24 * 60, 0.5), true),
      lineOf('P90 a day before', forecast(24 * 60, 0.9), true),
      lineOf('P50 ten minutes before', forecast(10, 0.5)),
      lineOf('P90 ten minutes before', forecast(10, 0.9)),
    ],
  });
}

const servingOf = (name: string, { minutes }: FleetResult, factor = 1): Line => ({
  name,
  isStepped: true,
  points: minutes.map(({ minute, serving }) => ({ minute, value: serving * factor })),
});

function fleetPicture({ shown: { sale, history } }: Results): string {
  const actions = plansOfSale({ history, sale, role: roleOf(machine), probability: 0.9 });
  const load = sale.load.requestsPerSecond;
  const run = (strategy: Parameters<typeof runStrategy>[0]): FleetResult =>
    runStrategy(strategy, load, actions, machine);
  return linesSvg({
    title: 'The same sale: what the fleet bears',
    unit: 'requests a second at 70 % of the CPU',
    fromMinute: -30,
    toMinute: 120,
    lines: [
      lineOf('load', load),
      servingOf('reactive', run('reactive'), machine.perProcess),
      servingOf('predictive, P90', run('predictive'), machine.perProcess),
      servingOf('both', run('both'), machine.perProcess),
    ],
  });
}

function eveningPicture({ evening }: Results): string {
  const names = {
    'reactive by CPU': 'their CPU alarm',
    reactive: 'their CPU and request alarms',
    predictive: 'planned',
    both: 'planned, and their alarms',
  };
  return linesSvg({
    title: "The documents' evening: instances that serve",
    unit: 'instances',
    fromMinute: -30,
    toMinute: 120,
    lines: [
      {
        name: "the documents' timeline",
        isStepped: true,
        isDashed: true,
        points: table.map(({ minute, instances }) => ({ minute, value: instances })),
      },
      ...evening.map(({ strategy, result }) => servingOf(names[strategy], result)),
    ],
  });
}

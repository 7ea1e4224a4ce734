/** `operate plan-capacity`: capacity for an on-sale before it opens, from a forecast. */
import { curvesOf, forecastLoad, type LoadForecast } from '../../forecast/model/forecast.ts';
import type { SaleNow } from '../../forecast/model/sale.ts';
import { type CapacityPlan, planCapacity } from '../../forecast/plan/plan-capacity.ts';
import { revisePlan } from '../../forecast/plan/revise-plan.ts';
import { measureOf, measureWords, type RoleCapacity } from '../../forecast/plan/role-capacity.ts';
import { ConfigError } from '../../lib/problem.ts';
import { command, type FlagValues } from '../core/command.ts';
import type { Operation } from '../core/operation.ts';
import { OperatorError } from '../core/operator-error.ts';
import { type Step, takeSteps } from '../core/steps.ts';
import { minutes } from '../core/time.ts';
import { roleParts } from '../parts.ts';
import { inForce } from './in-force.ts';
import { changeSteps } from './change-schedule.ts';
import { addComponent, capacityComponent, removeComponent } from './cluster-component.ts';
import { boundsOf, rolesOf, schedulesOf } from './fleets.ts';
import { floorsOf } from './floor.ts';
import { readCapacity, readHistory, readSale, type SaleFile } from './read-sale.ts';

const flags = {
  sale: { type: 'string', value: '<file>', help: 'The sale: JSON, see below.' },
  history: { type: 'string', value: '<file>', help: 'Past sales. Without: a wide guess.' },
  capacity: { type: 'string', value: '<file>', help: 'What one process of each role bears.' },
  percent: { type: 'string', value: '<50-99>', help: 'Of sales, how many it is enough for: 90.' },
  'buffer-minutes': { type: 'string', value: '<n>', help: 'Serving before it is needed: 10.' },
  'release-minutes': { type: 'string', value: '<n>', help: 'Kept after it was needed: 15.' },
  overlay: { type: 'string', value: '<folder>', help: 'eks: of the application, in Git.' },
  remove: { type: 'boolean', help: 'Forgets the plan of the sale.' },
} as const;
type Given = FlagValues<typeof flags>;

export const planCapacityCommand = command(
  {
    name: 'plan-capacity',
    summary: 'Forecasts the load of an on-sale and schedules capacity for it, before it opens.',
    details: [
      'Run it a day before, an hour before, and when the pre-queue has been open for a while: each',
      'time it knows more, and replaces its own plan. The same files change nothing the second time.',
      'It moves the minimum; alarms and forecasts go on above it. The floor of every evening is kept.',
      'Instances: scheduled actions of the group. Fargate: of the service, by the AWS CLI. eks: a',
      'component of the overlay for Git. Not while a release runs; run it again after one.',
      'Files and what the forecast is worth: docs/predictive-scaling.md.',
    ].join('\n'),
    flags,
  },
  async (operation, given) => {
    const sale = await readSale(needed('sale', given.sale));
    if (given.remove) return carryOut(operation, sale, { actions: [], warnings: [] }, given);
    const nowMs = operation.clock.nowMs();
    if (sale.opensAtMs <= nowMs) {
      throw new OperatorError(
        `${sale.id} has opened already.`,
        'Alarms scale it now; a rehearsal would have told.',
      );
    }
    const roles = rolesOf(operation, await readCapacity(needed('capacity', given.capacity)));
    const history = given.history === undefined ? [] : await readHistory(given.history);
    const percent = numberOf('percent', given.percent ?? '90', 50, 99);
    const leadMinutes = Math.floor((sale.opensAtMs - nowMs) / minutes);
    const forecast = forecastLoad(history, knownNow(sale, leadMinutes), percent / 100);
    const plan = planCapacity({
      opensAtMs: sale.opensAtMs,
      nowMs,
      load: curvesOf(forecast),
      roles,
      bufferMs: numberOf('buffer-minutes', given['buffer-minutes'] ?? '10', 0, 240) * minutes,
      releaseMs: numberOf('release-minutes', given['release-minutes'] ?? '15', 0, 240) * minutes,
    });
    operation.say(
      `${sale.id} opens in ${leadMinutes} min; ${history.length} past sales are known.`,
    );
    tell(operation, percent, forecast, roles, plan);
    await carryOut(operation, sale, plan, given);
  },
);

/** Arrivals end where the file ends: an older file is compared with the same moment of past sales. */
function knownNow(sale: SaleFile, minutesLeft: number): SaleNow {
  const { fromMinute, values } = sale.arrivals;
  const leadMinutes =
    values.length === 0 ? minutesLeft : Math.max(minutesLeft, -fromMinute - values.length);
  return {
    ...sale,
    leadMinutes,
    arrivals: { fromMinute, values: values.slice(0, Math.max(0, -leadMinutes - fromMinute)) },
  };
}

function tell(
  { say }: Operation,
  percent: number,
  forecast: LoadForecast,
  roles: readonly RoleCapacity[],
  plan: CapacityPlan,
): void {
  for (const { role } of roles) {
    const measure = measureOf[role];
    const peak = forecast[measure].peak.toPrecision(3);
    say(`${role}: ${Number(peak)} ${measureWords[measure]}, or less in ${percent} of 100 sales.`);
  }
  for (const { atMs, role, desired, reason } of plan.actions) {
    say(`${new Date(atMs).toISOString()} ${role} ${desired}: ${reason}`);
  }
  for (const { text } of plan.warnings) say(`Warning: ${text}`);
}

async function carryOut(
  operation: Operation,
  sale: SaleFile,
  plan: CapacityPlan,
  given: Given,
): Promise<void> {
  const steps =
    operation.topology === 'eks'
      ? clusterSteps(operation, sale, plan, given.overlay)
      : await scheduleSteps(operation, sale, plan);
  if (steps.length === 0) return operation.say('Everything is planned like that already.');
  await takeSteps(operation, steps);
}

async function scheduleSteps(
  operation: Operation,
  { id: saleId, opensAtMs }: SaleFile,
  { actions }: CapacityPlan,
): Promise<readonly Step[]> {
  const nowMs = operation.clock.nowMs();
  const bounds = boundsOf(operation);
  const steps: Step[] = [];
  for (const role of roleParts) {
    const { current, atRest } = await schedulesOf(operation, role);
    const older = await inForce(current, { role, saleId, nowMs, bounds: bounds[role] });
    const newer = actions.filter((one) => one.role === role);
    const revised = revisePlan(older, newer, {
      nowMs,
      // Whoever removes a plan means it, however close the opening is.
      opensAtMs: actions.length === 0 ? Number.POSITIVE_INFINITY : opensAtMs,
      roles: [{ role, min: bounds[role].min }],
    });
    const wanted = floorsOf({ saleId, actions: revised, ...bounds[role] }).filter(
      ({ atMs }) => atMs > nowMs,
    );
    steps.push(...(await changeSteps(current, { saleId, wanted, nowMs })));
    if (atRest !== undefined) {
      steps.push(...(await changeSteps(atRest, { saleId, wanted: [], nowMs })));
    }
  }
  return steps;
}

function clusterSteps(
  operation: Operation,
  { id: saleId }: SaleFile,
  { actions }: CapacityPlan,
  overlay: string | undefined,
): readonly Step[] {
  const folder = needed('overlay', overlay);
  const { api, worker } = boundsOf(operation);
  const text = capacityComponent(actions, { api: api.min, worker: worker.min });
  const afterwards = 'commit it, Argo CD does the rest';
  return [
    actions.length === 0
      ? {
          title: `${folder}: no plan for ${saleId}; ${afterwards}`,
          run: () => removeComponent(folder, saleId),
        }
      : {
          title: `${folder}: the plan for ${saleId}; ${afterwards}, and --remove it afterwards`,
          run: () => addComponent(folder, saleId, text),
        },
  ];
}

function needed(flag: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new ConfigError([
    { setting: `--${flag}`, problem: 'is missing.', remedy: 'Name the file or folder.' },
  ]);
}

function numberOf(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new ConfigError([
    { setting: `--${flag}`, problem: `is "${text}".`, remedy: `Use ${least} to ${most}.` },
  ]);
}

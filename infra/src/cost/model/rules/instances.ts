/** Instances of Auto Scaling groups, of node groups, and single ones, with their volumes. */
import { blocksOf, numberOf, textOf, textsOf, valueAt } from '../../../policy/reading/json.ts';
import { classPrice } from '../../prices/class-prices.ts';
import { discounts } from '../../prices/discounts.ts';
import { volumePrices } from '../../prices/ec2.ts';
import { watchPrices } from '../../prices/operations.ts';
import { monthHours } from '../../prices/price.ts';
import { changesOf, meanCount, meanMinimum } from '../capacity.ts';
import type { CostLine } from '../cost-line.ts';
import type { ModelResource } from '../scenario.ts';
import { linesOf, numberAt, type Rule, type Surroundings, textAt } from '../rule.ts';

/** With detailed monitoring, EC2 sends seven metrics a minute for each instance. */
const detailedMetrics = 7;

type Fleet = {
  readonly resource: ModelResource;
  readonly className: string;
  /** Where the class is set, for whoever has to repair it. */
  readonly setting: string;
  readonly count: number;
  /** Of the count. */
  readonly onDemandCount: number;
  readonly template: ModelResource | undefined;
};

function fleetLines(fleet: Fleet, around: Surroundings): readonly CostLine[] {
  const { resource, className, setting, count, onDemandCount, template } = fleet;
  const lines = linesOf(resource, 'compute');
  const price = classPrice('instance', className, setting);
  const { planInstances } = around.scenario.terms;
  const isWatched = valueAt(template?.values, 'monitoring', 'enabled') === true;
  return [
    ...lines(`${className} on demand`, price, onDemandCount * monthHours, planInstances),
    ...lines(
      `${className} on Spot`,
      price,
      (count - onDemandCount) * monthHours,
      discounts.spotInstances,
    ),
    ...lines('volumes, gp3', volumePrices.gp3, count * volumeGib(template)),
    ...linesOf(resource, 'observability')(
      'metrics of instances',
      watchPrices.metric,
      isWatched ? count * detailedMetrics : 0,
    ),
  ];
}

const volumeGib = (template: ModelResource | undefined): number =>
  blocksOf(template?.values.block_device_mappings).reduce(
    (sum, mapping) => sum + (numberOf(valueAt(mapping, 'ebs', 'volume_size')) ?? 0),
    0,
  );

export const autoScalingGroup: Rule = (resource, around) => {
  const { usage } = around.scenario;
  const policy = valueAt(resource.values, 'mixed_instances_policy');
  const overrides = blocksOf(valueAt(policy, 'launch_template', 'override'));
  const template = around.used(resource, 'aws_launch_template');
  const first = textOf(overrides[0]?.instance_type) ?? textOf(template?.values.instance_type) ?? '';
  const min = numberAt(resource, 'min_size');
  const schedules = around.users(resource, 'aws_autoscaling_schedule');
  const desired = Math.max(min, numberAt(resource, 'desired_capacity'));
  // A group that starts with more than its minimum is scaled in when nothing happens.
  const mean = schedules.length === 0 ? min : meanMinimum(min, changesOf(schedules));
  const count =
    desired === 0 ? 0 : meanCount({ min, max: numberAt(resource, 'max_size') }, mean, usage);
  const share = numberOf(
    valueAt(policy, 'instances_distribution', 'on_demand_percentage_above_base_capacity'),
  );
  const base = numberOf(valueAt(policy, 'instances_distribution', 'on_demand_base_capacity')) ?? 0;
  const certain = Math.min(base, count);
  return fleetLines(
    {
      resource,
      className: first,
      setting: `${resource.id} instance_type`,
      count,
      onDemandCount: certain + ((count - certain) * (share ?? 100)) / 100,
      template,
    },
    around,
  );
};

export const nodeGroup: Rule = (resource, around) => {
  const count = numberAt(resource, 'scaling_config', 'desired_size');
  return fleetLines(
    {
      resource,
      className: textsOf(resource.values.instance_types)[0] ?? '',
      setting: `${resource.id} instance_types`,
      count,
      onDemandCount: textAt(resource, 'capacity_type') === 'SPOT' ? 0 : count,
      template: around.used(resource, 'aws_launch_template'),
    },
    around,
  );
};

export const instance: Rule = (resource, around) => {
  const template = around.used(resource, 'aws_launch_template');
  return fleetLines(
    {
      resource,
      className:
        textAt(resource, 'instance_type') || (textOf(template?.values.instance_type) ?? ''),
      setting: `${resource.id} instance_type`,
      count: 1,
      onDemandCount: 1,
      template,
    },
    around,
  );
};

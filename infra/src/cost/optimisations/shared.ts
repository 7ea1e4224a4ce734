/** Changes that more than one topology knows. */
import type { ModelResource, Scenario } from '../model/scenario.ts';
import { isObject, numberOf, textOf } from '../../policy/reading/json.ts';
import { type Change, setting, without } from './change.ts';

/** Whether one of its type came before it in its region. */
function spares(type: string): (resource: ModelResource) => boolean {
  const seen = new Set<string>();
  return (resource) => {
    if (resource.type !== type) return false;
    const isFirst = !seen.has(resource.region);
    seen.add(resource.region);
    return !isFirst;
  };
}

/** One gateway, and its address, for all zones of a region. */
export const oneNatGateway: Change = (scenario) =>
  without(spares('aws_eip'))(without(spares('aws_nat_gateway'))(scenario));

export const noNatGateway: Change = without(
  ({ type }) => type === 'aws_nat_gateway' || type === 'aws_eip',
);

/** A gateway in a second zone. */
export const anotherNatGateway: Change = (scenario) => ({
  ...scenario,
  resources: scenario.resources.flatMap((resource) =>
    resource.type === 'aws_nat_gateway' || resource.type === 'aws_eip'
      ? [resource, { ...resource, id: `${resource.id} in another zone` }]
      : [resource],
  ),
});

const isAtEdge = ({ type, values }: ModelResource): boolean =>
  type === 'aws_cloudfront_distribution' ||
  type === 'aws_cloudfront_function' ||
  (type === 'aws_wafv2_web_acl' && textOf(values.scope) === 'CLOUDFRONT');

/** The load balancer then gets what the caches answered before. */
export const withoutCdn: Change = (scenario) => {
  const { network, edge } = scenario.usage;
  const balancerUnits = network.balancerUnits / edge.originShare;
  return {
    ...without(isAtEdge)(scenario),
    usage: { ...scenario.usage, network: { ...network, balancerUnits } },
    behindCdn: false,
  };
};

export const logsForDays = (days: number): Change =>
  setting('aws_cloudwatch_log_group', 'retention_in_days', () => days);

export const notToGlacier: Change = setting(
  'aws_s3_bucket_lifecycle_configuration',
  'transition',
  () => [],
);

export const withoutInterfaceEndpoints: Change = without(
  ({ type, values }) =>
    type === 'aws_vpc_endpoint' && textOf(values.vpc_endpoint_type) === 'Interface',
);

/** Runs all day with the most that any hour of the schedule asks for. */
export function alwaysAtPeak(scenario: Scenario): Scenario {
  const peakOf = (target: ModelResource, type: string, argument: string): number =>
    Math.max(
      numberOf(target.values[argument]) ?? 0,
      ...scenario.resources
        .filter((schedule) => schedule.type === type && schedule.links.includes(target.id))
        .map(({ values }) => {
          const action = values.scalable_target_action;
          return numberOf(isObject(action) ? action.min_capacity : values.min_size) ?? 0;
        }),
    );
  const raised = (resource: ModelResource): ModelResource => {
    const { type, values } = resource;
    if (type === 'aws_autoscaling_group') {
      const peak = peakOf(resource, 'aws_autoscaling_schedule', 'min_size');
      return { ...resource, values: { ...values, min_size: peak } };
    }
    if (type === 'aws_appautoscaling_target') {
      const peak = peakOf(resource, 'aws_appautoscaling_scheduled_action', 'min_capacity');
      return { ...resource, values: { ...values, min_capacity: peak } };
    }
    return resource;
  };
  return without(
    ({ type }) =>
      type === 'aws_autoscaling_schedule' || type === 'aws_appautoscaling_scheduled_action',
  )({ ...scenario, resources: scenario.resources.map(raised) });
}

/** What runs in a region: groups of instances, tasks, nodes of a cluster. */
import type { Resource } from '../../policy/graph.ts';
import { blocksOf, numberOf, textsOf, valueAt, wordOf } from '../../policy/reading/json.ts';
import type { Box } from './picture.ts';
import {
  amount,
  countOf,
  type RegionResources,
  shortNameOf,
  word,
  zonesOf,
} from './region-resources.ts';

/** In the order of the picture; what is not listed keeps its own name and comes last. */
const titles = new Map([
  ['asg', 'API'],
  ['api', 'API'],
  ['asg-blue', 'API, blue'],
  ['asg-green', 'API, green'],
  ['worker-asg', 'Workers'],
  ['worker', 'Workers'],
  ['payments', 'Payment simulator'],
]);
const order = [...titles.keys()];

export function computeBoxes(here: RegionResources): readonly Box[] {
  const named = [
    ...here.ofType('aws_autoscaling_group').map((group) => groupBox(here, group)),
    ...here.ofType('aws_ecs_service').map((service) => serviceBox(here, service)),
  ].toSorted((one, other) => placeOf(one.name) - placeOf(other.name));
  return [...named.map(({ box }) => box), ...clusterBoxes(here)];
}

type Named = { readonly name: string; readonly box: Box };

const placeOf = (name: string): number => (titles.has(name) ? order.indexOf(name) : order.length);

function groupBox(here: RegionResources, group: Resource): Named {
  const name = shortNameOf(word(group, 'name'));
  const policy = valueAt(group.values, 'mixed_instances_policy');
  const types = blocksOf(valueAt(policy, 'launch_template', 'override')).map((one) =>
    wordOf(one.instance_type),
  );
  const distribution = valueAt(policy, 'instances_distribution');
  const onDemand = numberOf(valueAt(distribution, 'on_demand_percentage_above_base_capacity'));
  const [least, most] = [amount(group, 'min_size'), amount(group, 'max_size')];
  return {
    name,
    box: {
      kind: 'compute',
      title: titles.get(name) ?? name,
      lines: [
        most === 0 ? 'rests until a release' : `${least} to ${most} × ${types[0] ?? ''}`,
        spotLine(most > 0 && onDemand !== undefined ? 100 - onDemand : 0),
      ].filter((line) => line !== ''),
      zones: zonesOf(here, group, 'vpc_zone_identifier'),
    },
  };
}

const spotLine = (percent: number): string => {
  if (percent === 0) return '';
  return percent === 100 ? 'above the least on Spot' : `${percent} % above the least on Spot`;
};

function serviceBox(here: RegionResources, service: Resource): Named {
  const name = shortNameOf(word(service, 'name'));
  const task = here.graph
    .targetsOf(service, service.values.task_definition)
    .map(({ resource }) => resource)[0];
  const target = here
    .ofType('aws_appautoscaling_target')
    .find((one) =>
      here.graph
        .targetsOf(one, one.values.resource_id)
        .some(({ resource }) => resource === service),
    );
  const count =
    target === undefined
      ? countOf(amount(service, 'desired_count'), 'task')
      : `${amount(target, 'min_capacity')} to ${amount(target, 'max_capacity')} tasks`;
  const spot = blocksOf(service.values.capacity_provider_strategy).some(
    (one) => one.capacity_provider === 'FARGATE_SPOT',
  );
  return {
    name,
    box: {
      kind: 'compute',
      title: titles.get(name) ?? name,
      lines: [
        count,
        ...(task === undefined
          ? []
          : [`${amount(task, 'cpu') / 1_024} vCPU, ${amount(task, 'memory') / 1_024} GiB`]),
        ...(spot ? ['above the least on Spot'] : []),
      ],
      zones: zonesOf(here, service, 'network_configuration'),
    },
  };
}

function clusterBoxes(here: RegionResources): readonly Box[] {
  const clusters = here.ofType('aws_eks_cluster');
  const roles = here.ofType('aws_eks_pod_identity_association').length;
  const addOns = here.ofType('aws_eks_addon').length;
  const nodes = here.ofType('aws_eks_node_group').map((group): Box => {
    const sizes = valueAt(group.values, 'scaling_config');
    const [least, most] = ['min_size', 'max_size'].map((name) => wordOf(valueAt(sizes, name)));
    return {
      kind: 'compute',
      title: `Nodes, ${shortNameOf(word(group, 'node_group_name'))}`,
      lines: [`${least} to ${most} × ${textsOf(group.values.instance_types).join(', ')}`],
      zones: zonesOf(here, group, 'subnet_ids'),
    };
  });
  const hasKarpenter = here
    .ofType('aws_sqs_queue')
    .some((queue) => word(queue, 'name').endsWith('-karpenter-interruption'));
  return [
    ...clusters.map((cluster): Box => ({
      kind: 'compute',
      title: `Kubernetes ${word(cluster, 'version')}`,
      lines: ['private API', `${countOf(addOns, 'add-on')}, ${countOf(roles, 'role')} for pods`],
    })),
    ...nodes,
    ...(hasKarpenter
      ? [
          {
            kind: 'compute',
            title: 'Nodes, Karpenter',
            lines: ['as many as pods ask for', 'hears of Spot interruptions'],
          } as const,
        ]
      : []),
    ...here.ofType('aws_instance').map((instance): Box => ({
      kind: 'compute',
      title: `Instance for ${shortNameOf(word(instance, 'tags', 'Name'))}`,
      lines: ['Session Manager, no SSH'],
    })),
  ];
}

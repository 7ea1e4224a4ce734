/** Services on Fargate, Kubernetes clusters with what they start by themselves, images, functions. */
import { blocksOf, listOf, numberOf, textOf, valueAt } from '../../../policy/reading/json.ts';
import { classPrice } from '../../prices/class-prices.ts';
import {
  clusterPrices,
  fargatePrices,
  functionPrices,
  imagePrices,
} from '../../prices/containers.ts';
import { discounts } from '../../prices/discounts.ts';
import { volumePrices } from '../../prices/ec2.ts';
import { watchPrices } from '../../prices/operations.ts';
import { networkPrices } from '../../prices/network.ts';
import { monthHours } from '../../prices/price.ts';
import { changesOf, meanCount, meanMinimum } from '../capacity.ts';
import { type CostLine } from '../cost-line.ts';
import { linesOf, numberAt, type Rule, type Surroundings, textAt } from '../rule.ts';
import type { ModelResource } from '../scenario.ts';

/** Of a load balancer in two zones. */
export const balancerAddresses = 2;
const units = 1_024;

export const service: Rule = (resource, around) => {
  const task = around.used(resource, 'aws_ecs_task_definition');
  const cpu = numberOf(task?.values.cpu) ?? 0;
  const memory = numberOf(task?.values.memory) ?? 0;
  const isArm = textOf(valueAt(task?.values, 'runtime_platform', 'cpu_architecture')) === 'ARM64';
  const prices = fargatePrices[isArm ? 'ARM64' : 'X86_64'];
  const count = tasksOf(resource, around);
  const strategies = blocksOf(resource.values.capacity_provider_strategy);
  const weightOf = (provider: string): number =>
    strategies
      .filter(({ capacity_provider: name }) => textOf(name) === provider)
      .reduce((sum, { weight }) => sum + (numberOf(weight) ?? 0), 0);
  const base = strategies.reduce((sum, strategy) => sum + (numberOf(strategy.base) ?? 0), 0);
  const weights = weightOf('FARGATE') + weightOf('FARGATE_SPOT');
  const certain = Math.min(base, count);
  const spot = weights === 0 ? 0 : ((count - certain) * weightOf('FARGATE_SPOT')) / weights;
  const lines = linesOf(resource, 'compute');
  const sized = (what: string, tasks: number, discount: number): readonly CostLine[] => [
    ...lines(`processors ${what}`, prices.cpu, (tasks * monthHours * cpu) / units, discount),
    ...lines(`memory ${what}`, prices.memory, (tasks * monthHours * memory) / units, discount),
  ];
  return [
    ...sized('on demand', count - spot, around.scenario.terms.planTasks),
    ...sized('on Spot', spot, discounts.spotTasks),
  ];
};

function tasksOf(resource: ModelResource, around: Surroundings): number {
  const [target] = around.users(resource, 'aws_appautoscaling_target');
  if (target === undefined) return numberAt(resource, 'desired_count');
  const min = numberAt(target, 'min_capacity');
  const changes = changesOf(around.users(target, 'aws_appautoscaling_scheduled_action'));
  return meanCount(
    { min, max: numberAt(target, 'max_capacity') },
    meanMinimum(min, changes),
    around.scenario.usage,
  );
}

export const taskCluster: Rule = (resource, around) => {
  const [insights] = blocksOf(resource.values.setting);
  const isOn = ['enabled', 'enhanced'].includes(textOf(insights?.value) ?? '');
  const { taskMetrics } = around.scenario.usage.watch;
  return linesOf(resource, 'observability')(
    'metrics of tasks',
    watchPrices.metric,
    isOn ? taskMetrics : 0,
  );
};

/** The nodes of Karpenter and the load balancer of the Gateway are no resources of Terraform. */
export const cluster: Rule = (resource, { scenario }) => {
  const { usage, terms } = scenario;
  const { karpenterClass, karpenterNodes, karpenterSaleNodes, karpenterSpotShare } = usage.cluster;
  const support = textAt(resource, 'upgrade_policy', 'support_type') === 'EXTENDED';
  const lines = linesOf(resource, 'compute');
  const balancer = linesOf(resource, 'network');
  const nodeHours =
    karpenterNodes * (monthHours - usage.saleHours) + karpenterSaleNodes * usage.saleHours;
  const price = classPrice('instance', karpenterClass, 'cost usage cluster.karpenterClass');
  const { spotInstances } = discounts;
  return [
    ...lines(
      support ? 'control plane in extended support' : 'control plane',
      clusterPrices[support ? 'extended' : 'standard'],
      monthHours,
    ),
    ...lines(
      `Karpenter's ${karpenterClass} on Spot`,
      price,
      nodeHours * karpenterSpotShare,
      spotInstances,
    ),
    ...lines(
      `Karpenter's ${karpenterClass} on demand`,
      price,
      nodeHours * (1 - karpenterSpotShare),
      terms.planInstances,
    ),
    ...lines("volumes of Karpenter's nodes", volumePrices.gp3, (nodeHours / monthHours) * nodeGib),
    ...lines('persistent volumes', volumePrices.gp3, usage.cluster.persistentGb),
    ...balancer("the Gateway's load balancer", networkPrices.loadBalancer, monthHours),
    ...balancer(
      'load balancer units',
      networkPrices.loadBalancerUnit,
      usage.network.balancerUnits * monthHours,
    ),
    ...balancer('public addresses', networkPrices.publicAddress, balancerAddresses * monthHours),
  ];
};

/** As in `karpenter.volumeGib`, which no resource of Terraform carries. */
const nodeGib = 50;

export const addOn: Rule = (resource, { scenario }) =>
  textAt(resource, 'addon_name') === 'amazon-cloudwatch-observability'
    ? linesOf(resource, 'observability')(
        'Container Insights',
        watchPrices.observations,
        scenario.usage.watch.observationsMillion,
      )
    : [];

export const repository: Rule = (resource, { scenario }) =>
  linesOf(resource, 'storage')('images', imagePrices.storage, scenario.usage.data.imagesGb);

/** Copies of images in another region; bytes on their way are in `betweenRegions`. */
export const imageReplication: Rule = (resource, { scenario }) =>
  linesOf(resource, 'storage')(
    'copies of images',
    imagePrices.storage,
    scenario.usage.data.imagesGb *
      blocksOf(valueAt(resource.values, 'replication_configuration', 'rule')).reduce(
        (sum, rule) => sum + listOf(rule.destination).length,
        0,
      ),
  );

const lambdaDefaultMib = 128;

/** What answers events or reads is called by the million; what rotates passwords, once a quarter. */
const isBusy = ({ ofType }: Surroundings): boolean =>
  ofType('aws_cloudwatch_event_bus').length > 0 || ofType('aws_api_gateway_rest_api').length > 0;

/** The calls are those of all functions together. */
export const lambda: Rule = (resource, around) => {
  const { functionCallsMillion, functionSeconds } = around.scenario.usage.messages;
  const functions = around.ofType('aws_lambda_function').length;
  const calls = isBusy(around) ? functionCallsMillion / functions : 0;
  const gib = (numberAt(resource, 'memory_size') || lambdaDefaultMib) / units;
  const lines = linesOf(resource, 'messaging');
  return [
    ...lines('calls of functions', functionPrices.requests, calls),
    ...lines('time of functions', functionPrices.duration, calls * functionSeconds * gib),
  ];
};

const secondsOfHour = 3_600;

export const warmFunction: Rule = (resource, around) => {
  const gib =
    (numberOf(around.used(resource, 'aws_lambda_function')?.values.memory_size) ?? 0) / units;
  const warm = numberAt(resource, 'provisioned_concurrent_executions');
  return linesOf(resource, 'compute')(
    'warm functions',
    functionPrices.warm,
    (warm * gib * monthHours * secondsOfHour) / 1_000_000,
  );
};

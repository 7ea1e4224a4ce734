/** Queues, and the queues that take what could not be delivered. */
import type { DeploymentGraph, Resource } from '../graph.ts';
import { isObject, type Json, parseJson, valueAt } from './json.ts';

const queuesIn = (
  graph: DeploymentGraph,
  from: Resource,
  value: Json | undefined,
): readonly Resource[] =>
  graph
    .targetsOf(from, value)
    .map(({ resource }) => resource)
    .filter(({ type }) => type === 'aws_sqs_queue');

export type Redrive = { readonly queue: Resource; readonly attempts: Json | undefined };

/** Where messages of a queue go that nobody could process. */
export function redrivesOf(graph: DeploymentGraph, queue: Resource): Redrive[] {
  const policies = [queue, ...graph.referrersOf(queue, 'aws_sqs_queue_redrive_policy')];
  return policies.flatMap((resource) => {
    const given = resource.values.redrive_policy;
    const policy = typeof given === 'string' ? parseJson(given) : given;
    if (!isObject(policy)) return [];
    return queuesIn(graph, resource, policy.deadLetterTargetArn).map((target) => ({
      queue: target,
      attempts: policy.maxReceiveCount,
    }));
  });
}

const deadLetterPaths: Readonly<Record<string, readonly (readonly string[])[]>> = {
  aws_cloudwatch_event_bus: [['dead_letter_config', 'arn']],
  aws_cloudwatch_event_target: [['dead_letter_config', 'arn']],
  aws_scheduler_schedule: [['target', 'dead_letter_config', 'arn']],
  aws_lambda_function: [['dead_letter_config', 'target_arn']],
  aws_lambda_function_event_invoke_config: [['destination_config', 'on_failure', 'destination']],
  aws_lambda_event_source_mapping: [['destination_config', 'on_failure', 'destination_arn']],
};

/** Queues into which something else than a queue puts what it could not deliver. */
export const queuesForFailures = (graph: DeploymentGraph): ReadonlySet<Resource> =>
  new Set(
    Object.entries(deadLetterPaths).flatMap(([type, paths]) =>
      graph
        .ofType(type)
        .flatMap((resource) =>
          paths.flatMap((path) => queuesIn(graph, resource, valueAt(resource.values, ...path))),
        ),
    ),
  );

/** Dead letters of one resource of the types above. */
export const failuresOf = (graph: DeploymentGraph, resource: Resource): readonly Resource[] =>
  (deadLetterPaths[resource.type] ?? []).flatMap((path) =>
    queuesIn(graph, resource, valueAt(resource.values, ...path)),
  );

/** What a function could not process is kept. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { failuresOf, redrivesOf } from '../../reading/dead-letters.ts';
import { isPresent, type Json, valueAt } from '../../reading/json.ts';
import { complain, type Rule } from '../../rule.ts';

export const functionFailures: Rule = {
  id: 'function-failures',
  title: 'Functions keep events that they could not process',
  reason: 'Lambda drops an event after two further attempts.',
  check: (graph) =>
    complain(
      graph.ofType('aws_lambda_function'),
      (lambda) =>
        isPresent(valueAt(lambda.values.dead_letter_config, 'target_arn')) ||
        hasDestination(graph, lambda) ||
        callersWait(graph, lambda)
          ? undefined
          : 'loses events that it could not process.',
      'Add dead_letter_config, or a destination on_failure.',
    ),
};

const hasDestination = (graph: DeploymentGraph, lambda: Resource): boolean =>
  graph
    .referrersOf(lambda, 'aws_lambda_function_event_invoke_config')
    .some(({ values }) =>
      isPresent(valueAt(values.destination_config, 'on_failure', 'destination')),
    );

const waitingCallers = [
  'aws_api_gateway_integration',
  'aws_apigatewayv2_integration',
  'aws_cloudfront_distribution',
  'aws_lambda_event_source_mapping',
  'aws_lb_target_group_attachment',
] as const;

/** Somebody calls it and waits: the caller sees the failure, and a queue keeps its message. */
function callersWait(graph: DeploymentGraph, lambda: Resource): boolean {
  const callers = graph.referrersOf(lambda, ...waitingCallers);
  const permitted = graph.referrersOf(lambda, 'aws_lambda_permission');
  return (
    callers.length + permitted.length > 0 &&
    callers.every((caller) => keepsFailures(graph, caller)) &&
    (callers.length > 0 || permitted.every(({ values }) => isWaiting(values.principal)))
  );
}

const waitingServices: ReadonlySet<Json> = new Set([
  'apigateway.amazonaws.com',
  'elasticloadbalancing.amazonaws.com',
]);

const isWaiting = (principal: Json | undefined): boolean =>
  principal !== undefined && waitingServices.has(principal);

function keepsFailures(graph: DeploymentGraph, caller: Resource): boolean {
  if (caller.type !== 'aws_lambda_event_source_mapping') return true;
  const sources = graph.targetsOf(caller, caller.values.event_source_arn);
  return (
    failuresOf(graph, caller).length > 0 ||
    sources.some(({ resource }) => redrivesOf(graph, resource).length > 0)
  );
}

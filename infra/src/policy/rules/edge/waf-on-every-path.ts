/** Whatever the Internet reaches stands behind a web ACL, the API above all. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { isPresent, isTrue, textOf } from '../../reading/json.ts';
import { referencesIn } from '../../reading/references.ts';
import { complain, complainByType, type Rule, type Violation } from '../../rule.ts';

export const wafOnEveryPath: Rule = {
  id: 'waf-on-every-path',
  title: 'A web ACL stands on every path to the site and to the API',
  reason:
    'Attackers choose the path without one: a load balancer has an address of its own beside ' +
    'the CDN.',
  check: (graph) => [
    ...complainByType(
      graph,
      {
        aws_cloudfront_distribution: (distribution) =>
          protects(graph, distribution, distribution.values.web_acl_id, 'CLOUDFRONT')
            ? undefined
            : 'has no web ACL.',
        aws_lb: (balancer) => balancerComplaint(graph, balancer),
        aws_api_gateway_stage: (stage) =>
          isAssociated(graph, stage) ? undefined : 'has no web ACL.',
        aws_apigatewayv2_api: ({ values }) =>
          isTrue(values.disable_execute_api_endpoint)
            ? undefined
            : 'cannot carry a web ACL and has an address of its own.',
      },
      'Associate an aws_wafv2_web_acl; an HTTP API has to be a REST API, or closed but for ' +
        'CloudFront.',
    ),
    ...clusterViolations(graph),
  ],
};

const protects = (
  graph: DeploymentGraph,
  from: Resource,
  value: Resource['values'][string] | undefined,
  scope: 'CLOUDFRONT' | 'REGIONAL',
): boolean =>
  graph
    .targetsOf(from, value)
    .some(
      ({ resource }) => resource.type === 'aws_wafv2_web_acl' && resource.values.scope === scope,
    );

const isAssociated = (graph: DeploymentGraph, target: Resource): boolean =>
  graph
    .ofType('aws_wafv2_web_acl_association')
    .some(
      (association) =>
        graph
          .targetsOf(association, association.values.resource_arn)
          .some(({ resource }) => resource === target) &&
        protects(graph, association, association.values.web_acl_arn, 'REGIONAL'),
    );

function balancerComplaint(graph: DeploymentGraph, balancer: Resource): string | undefined {
  if (isTrue(balancer.values.internal)) return undefined;
  const kind = textOf(balancer.values.load_balancer_type) ?? 'application';
  if (kind !== 'application') return `is a ${kind} load balancer, which cannot carry a web ACL.`;
  return isAssociated(graph, balancer) ? undefined : 'has no web ACL.';
}

/**
 * In a cluster the controller makes the load balancer, and is told the ACL by an annotation: the
 * ACL has to exist, and its ARN has to be handed on.
 */
function clusterViolations(graph: DeploymentGraph): Violation[] {
  const handedOn = new Set(
    graph.stacks.flatMap((stack) =>
      Object.values(stack.outputs)
        .filter((output) => isPresent(output) && referencesIn(output).length > 0)
        .flatMap((output) => graph.targetsOf(stack, output))
        .map(({ resource }) => resource),
    ),
  );
  const ready = graph
    .ofType('aws_wafv2_web_acl')
    .some((acl) => acl.values.scope === 'REGIONAL' && handedOn.has(acl));
  const hasBalancer = graph.ofType('aws_lb').length > 0;
  return complain(
    graph.ofType('aws_eks_cluster'),
    () => (ready || hasBalancer ? undefined : 'hands its load balancers no web ACL.'),
    'Declare a regional aws_wafv2_web_acl and output its ARN for the annotation of the Gateway.',
  );
}

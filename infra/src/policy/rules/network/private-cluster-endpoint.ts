/** The API of Kubernetes is reached from inside of the network. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { isFalse, isTrue, textsOf, valueAt } from '../../reading/json.ts';
import { isOpen } from '../../reading/security-rules.ts';
import { complain, type Rule } from '../../rule.ts';

export const privateClusterEndpoint: Rule = {
  id: 'private-cluster-endpoint',
  title: 'The cluster API is private; outside of prod it may admit named addresses',
  reason: 'A stolen token is useless where the API cannot be reached.',
  check: (graph) =>
    complain(
      graph.ofType('aws_eks_cluster'),
      (cluster) => complaintOf(graph, cluster),
      'Set endpoint_private_access, and endpoint_public_access to false.',
    ),
};

function complaintOf({ environment }: DeploymentGraph, { values }: Resource): string | undefined {
  const endpoint = values.vpc_config;
  if (!isTrue(valueAt(endpoint, 'endpoint_private_access'))) return 'has no private endpoint.';
  // Public is what EKS does unless told otherwise.
  if (isFalse(valueAt(endpoint, 'endpoint_public_access'))) return undefined;
  if (environment === 'prod') return 'has a public endpoint.';
  const admitted = textsOf(valueAt(endpoint, 'public_access_cidrs'));
  return admitted.length === 0 || admitted.some(isOpen)
    ? 'has an endpoint that is open to everybody.'
    : undefined;
}

/** Instances hand out their credentials to requests with a session token only. */
import type { Resource } from '../../graph.ts';
import { isPresent, numberOf, valueAt } from '../../reading/json.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const imdsv2: Rule = {
  id: 'imdsv2',
  title: 'Instances demand IMDSv2, at most two hops away',
  reason:
    'A request that a server is tricked into sending cannot carry the token. The second hop ' +
    'is for containers.',
  check: (graph) =>
    complainByType(
      graph,
      {
        aws_launch_template: complaintOf,
        aws_launch_configuration: complaintOf,
        aws_instance: (instance) =>
          isPresent(instance.values.launch_template) ? undefined : complaintOf(instance),
      },
      'Set metadata_options with http_tokens required and http_put_response_hop_limit 1 or 2.',
    ),
};

const hopsMax = 2;

function complaintOf({ values }: Resource): string | undefined {
  if (valueAt(values.metadata_options, 'http_endpoint') === 'disabled') return undefined;
  if (valueAt(values.metadata_options, 'http_tokens') !== 'required') {
    return 'answers metadata requests without a token.';
  }
  const hops = numberOf(valueAt(values.metadata_options, 'http_put_response_hop_limit'));
  return hops !== undefined && hops <= hopsMax
    ? undefined
    : 'does not limit how far its credentials travel.';
}

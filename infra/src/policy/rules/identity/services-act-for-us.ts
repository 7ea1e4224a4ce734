/** AWS services may use our queues, topics and functions on our behalf only. */
import type { Resource } from '../../graph.ts';
import { isPresent, wordOf } from '../../reading/json.ts';
import { resourcePolicies } from '../../reading/policies.ts';
import type { Statement } from '../../reading/policy-document.ts';
import { complainByType, type Rule, violation } from '../../rule.ts';

export const servicesActForUs: Rule = {
  id: 'services-act-for-us',
  title: 'Services that call our queues, topics and functions do so for our resources',
  reason:
    'EventBridge, say, works for every account: without a condition on the source a stranger ' +
    'can make it call us.',
  check: (graph) => [
    ...resourcePolicies(graph)
      .filter(({ resource }) => guarded.test(resource.type))
      .flatMap(({ resource, statements }) =>
        (statements ?? []).some((statement) => servesAnybody(resource, statement))
          ? [violation(resource, complaint, remedy)]
          : [],
      ),
    ...complainByType(graph, { aws_lambda_permission: permissionComplaint }, remedy),
  ],
};

const complaint = 'lets a service call it for any account.';
const remedy = 'Add a condition on aws:SourceArn or aws:SourceAccount.';
const guarded = /^aws_(?:sqs_queue|sns_topic)/;

/** EventBridge tells SNS nothing that a condition could compare; with one, nothing would arrive. */
const cannotSay = ({ type }: Resource, service: string): boolean =>
  type.startsWith('aws_sns_topic') && service === 'events.amazonaws.com';

const servesAnybody = (
  resource: Resource,
  { allows, principals, conditions }: Statement,
): boolean =>
  allows &&
  principals.some(
    ({ type, values }) =>
      type === 'Service' && !values.every((service) => cannotSay(resource, service)),
  ) &&
  !conditions.some(({ key }) => /^aws:(?:SourceArn|SourceAccount|SourceOrgID)$/i.test(key));

const permissionComplaint = ({ values }: Resource): string | undefined =>
  wordOf(values.principal).endsWith('.amazonaws.com') &&
  !isPresent(values.source_arn) &&
  !isPresent(values.source_account)
    ? complaint
    : undefined;

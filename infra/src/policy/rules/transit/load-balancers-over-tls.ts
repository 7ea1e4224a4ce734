/** Load balancers speak TLS 1.2 or later; plain HTTP only says where to go instead. */
import type { Resource } from '../../graph.ts';
import { blocksOf, isPresent, textOf, valueAt } from '../../reading/json.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const loadBalancersOverTls: Rule = {
  id: 'load-balancers-over-tls',
  title: 'Load balancers speak TLS 1.2 or later, and HTTP only redirects',
  reason: 'Tokens and payments pass here; older TLS and plain text can be read on the way.',
  check: (graph) =>
    complainByType(
      graph,
      {
        aws_lb_listener: (listener) => listenerComplaint(listener),
        aws_lb_listener_rule: (rule) =>
          graph
            .targetsOf(rule, rule.values.listener_arn)
            .some(({ resource }) => resource.values.protocol === 'HTTP') &&
          !redirects(rule, 'action')
            ? 'answers over plain HTTP.'
            : undefined,
      },
      'Use HTTPS with a certificate and a policy ELBSecurityPolicy-TLS13-1-2-…; redirect from ' +
        'HTTP.',
    ),
};

/** The 1-0 and 1-1 among the TLS13 policies still speak these versions. */
const strongPolicy = /^ELBSecurityPolicy-TLS13-1-[23]-/;

function listenerComplaint(listener: Resource): string | undefined {
  const { protocol, ssl_policy, certificate_arn } = listener.values;
  if (protocol === 'HTTPS' || protocol === 'TLS') {
    if (!strongPolicy.test(textOf(ssl_policy) ?? '')) return 'permits TLS below 1.2.';
    return isPresent(certificate_arn) ? undefined : 'has no certificate.';
  }
  if (protocol !== undefined && protocol !== 'HTTP') return undefined;
  return redirects(listener, 'default_action') ? undefined : 'answers over plain HTTP.';
}

const redirects = ({ values }: Resource, argument: string): boolean => {
  const actions = blocksOf(values[argument]);
  return (
    actions.length > 0 &&
    actions.every(
      ({ type, redirect }) => type === 'redirect' && valueAt(redirect, 'protocol') === 'HTTPS',
    )
  );
};

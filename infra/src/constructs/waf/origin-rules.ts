/**
 * Rules of the second firewall, at the load balancer: for what comes there without passing the
 * first one. It does not see the client's own address, so it believes the header that our edge
 * function writes, and leaves to the first one what depends on addresses and bots.
 */
import { viewerAddressHeader } from '../edge-function/edge-function.ts';
import type { RulesProps } from './edge-rules.ts';
import { commonAttacks, knownBadInputs } from './managed-rules.ts';
import { apiCall, notWebhook } from './requests.ts';
import type { Rule } from './rule.ts';
import { all } from './statements.ts';

export const originRules = ({ config, loadTestSetArn }: RulesProps): readonly Rule[] => [
  ...(loadTestSetArn === undefined ? [] : [allowLoadTests(loadTestSetArn)]),
  knownBadInputs,
  commonAttacks,
  {
    name: 'limit-api-of-carrier',
    statement: {
      rate_based_statement: {
        limit: config.limits.carrier,
        evaluation_window_sec: config.windowSeconds,
        aggregate_key_type: 'FORWARDED_IP',
        // Addresses that are none count as one. Without the header nothing is counted.
        forwarded_ip_config: { header_name: viewerAddressHeader, fallback_behavior: 'MATCH' },
        scope_down_statement: all(apiCall, notWebhook),
      },
    },
    action: { refuse: 'rate-limited' },
  },
];

const allowLoadTests = (arn: string): Rule => ({
  name: 'allow-load-tests',
  statement: {
    ip_set_reference_statement: {
      arn,
      ip_set_forwarded_ip_config: {
        header_name: viewerAddressHeader,
        fallback_behavior: 'NO_MATCH',
        position: 'FIRST',
      },
    },
  },
  action: 'allow',
});

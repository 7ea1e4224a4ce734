/** In prod no header opens the way past the web ACL. */
import type { Resource } from '../../graph.ts';
import { objectsIn } from '../../reading/json.ts';
import { hasAction, rulesOf, statementsOfKind } from '../../reading/web-acl.ts';
import { complain, type Rule } from '../../rule.ts';

export const wafNoBypass: Rule = {
  id: 'waf-no-bypass',
  title: 'No request passes the web ACL by what it says of itself',
  reason:
    'The rule that lets load tests through knows them by their User-Agent, which anybody can send.',
  environments: ['prod'],
  check: (graph) =>
    complain(
      graph.ofType('aws_wafv2_web_acl'),
      (acl) => (hasBypass(acl) ? 'lets requests through by a header.' : undefined),
      'Admit addresses (ip_set_reference_statement), or leave the rule to test environments.',
    ),
};

const hasBypass = (acl: Resource): boolean =>
  rulesOf(acl).some(
    (rule) =>
      hasAction(rule, 'allow') &&
      objectsIn(rule.statement ?? null).some(
        ({ single_header, headers }) => single_header !== undefined || headers !== undefined,
      ) &&
      statementsOfKind(rule, 'ip_set_reference_statement').length === 0,
  );

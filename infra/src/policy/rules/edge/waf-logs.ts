/** What a web ACL stopped can be looked up. */
import { complain, type Rule } from '../../rule.ts';

export const wafLogs: Rule = {
  id: 'waf-logs',
  title: 'Each web ACL writes logs',
  reason: 'When a buyer is refused, the log is the only place that says by which rule.',
  check: (graph) =>
    complain(
      graph.ofType('aws_wafv2_web_acl'),
      (acl) =>
        graph.referrersOf(acl, 'aws_wafv2_web_acl_logging_configuration').length > 0
          ? undefined
          : 'writes no logs.',
      'Add aws_wafv2_web_acl_logging_configuration.',
    ),
};

/** Fixtures of the rule `waf-logs`. */
import { fails, passes } from '../fixture.ts';

export const fixtures = [
  fails('one of two', ['aws_wafv2_web_acl.b'], {
    aws_wafv2_web_acl: { a: {}, b: {} },
    aws_wafv2_web_acl_logging_configuration: { a: { resource_arn: '${aws_wafv2_web_acl.a.arn}' } },
  }),
  passes('logs', {
    aws_wafv2_web_acl: { a: {} },
    aws_wafv2_web_acl_logging_configuration: { a: { resource_arn: '${aws_wafv2_web_acl.a.arn}' } },
  }),
];

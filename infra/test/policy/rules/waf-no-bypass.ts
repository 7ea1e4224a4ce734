/** Fixtures of the rule `waf-no-bypass`. */
import { fails, passes } from '../fixture.ts';

const byHeader = {
  byte_match_statement: {
    search_string: 'load-test',
    field_to_match: { single_header: { name: 'user-agent' } },
  },
};
const acl = (statement: object, action = 'allow') => ({
  aws_wafv2_web_acl: { api: { rule: [{ action: { [action]: {} }, statement }] } },
});
const byAddress = { ip_set_reference_statement: { arn: 'arn:aws:wafv2:x' } };

export const fixtures = [
  fails('load tests in prod', ['aws_wafv2_web_acl.api'], acl(byHeader)),
  fails(
    'hidden inside of another statement',
    ['aws_wafv2_web_acl.api'],
    acl({ or_statement: { statement: [byHeader, byHeader] } }),
  ),
  passes('load tests in staging', acl(byHeader), { environment: 'staging' }),
  passes('known addresses', acl({ and_statement: { statement: [byHeader, byAddress] } })),
  passes('a header that blocks', acl(byHeader, 'block')),

  fails('any header, in one rule of two', ['aws_wafv2_web_acl.api'], {
    aws_wafv2_web_acl: {
      api: {
        rule: [
          { action: { block: {} }, statement: byHeader },
          {
            action: { allow: {} },
            statement: { byte_match_statement: { field_to_match: { headers: {} } } },
          },
        ],
      },
    },
  }),

  passes('what another rule has labelled', acl({ label_match_statement: { key: 'known' } })),
];

/** Fixtures of the rule `imdsv2`. */
import { fails, passes } from '../fixture.ts';

const required = { http_tokens: 'required', http_put_response_hop_limit: 2 };

export const fixtures = [
  fails(
    'no options, optional tokens, many hops, no limit',
    [
      'aws_launch_template.silent',
      'aws_launch_template.optional',
      'aws_launch_template.far',
      'aws_launch_template.unlimited',
      'aws_instance.silent',
    ],
    {
      aws_launch_template: {
        silent: {},
        optional: { metadata_options: { ...required, http_tokens: 'optional' } },
        far: { metadata_options: { ...required, http_put_response_hop_limit: 5 } },
        unlimited: { metadata_options: { http_tokens: 'required' } },
      },
      aws_instance: { silent: {} },
    },
  ),
  passes('required', {
    aws_launch_template: {
      a: { metadata_options: required },
      b: { metadata_options: [required] },
      none: { metadata_options: { http_endpoint: 'disabled' } },
    },
    aws_instance: { a: { launch_template: { id: '${aws_launch_template.a.id}' } } },
  }),
];

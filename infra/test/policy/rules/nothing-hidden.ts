/** Fixtures of the rule `nothing-hidden`. */
import { fails, passes } from '../fixture.ts';

export const fixtures = [
  fails(
    'quotation marks that nobody escaped, backslashes, directives',
    ['aws_sqs_queue.quotes', 'aws_sqs_queue.backslash', 'aws_sqs_queue.directive'],
    {
      aws_sqs_queue: {
        quotes: { policy: '${jsonencode({"a" = "he said "hi""})}' },
        backslash: { policy: '${jsonencode({"a" = "\\d+"})}' },
        directive: { policy: '%{ if true }a%{ endif }' },
      },
    },
  ),
  fails(
    'a module',
    ['module.vpc'],
    {},
    {
      file: { module: { vpc: { source: 'terraform-aws-modules/vpc/aws' } } },
    },
  ),
  passes('what can be read', {
    aws_sqs_queue: {
      readable: {
        policy:
          '${jsonencode({"a" = "he said \\"hi\\"", "b" = [for x in y : x], "c" = a ? b : c})}',
        name: 'costs $${5}',
      },
    },
  }),

  fails('references that became plain text', ['aws_sqs_queue.escaped', 'aws_sqs_queue.bare'], {
    aws_sqs_queue: {
      escaped: { name: 'a $${join(",", data.aws_availability_zones.all.names)}' },
      bare: { name: 'echo $${HOME} $aws_sqs_queue.escaped.arn' },
    },
  }),
];

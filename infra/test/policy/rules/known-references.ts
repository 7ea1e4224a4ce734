/** Fixtures of the rule `known-references`. */
import { fails, passes, stackOf } from '../fixture.ts';

const state = (key: string) => ({ backend: 's3', config: { bucket: 'b', key } });
const network = stackOf(
  'network',
  'network',
  { aws_vpc: { main: {} } },
  {
    terraform: { backend: { s3: { bucket: 'b', key: 'network' } } },
    output: { vpc: { value: '${aws_vpc.main.id}' } },
  },
);
const remote = '${data.terraform_remote_state.network.outputs';

export const fixtures = [
  fails('a resource that is not there', ['aws_subnet.a'], {
    aws_subnet: { a: { vpc_id: '${aws_vpc.main.id}' } },
  }),
  fails(
    'an output that is not there, a stack that is not there',
    ['aws_subnet.output', 'aws_subnet.stack'],
    {
      aws_subnet: {
        output: { vpc_id: `${remote}.subnet}` },
        stack: { vpc_id: '${data.terraform_remote_state.gone.outputs.vpc}' },
      },
    },
    {
      data: { terraform_remote_state: { network: state('network'), gone: state('gone') } },
      others: [network],
    },
  ),
  passes(
    'resources of the stack and of another one',
    {
      aws_subnet: {
        a: { vpc_id: `${remote}.vpc}`, depends_on: ['aws_nothing.here'] },
        b: { vpc_id: '${data.aws_vpc.default.id}', tags: { Name: 'aws_vpc.in-plain-text' } },
      },
    },
    {
      data: { terraform_remote_state: { network: state('network') }, aws_vpc: { default: {} } },
      others: [network],
    },
  ),
];

/** Fixtures of the rule `stack-order`. */
import { fails, passes, stackOf } from '../fixture.ts';

const other = (lifetime: 'compute' | 'edge' | 'network') =>
  stackOf(
    'other',
    lifetime,
    { aws_vpc: { main: {} } },
    {
      terraform: { backend: { s3: { bucket: 'b', key: 'other' } } },
      output: { vpc: { value: '${aws_vpc.main.id}' } },
    },
  );
const data = {
  terraform_remote_state: { other: { backend: 's3', config: { bucket: 'b', key: 'other' } } },
};
const reader = {
  aws_subnet: { a: { vpc_id: '${data.terraform_remote_state.other.outputs.vpc}' } },
};

export const fixtures = [
  fails('compute reads edge', ['aws_subnet.a'], reader, { data, others: [other('edge')] }),
  passes('compute reads network', reader, { data, others: [other('network')] }),

  passes('compute reads compute', reader, { data, others: [other('compute')] }),
];

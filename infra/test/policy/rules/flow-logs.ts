/** Fixtures of the rule `flow-logs`. */
import { fails, passes } from '../fixture.ts';

const vpc = { aws_vpc: { main: {} } };
const log = (traffic_type: string) => ({
  ...vpc,
  aws_flow_log: { main: { vpc_id: '${aws_vpc.main.id}', traffic_type } },
});

export const fixtures = [
  fails('no log', ['aws_vpc.main'], vpc),
  fails('refused traffic only', ['aws_vpc.main'], log('REJECT')),
  passes('all traffic', log('ALL')),
];

/** Each network records which connections it accepted and refused. */
import { complain, type Rule } from '../../rule.ts';

export const flowLogs: Rule = {
  id: 'flow-logs',
  title: 'Each network has flow logs of all traffic',
  reason: 'After a break-in they are the only record of what was reached.',
  check: (graph) =>
    complain(
      graph.ofType('aws_vpc'),
      (vpc) =>
        graph.referrersOf(vpc, 'aws_flow_log').some(({ values }) => values.traffic_type === 'ALL')
          ? undefined
          : 'has no flow log of all traffic.',
      'Add aws_flow_log with traffic_type ALL.',
    ),
};

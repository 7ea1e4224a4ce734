/** The control plane of Kubernetes writes all of its logs. */
import { textsOf } from '../../reading/json.ts';
import { complain, type Rule } from '../../rule.ts';

export const clusterLogs: Rule = {
  id: 'cluster-logs',
  title: 'The control plane of the cluster writes all of its logs',
  reason: 'The audit log says who did what in the cluster; none of them can be had afterwards.',
  check: (graph) =>
    complain(
      graph.ofType('aws_eks_cluster'),
      ({ values }) => {
        const enabled = textsOf(values.enabled_cluster_log_types);
        const missing = logTypes.filter((type) => !enabled.includes(type));
        return missing.length === 0 ? undefined : `does not write ${missing.join(', ')}.`;
      },
      'Name all of them in enabled_cluster_log_types.',
    ),
};

const logTypes = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const;

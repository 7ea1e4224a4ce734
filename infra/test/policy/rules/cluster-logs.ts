/** Fixtures of the rule `cluster-logs`. */
import { fails, passes } from '../fixture.ts';

const types = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

export const fixtures = [
  fails('none, or not the audit log', ['aws_eks_cluster.a', 'aws_eks_cluster.b'], {
    aws_eks_cluster: {
      a: {},
      b: { enabled_cluster_log_types: types.filter((type) => type !== 'audit') },
    },
  }),
  passes('all', { aws_eks_cluster: { a: { enabled_cluster_log_types: types } } }),
];

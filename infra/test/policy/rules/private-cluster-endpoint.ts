/** Fixtures of the rule `private-cluster-endpoint`. */
import { fails, passes } from '../fixture.ts';

const cluster = (vpc_config: Readonly<Record<string, unknown>>) => ({
  aws_eks_cluster: { main: { vpc_config: { endpoint_private_access: true, ...vpc_config } } },
});
const named = { endpoint_public_access: true, public_access_cidrs: ['203.0.113.7/32'] };

export const fixtures = [
  fails('public by default', ['aws_eks_cluster.main'], cluster({})),
  fails('public for named addresses in prod', ['aws_eks_cluster.main'], cluster(named)),
  fails('public for everybody in dev', ['aws_eks_cluster.main'], cluster({}), {
    environment: 'dev',
  }),
  fails(
    'public by a wide range in dev',
    ['aws_eks_cluster.main'],
    cluster({ ...named, public_access_cidrs: ['203.0.113.7/32', '0.0.0.0/0'] }),
    { environment: 'dev' },
  ),
  fails(
    'without a private endpoint',
    ['aws_eks_cluster.main'],
    cluster({ endpoint_private_access: false, endpoint_public_access: false }),
  ),
  passes('private', cluster({ endpoint_public_access: false })),
  passes('named addresses in dev', cluster(named), { environment: 'dev' }),
];

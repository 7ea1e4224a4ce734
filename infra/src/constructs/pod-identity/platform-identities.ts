/**
 * The roles of everything in the cluster that acts in AWS, except Karpenter: it has its own folder.
 */
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import type { ClusterReference } from '../eks/cluster-reference.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import type { ServiceRole } from '../iam/service-role.ts';
import { createPodIdentity } from './pod-identity.ts';
import {
  cloudwatchExporterStatements,
  externalDnsStatements,
  externalSecretsStatements,
  kedaStatements,
  metricsCollectorStatements,
  tracesCollectorStatements,
} from './policies/controllers.ts';
import { loadBalancerControllerStatements } from './policies/load-balancer-controller.ts';
import { serviceAccounts } from './service-accounts.ts';

export type PlatformIdentitiesProps = {
  readonly name: Name;
  readonly region: string;
  readonly accountId: string;
  readonly cluster: ClusterReference;
  readonly hostedZoneId: string;
  /** Where the load balancer answers CloudFront, e.g. `origin.tickets.example.com`. */
  readonly originDomain: string;
  /** The regional one, for the load balancer. */
  readonly webAclArn: string;
  /** Secrets that pods get, and the keys that encrypt them. */
  readonly secretArns: readonly string[];
  readonly secretKeyArns: readonly string[];
  /** Queues that the number of workers follows. */
  readonly queueArns: readonly string[];
  readonly prometheusWorkspaceArn: string;
  /** What the product itself may do: buckets, buses, queues. */
  readonly api: readonly PolicyStatement[];
  readonly worker: readonly PolicyStatement[];
};

export type PlatformIdentities = Readonly<Record<PlatformIdentity, ServiceRole>>;
type PlatformIdentity = Exclude<
  keyof typeof serviceAccounts,
  'karpenter' | 'networkPlugin' | 'volumeDriver' | 'cloudwatchAgent'
>;

export function createPlatformIdentities(
  scope: Construct,
  id: string,
  props: PlatformIdentitiesProps,
): PlatformIdentities {
  const { name, region, accountId, cluster } = props;
  const within = new Construct(scope, id);
  const roleOf = (
    workload: PlatformIdentity,
    statements: readonly PolicyStatement[],
  ): ServiceRole => {
    const serviceAccount = serviceAccounts[workload];
    const part = `pod-${serviceAccount.name}`;
    return createPodIdentity(within, serviceAccount.name, {
      name,
      part,
      cluster,
      serviceAccount,
      statements,
    });
  };
  return {
    loadBalancerController: roleOf(
      'loadBalancerController',
      loadBalancerControllerStatements({
        region,
        accountId,
        clusterName: cluster.name,
        webAclArn: props.webAclArn,
      }),
    ),
    externalDns: roleOf(
      'externalDns',
      externalDnsStatements(props.hostedZoneId, props.originDomain),
    ),
    externalSecrets: roleOf(
      'externalSecrets',
      externalSecretsStatements(props.secretArns, props.secretKeyArns),
    ),
    keda: roleOf('keda', kedaStatements(props.queueArns)),
    metricsCollector: roleOf(
      'metricsCollector',
      metricsCollectorStatements(props.prometheusWorkspaceArn),
    ),
    tracesCollector: roleOf('tracesCollector', tracesCollectorStatements),
    cloudwatchExporter: roleOf('cloudwatchExporter', cloudwatchExporterStatements),
    api: roleOf('api', props.api),
    worker: roleOf('worker', props.worker),
  };
}

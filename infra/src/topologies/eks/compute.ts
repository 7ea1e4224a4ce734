/**
 * A Kubernetes cluster with everything that AWS has to give it: nodes, roles for pods, metrics. What
 * runs in it, its load balancer included, comes from `infra/k8s`, which reads this stack's output.
 */
import { DataAwsSsmParameter } from '@cdktn/provider-aws/lib/data-aws-ssm-parameter/index.js';
import { type App, Fn, TerraformOutput, type TerraformStack } from 'cdktn';
import { cacheConfig } from '../../config/eks/cache.ts';
import { clusterConfig } from '../../config/eks/cluster.ts';
import { clusterComputeConfig } from '../../config/eks/compute.ts';
import { databaseConfig } from '../../config/eks/database.ts';
import { monitoringConfig } from '../../config/eks/monitoring.ts';
import { clusterScalingConfig } from '../../config/eks/scaling.ts';
import { wafConfig } from '../../config/eks/waf.ts';
import { clusterFleet } from '../../config/eks-config.ts';
import { primaryRegion } from '../../config/names.ts';
import { networkConfig } from '../../config/eks/network.ts';
import { imageOf } from '../../config/settings.ts';
import { createCertificate } from '../../constructs/certificates/certificate.ts';
import { hostNames } from '../../constructs/dns/records.ts';
import { tableAccess } from '../../constructs/dynamodb/table-access.ts';
import type { ClusterAccess } from '../../constructs/eks/cluster-access.ts';
import { createEks } from '../../constructs/eks/eks.ts';
import { publishStatements } from '../../constructs/eventing/bus.ts';
import { createGrafana } from '../../constructs/grafana/grafana.ts';
import { createKarpenter } from '../../constructs/karpenter/karpenter.ts';
import { nodeNotices } from '../../constructs/notifications/event-notice-catalogue.ts';
import { createPlatformIdentities } from '../../constructs/pod-identity/platform-identities.ts';
import { createPrometheus } from '../../constructs/prometheus/prometheus.ts';
import { consumeStatements, produceStatements } from '../../constructs/queue/queue-access.ts';
import { createSessionManager } from '../../constructs/session-manager/session-manager.ts';
import { bucketStatements } from '../../constructs/storage/bucket-access.ts';
import { createWebAcl } from '../../constructs/waf/web-acl.ts';
import { runbooksLink } from '../../observability/runbooks.ts';
import { type Deployment, type Name, nameIn } from '../deployment.ts';
import type { DataStack } from '../parts/data-stack.ts';
import { keyDeletionWindowDays, type NetworkStack } from '../parts/network-stack.ts';
import { observe } from '../parts/observe.ts';
import { printOutputs } from '../parts/outputs.ts';
import { sharedValues, trustedProxies } from '../parts/product-environment.ts';
import { watchedResources } from '../parts/watch.ts';
import { createStack } from '../stack.ts';
import type { ClusterValues } from '../../../k8s/values/cluster-values.ts';

export type EksComputeProps = {
  readonly networkStack: NetworkStack;
  readonly data: DataStack;
  readonly zoneId: string;
};

/** EKS calls the images of a Kubernetes version `1.33.4-20260101`; Karpenter wants the date. */
function nodeImage(stack: TerraformStack, version: string): string {
  const parameter = new DataAwsSsmParameter(stack, 'node-image', {
    name:
      `/aws/service/eks/optimized-ami/${version}/amazon-linux-2023/x86_64/standard/` +
      'recommended/release_version',
  });
  const parts = Fn.split('-', parameter.insecureValue);
  return Fn.join('', ['al2023@v', Fn.element(parts, 1)]);
}

/** The pipeline deploys, and whoever the settings name may look after the cluster. */
function accessOf(
  { settings }: Deployment,
  name: Name,
): readonly [ClusterAccess, ...ClusterAccess[]] {
  const role = (part: string): string => `arn:aws:iam::${settings.accountId}:role/${name(part)}`;
  return [
    { who: 'infrastructure', roleArn: role('github-apply'), may: 'administer' },
    { who: 'releases', roleArn: role('github-release'), may: 'administer' },
    ...(settings.operatorRoleArn === undefined
      ? []
      : [{ who: 'operators', roleArn: settings.operatorRoleArn, may: 'administer' } as const]),
  ];
}

export function buildEksCompute(
  app: App,
  deployment: Deployment,
  { networkStack, data, zoneId }: EksComputeProps,
): void {
  const { settings, environment } = deployment;
  const { accountId } = settings;
  const { network, groups, logsKey, dataKey } = networkStack;
  const region = primaryRegion;
  const monitoring = monitoringConfig(environment);
  const database = databaseConfig(environment);
  const cluster = clusterConfig(environment);
  const stack = createStack(app, deployment, { lifetime: 'compute' });
  const name = nameIn(deployment, region);
  const origin = hostNames(settings.domain).origin;

  const sessions = createSessionManager(stack, 'sessions', {
    name,
    accountId,
    logsKeyArn: logsKey.arn,
    logRetentionDays: monitoring.logRetentionDays,
    keyDeletionWindowDays,
    tools: {
      subnetId: network.applicationSubnetIds[0] ?? '',
      securityGroupId: groups.applicationId,
      instanceType: 't3.micro',
    },
  });
  const eks = createEks(stack, 'eks', {
    name,
    accountId,
    config: cluster,
    compute: clusterComputeConfig(environment),
    subnetIds: network.applicationSubnetIds,
    applicationGroupId: groups.applicationId,
    logsKeyArn: logsKey.arn,
    access: accessOf(deployment, name),
    apiClients: { tools: groups.applicationId },
    nodeStatements: sessions.instanceStatements,
  });
  const karpenter = createKarpenter(stack, 'karpenter', {
    name,
    region,
    accountId,
    cluster: eks,
    nodeStatements: sessions.instanceStatements,
  });
  const certificate = createCertificate(stack, 'certificate', { domains: [origin], zoneId });
  const firewall = createWebAcl(stack, 'firewall', {
    name,
    config: wafConfig(environment),
    logsKeyArn: logsKey.arn,
    accountId,
    protects: 'cluster',
  });
  const { topics } = data.notifications;
  const runbooks = runbooksLink(settings.repository);
  const prometheus = createPrometheus(stack, 'prometheus', {
    name,
    region,
    config: monitoring,
    keyArn: dataKey.arn,
    logsKeyArn: logsKey.arn,
    topics,
    runbooks,
  });
  // It needs IAM Identity Center in the account, and somebody there who administers it.
  if (settings.grafanaAdminGroupId !== undefined) {
    createGrafana(stack, 'grafana', {
      name,
      region,
      accountId,
      prometheusWorkspaceArn: prometheus.workspaceArn,
      logGroupArns: [`arn:aws:logs:${region}:${accountId}:log-group:${eks.applicationLogGroup}`],
      adminGroupId: settings.grafanaAdminGroupId,
    });
  }
  const queues = Object.values(data.eventing?.queues ?? {});
  const tables = data.tables === undefined ? undefined : tableAccess(data.tables);
  const blobs = bucketStatements('Blobs', data.buckets.blobs);
  createPlatformIdentities(stack, 'identities', {
    name,
    region,
    accountId,
    cluster: eks,
    hostedZoneId: zoneId,
    originDomain: origin,
    webAclArn: firewall.arn,
    secretArns: [...new Set(Object.values(data.secrets).map(({ secretArn }) => secretArn))],
    secretKeyArns: [dataKey.arn],
    queueArns: queues.map(({ arn }) => arn),
    prometheusWorkspaceArn: prometheus.workspaceArn,
    api: [...blobs, ...(tables?.api ?? [])],
    worker: [
      ...blobs,
      ...(tables?.application ?? []),
      ...(data.eventing === undefined
        ? []
        : [
            ...consumeStatements(queues),
            ...produceStatements(queues).filter(({ sid }) => sid === 'ProduceMessages'),
            ...publishStatements(Object.values(data.eventing.buses)),
          ]),
    ],
  });

  observe(stack, {
    deployment,
    name,
    config: monitoring,
    topics,
    undelivered: data.undelivered,
    notices: nodeNotices,
    logs: {
      application: { pods: eks.applicationLogGroup },
      fieldPrefix: 'log_processed.',
      database: data.database.logGroupName,
      redis: [data.caches.store.slowLogGroupName, data.caches.cache.slowLogGroupName],
    },
    // Nodes and pods are watched by Prometheus, which has their labels.
    resources: watchedResources({
      config: { database, cache: cacheConfig(environment) },
      networkStack,
      data,
      certificateArn: certificate.arn,
    }),
  });

  const { subnets } = networkConfig(environment);
  const values: ClusterValues = {
    project: settings.project,
    region,
    accountId,
    domain: settings.domain,
    hostedZoneId: zoneId,
    image: imageOf(settings),
    deployRepository: `https://github.com/${settings.repository}`,
    cluster: { name: eks.name, endpoint: eks.endpoint },
    network: {
      vpcId: network.vpcId,
      publicSubnetIds: network.publicSubnetIds,
      publicSubnetCidrs: subnets.public,
      applicationSubnetIds: network.applicationSubnetIds,
      dataSubnetCidrs: subnets.data,
    },
    loadBalancer: {
      securityGroupIds: groups.loadBalancerIds,
      certificateArn: certificate.arn,
      webAclArn: firewall.arn,
      logBucket: data.buckets.accessLogs.name,
    },
    nodes: {
      roleName: karpenter.nodeRole.name,
      securityGroupIds: eks.nodeSecurityGroupIds,
      interruptionQueue: karpenter.interruptionQueue.name,
      image: nodeImage(stack, cluster.version),
    },
    prometheus: { remoteWriteUrl: prometheus.remoteWriteUrl },
    queueUrls: queues.map(({ url }) => url),
    variables: sharedValues({
      deployment,
      data,
      fleet: clusterFleet(clusterScalingConfig(environment)),
      connections: database.server.connections,
      trustedProxies: trustedProxies(stack, network, region),
    }),
    secrets: data.secrets,
  };
  printOutputs(stack, { deployment, data });
  new TerraformOutput(stack, 'cluster-values', {
    value: values,
    description: 'For infra/k8s: terraform output -json cluster-values',
  }).overrideLogicalId('cluster-values');
}

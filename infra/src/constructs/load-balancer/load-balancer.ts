/**
 * The door to the fleet: it ends TLS, sends everybody to HTTPS, and spreads requests over targets.
 * With two colours, releases decide which of them gets the requests.
 */
import { LbListener } from '@cdktn/provider-aws/lib/lb-listener/index.js';
import { Lb } from '@cdktn/provider-aws/lib/lb/index.js';
import type { ITerraformDependable } from 'cdktn';
import { Construct } from 'constructs';
import type { LoadBalancerConfig } from '../../config/compute-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import type { Network } from '../network/network.ts';
import { loadBalancerLogPrefix } from '../storage/log-delivery.ts';
import { shortName } from './short-name.ts';
import { createTargetGroup, type TargetGroup } from './target-group.ts';

export type LoadBalancerProps = {
  readonly name: Name;
  readonly config: LoadBalancerConfig;
  readonly network: Pick<Network, 'vpcId' | 'publicSubnetIds'>;
  readonly securityGroupIds: readonly string[];
  /** Of this region, for the host names that reach the load balancer. */
  readonly certificateArn: string;
  readonly accessLogsBucket: string;
  readonly targetPort: number;
  readonly targetType: 'instance' | 'ip';
  /** Names of the target groups after `<project>-<environment>-`: `['tg']`, or blue and green. */
  readonly targets: readonly [string] | readonly [string, string];
};

export type LoadBalancer = {
  readonly arn: string;
  readonly arnSuffix: string;
  readonly dnsName: string;
  readonly zoneId: string;
  readonly httpsListenerArn: string;
  /** ECS refuses a service whose target group no listener uses yet. */
  readonly httpsListener: ITerraformDependable;
  /** In the order of `targets`. */
  readonly targetGroups: readonly TargetGroup[];
};

export function createLoadBalancer(
  scope: Construct,
  id: string,
  props: LoadBalancerProps,
): LoadBalancer {
  const { name, config, network, targets } = props;
  const within = new Construct(scope, id);
  const balancer = new Lb(within, 'alb', {
    name: shortName(name('alb')),
    loadBalancerType: 'application',
    internal: false,
    ipAddressType: 'ipv4',
    subnets: [...network.publicSubnetIds],
    securityGroups: [...props.securityGroupIds],
    idleTimeout: config.idleTimeoutSeconds,
    enableHttp2: true,
    enableDeletionProtection: config.deletionProtection,
    enableZonalShift: true,
    dropInvalidHeaderFields: true,
    desyncMitigationMode: 'defensive',
    // The server believes its proxies' list and takes the first address that is none of theirs.
    xffHeaderProcessingMode: 'append',
    accessLogs: {
      bucket: props.accessLogsBucket,
      prefix: loadBalancerLogPrefix(name),
      enabled: true,
    },
    tags: { Name: name('alb') },
  });
  const targetGroups = targets.map((part) =>
    createTargetGroup(within, part, {
      name: name(part),
      vpcId: network.vpcId,
      port: props.targetPort,
      targetType: props.targetType,
      config,
    }),
  );
  createRedirect(within, balancer.arn, name);
  const listener = createListener(within, balancer.arn, targetGroups, props);
  return {
    arn: balancer.arn,
    arnSuffix: balancer.arnSuffix,
    dnsName: balancer.dnsName,
    zoneId: balancer.zoneId,
    httpsListenerArn: listener.arn,
    httpsListener: listener,
    targetGroups,
  };
}

function createRedirect(scope: Construct, loadBalancerArn: string, name: Name): void {
  new LbListener(scope, 'http', {
    loadBalancerArn,
    port: 80,
    protocol: 'HTTP',
    defaultAction: [
      {
        type: 'redirect',
        redirect: { port: '443', protocol: 'HTTPS', statusCode: 'HTTP_301' },
      },
    ],
    tags: { Name: name('http') },
  });
}

/** The first target group gets everything. With two, the release controller changes the weights. */
function createListener(
  scope: Construct,
  loadBalancerArn: string,
  targetGroups: readonly TargetGroup[],
  { name, config, certificateArn }: LoadBalancerProps,
): LbListener {
  const [only, other] = targetGroups.map(({ arn }) => arn);
  const weights = targetGroups.map(({ arn }, index) => ({ arn, weight: index === 0 ? 100 : 0 }));
  return new LbListener(scope, 'https', {
    loadBalancerArn,
    port: 443,
    protocol: 'HTTPS',
    sslPolicy: config.tlsPolicy,
    certificateArn,
    // What serves is nobody's business.
    routingHttpResponseServerEnabled: false,
    ...(other === undefined
      ? { defaultAction: [{ type: 'forward', ...(only && { targetGroupArn: only }) }] }
      : {
          defaultAction: [{ type: 'forward', forward: { targetGroup: weights } }],
          lifecycle: { ignoreChanges: ['default_action'] },
        }),
    tags: { Name: name('https') },
  });
}

/**
 * What stands in front of the application in its own region: a certificate, a firewall, and the
 * name under which CloudFront finds the load balancer.
 */
import type { TerraformStack } from 'cdktn';
import type { LoadBalancerConfig } from '../../config/compute-config.ts';
import type { WafConfig } from '../../config/waf-config.ts';
import { createCertificate } from '../../constructs/certificates/certificate.ts';
import { hostNames } from '../../constructs/dns/records.ts';
import type {
  LoadBalancer,
  LoadBalancerProps,
} from '../../constructs/load-balancer/load-balancer.ts';
import type { Bucket } from '../../constructs/storage/bucket.ts';
import { createWebAcl, type WebAcl } from '../../constructs/waf/web-acl.ts';
import { runtime } from '../../runtime/contract.ts';
import type { Deployment, Name } from '../deployment.ts';
import type { NetworkStack } from './network-stack.ts';

export type BalancerBasisProps = {
  readonly stack: TerraformStack;
  readonly deployment: Deployment;
  readonly name: Name;
  readonly networkStack: NetworkStack;
  readonly zoneId: string;
  readonly config: LoadBalancerConfig;
  readonly accessLogs: Bucket;
  /** Whether another region's certificate for the same name keeps the records. */
  readonly recordsElsewhere?: true;
};

export type BalancerBasis = Omit<LoadBalancerProps, 'targets' | 'targetType'> & {
  readonly certificateArn: string;
};

/** Everything about a load balancer that does not depend on what it balances. */
export function balancerBasis(props: BalancerBasisProps): BalancerBasis {
  const { stack, deployment, name, networkStack, zoneId, config, accessLogs } = props;
  const { arn } = createCertificate(stack, 'certificate', {
    domains: [hostNames(deployment.settings.domain).origin],
    zoneId,
    ...(props.recordsElsewhere === undefined ? {} : { recordsElsewhere: true }),
  });
  return {
    name,
    config,
    network: networkStack.network,
    securityGroupIds: networkStack.groups.loadBalancerIds,
    certificateArn: arn,
    accessLogsBucket: accessLogs.name,
    targetPort: runtime.port,
  };
}

export type OriginFirewallProps = {
  readonly stack: TerraformStack;
  readonly deployment: Deployment;
  readonly name: Name;
  readonly networkStack: NetworkStack;
  readonly config: WafConfig;
  readonly loadBalancer: Pick<LoadBalancer, 'arn'>;
};

/** For what reaches the load balancer without passing CloudFront. */
export const createOriginFirewall = (props: OriginFirewallProps): WebAcl =>
  createWebAcl(props.stack, 'firewall', {
    name: props.name,
    config: props.config,
    logsKeyArn: props.networkStack.logsKey.arn,
    accountId: props.deployment.settings.accountId,
    protects: { loadBalancerArn: props.loadBalancer.arn },
  });

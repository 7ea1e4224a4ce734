/**
 * How the AWS Load Balancer Controller turns Gateways into load balancers
 * (gateway.k8s.aws/v1beta1): one object about the load balancer, one about the targets behind a
 * Service.
 */
import type { Manifest } from '../manifest/manifest.ts';
import { custom, customKind, resourceName } from './custom-kind.ts';
import { flag, list, map, number, object, oneOf, text } from './shape.ts';

const attributes = list(object({ key: text(/./), value: text() }));

export const loadBalancerConfigurationKind = customKind(
  'gateway.k8s.aws/v1beta1',
  'LoadBalancerConfiguration',
  object(
    {
      loadBalancerName: text(/^[a-zA-Z0-9-]{1,32}$/),
      scheme: oneOf('internet-facing', 'internal'),
      ipAddressType: oneOf('ipv4', 'dualstack'),
      loadBalancerSubnets: list(object({ identifier: text(/^subnet-/) }), 2),
      securityGroups: list(text(/^sg-/), 1),
      wafV2: object({ webACL: text(/^arn:aws:wafv2:/) }),
      listenerConfigurations: list(
        object({
          protocolPort: text(/^HTTPS:\d+$/),
          defaultCertificate: text(/^arn:aws:acm:/),
          sslPolicy: text(/^ELBSecurityPolicy-TLS13-1-/),
        }),
        1,
      ),
    },
    {
      loadBalancerAttributes: attributes,
      manageBackendSecurityGroupRules: flag,
      tags: map(text()),
    },
  ),
);

export const targetGroupConfigurationKind = customKind(
  'gateway.k8s.aws/v1beta1',
  'TargetGroupConfiguration',
  object({
    targetReference: object({ name: resourceName }),
    defaultConfiguration: object({
      targetType: oneOf('ip', 'instance'),
      protocol: oneOf('HTTP'),
      healthCheckConfig: object({
        healthCheckPath: text(/^\//),
        healthCheckProtocol: oneOf('HTTP'),
        healthCheckInterval: number,
        healthCheckTimeout: number,
        healthyThresholdCount: number,
        unhealthyThresholdCount: number,
        matcher: object({ httpCode: text() }),
      }),
      targetGroupAttributes: attributes,
    }),
  }),
);

const attributeList = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

export type LoadBalancerConfigurationProps = {
  readonly name: string;
  readonly namespace: string;
  readonly loadBalancerName: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly webAclArn: string;
  readonly certificateArn: string;
  readonly tlsPolicy: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
};

export const loadBalancerConfiguration = (props: LoadBalancerConfigurationProps): Manifest =>
  custom(
    loadBalancerConfigurationKind,
    { name: props.name, namespace: props.namespace },
    {
      loadBalancerName: props.loadBalancerName,
      scheme: 'internet-facing',
      ipAddressType: 'ipv4',
      loadBalancerSubnets: props.subnetIds.map((identifier) => ({ identifier })),
      securityGroups: props.securityGroupIds,
      wafV2: { webACL: props.webAclArn },
      // Rules between the groups come from Terraform, and the controller may not write any.
      manageBackendSecurityGroupRules: false,
      listenerConfigurations: [
        {
          protocolPort: 'HTTPS:443',
          defaultCertificate: props.certificateArn,
          sslPolicy: props.tlsPolicy,
        },
      ],
      loadBalancerAttributes: attributeList(props.attributes),
      tags: props.tags,
    },
  );

export type TargetGroupConfigurationProps = {
  readonly name: string;
  readonly namespace: string;
  readonly service: string;
  readonly healthPath: string;
  readonly healthIntervalSeconds: number;
  readonly healthTimeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  readonly attributes: Readonly<Record<string, string>>;
};

export const targetGroupConfiguration = (props: TargetGroupConfigurationProps): Manifest =>
  custom(
    targetGroupConfigurationKind,
    { name: props.name, namespace: props.namespace },
    {
      targetReference: { name: props.service },
      defaultConfiguration: {
        // Straight to the pods, whose addresses are those of the network.
        targetType: 'ip',
        protocol: 'HTTP',
        healthCheckConfig: {
          healthCheckPath: props.healthPath,
          healthCheckProtocol: 'HTTP',
          healthCheckInterval: props.healthIntervalSeconds,
          healthCheckTimeout: props.healthTimeoutSeconds,
          healthyThresholdCount: props.healthyThreshold,
          unhealthyThresholdCount: props.unhealthyThreshold,
          matcher: { httpCode: '200' },
        },
        targetGroupAttributes: attributeList(props.attributes),
      },
    },
  );

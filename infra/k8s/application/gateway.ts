/**
 * The way in: a load balancer made from a Gateway. Only CloudFront reaches it, by its `origin.`
 * name, whichever name the browser asked for.
 */
import { Gateway } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway';
import { HTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import type { LoadBalancerConfig } from '../../src/config/compute-config.ts';
import type { Environment } from '../../src/config/names.ts';
import { runtime } from '../../src/runtime/contract.ts';
import { loadBalancerConfiguration, targetGroupConfiguration } from '../custom/load-balancing.ts';
import { checked, type Manifest } from '../manifest/manifest.ts';
import { gatewayClassName } from '../platform/gateway-class.ts';
import type { ClusterValues } from '../values/cluster-values.ts';
import { gatewayName, inWave, namespace } from './names.ts';

export const originDomain = (domain: string): string => `origin.${domain}`;
const annotations = inWave('scaling');

export const gatewayObjects = (
  values: ClusterValues,
  environment: Environment,
  config: LoadBalancerConfig,
): readonly Manifest[] => [
  balancer(values, environment, config),
  targetGroupConfiguration({
    name: 'api',
    namespace,
    service: 'api',
    healthPath: config.healthPath,
    healthIntervalSeconds: config.healthIntervalSeconds,
    healthTimeoutSeconds: config.healthTimeoutSeconds,
    healthyThreshold: config.healthyThreshold,
    unhealthyThreshold: config.unhealthyThreshold,
    attributes: {
      'deregistration_delay.timeout_seconds': String(config.deregistrationSeconds),
      'slow_start.duration_seconds': String(config.slowStartSeconds),
      ...(config.stickySeconds === undefined
        ? {}
        : {
            'stickiness.enabled': 'true',
            'stickiness.type': 'lb_cookie',
            'stickiness.lb_cookie.duration_seconds': String(config.stickySeconds),
          }),
    },
  }),
  checked(
    new Gateway({
      metadata: { name: gatewayName, namespace, annotations },
      spec: {
        gatewayClassName,
        infrastructure: {
          parametersRef: {
            group: 'gateway.k8s.aws',
            kind: 'LoadBalancerConfiguration',
            name: gatewayName,
          },
        },
        listeners: [
          { name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: fromHere },
          // Its certificate is ACM's, and named in the configuration of the load balancer.
          { name: 'https', protocol: 'HTTPS', port: 443, allowedRoutes: fromHere },
        ],
      },
    }),
  ),
  redirect(),
  originRoute(originDomain(values.domain)),
];

const fromHere = { namespaces: { from: 'Same' as const } };

const balancer = (
  { project, network, loadBalancer }: ClusterValues,
  environment: Environment,
  config: LoadBalancerConfig,
): Manifest =>
  loadBalancerConfiguration({
    name: gatewayName,
    namespace,
    loadBalancerName: `${project}-${environment}-alb`,
    subnetIds: network.publicSubnetIds,
    securityGroupIds: loadBalancer.securityGroupIds,
    webAclArn: loadBalancer.webAclArn,
    certificateArn: loadBalancer.certificateArn,
    tlsPolicy: config.tlsPolicy,
    attributes: {
      'idle_timeout.timeout_seconds': String(config.idleTimeoutSeconds),
      'deletion_protection.enabled': String(config.deletionProtection),
      'routing.http.drop_invalid_header_fields.enabled': 'true',
      ...(loadBalancer.logBucket === undefined
        ? {}
        : {
            'access_logs.s3.enabled': 'true',
            'access_logs.s3.bucket': loadBalancer.logBucket,
            'access_logs.s3.prefix': `${project}-${environment}-alb`,
          }),
    },
    tags: { Project: project, Environment: environment, ManagedBy: 'Kubernetes' },
  });

/** The only thing that is answered without TLS. */
const redirect = (): Manifest =>
  checked(
    new HTTPRoute({
      metadata: { name: 'redirect', namespace, annotations },
      spec: {
        parentRefs: [{ name: gatewayName, sectionName: 'http' }],
        rules: [
          {
            filters: [
              {
                type: 'RequestRedirect',
                requestRedirect: { scheme: 'https', port: 443, statusCode: 301 },
              },
            ],
          },
        ],
      },
    }),
  );

/** external-dns writes a record for its host name; everybody else's names lead to CloudFront. */
const originRoute = (host: string): Manifest =>
  checked(
    new HTTPRoute({
      metadata: {
        name: 'origin',
        namespace,
        annotations: { ...annotations, 'external-dns.alpha.kubernetes.io/ttl': '60' },
      },
      spec: {
        parentRefs: [{ name: gatewayName, sectionName: 'https' }],
        hostnames: [host],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            backendRefs: [{ name: 'api', port: runtime.port }],
          },
        ],
      },
    }),
  );

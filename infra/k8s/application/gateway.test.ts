/** One way in: TLS at the load balancer, everything else is sent there. */
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../manifest/manifest.ts';
import { find, objectsIn, ofKind, renderFiles } from '../testing/render.ts';
import { realValues } from '../testing/values.ts';

type Route = Manifest & {
  readonly spec: {
    readonly hostnames?: readonly string[];
    readonly parentRefs: readonly { readonly sectionName: string }[];
    readonly rules: readonly Readonly<Record<string, unknown>>[];
  };
};
const objects = objectsIn(renderFiles('prod'));
const routes = ofKind(objects, 'HTTPRoute') as readonly Route[];
const configuration = find(objects, 'LoadBalancerConfiguration', 'public') as Manifest & {
  spec: Record<string, unknown>;
};

describe('the gateway', () => {
  it('listens on 80 and 443, and becomes a load balancer of this class', () => {
    expect((find(objects, 'Gateway', 'public') as Manifest & { spec: object }).spec).toMatchObject({
      gatewayClassName: 'alb',
      listeners: [
        { port: 80, protocol: 'HTTP' },
        { port: 443, protocol: 'HTTPS' },
      ],
    });
    expect((find(objects, 'GatewayClass', 'alb') as Manifest & { spec: object }).spec).toEqual({
      controllerName: 'gateway.k8s.aws/alb',
    });
  });

  it('has the certificate, groups and firewall that Terraform made, and is protected', () => {
    expect(configuration.spec).toMatchObject({
      scheme: 'internet-facing',
      securityGroups: realValues.loadBalancer.securityGroupIds,
      wafV2: { webACL: realValues.loadBalancer.webAclArn },
      manageBackendSecurityGroupRules: false,
      listenerConfigurations: [
        {
          protocolPort: 'HTTPS:443',
          defaultCertificate: realValues.loadBalancer.certificateArn,
          sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        },
      ],
    });
    expect(configuration.spec.loadBalancerAttributes).toContainEqual({
      key: 'deletion_protection.enabled',
      value: 'true',
    });
  });

  it('answers without TLS with the address that has it', () => {
    const plain = routes.filter(({ spec }) => spec.parentRefs[0]?.sectionName === 'http');
    expect(plain).toHaveLength(1);
    expect(plain[0]?.spec.rules).toEqual([
      {
        filters: [
          {
            type: 'RequestRedirect',
            requestRedirect: { scheme: 'https', port: 443, statusCode: 301 },
          },
        ],
      },
    ]);
  });

  it('answers to the name of the origin only: the others are CloudFront', () => {
    expect(routes.flatMap(({ spec }) => spec.hostnames ?? [])).toEqual([
      `origin.${realValues.domain}`,
    ]);
  });
});

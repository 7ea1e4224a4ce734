/**
 * A web application firewall: in front of CloudFront, where everything comes in, or at the load
 * balancer behind it. What stands in front of CloudFront has to be made in us-east-1.
 */
import { Wafv2IpSet } from '@cdktn/provider-aws/lib/wafv2-ip-set/index.js';
import { Wafv2WebAclAssociation } from '@cdktn/provider-aws/lib/wafv2-web-acl-association/index.js';
import { Wafv2WebAcl } from '@cdktn/provider-aws/lib/wafv2-web-acl/index.js';
import { Construct } from 'constructs';
import type { WafConfig } from '../../config/waf-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { edgeRules } from './edge-rules.ts';
import { createWafLogging } from './logging.ts';
import { originRules } from './origin-rules.ts';
import { refusalBodies } from './refusals.ts';
import { ruleOf } from './rule.ts';

export type WebAclProps = {
  readonly name: Name;
  readonly config: WafConfig;
  /** Encrypts its logs; of the same region. */
  readonly logsKeyArn: string;
  readonly accountId: string;
  /**
   * CloudFront names its web ACL itself; so does a cluster, whose controller makes the load
   * balancer. One of ours is given it.
   */
  readonly protects: 'cloudfront' | 'cluster' | { readonly loadBalancerArn: string };
};

export type WebAcl = {
  readonly arn: string;
  /** Dimension `WebACL` of its metrics. */
  readonly name: string;
  /** Dimension `Rule` of the metrics, in the order of priority. */
  readonly ruleNames: readonly string[];
  readonly logGroupName: string;
};

export function createWebAcl(scope: Construct, id: string, props: WebAclProps): WebAcl {
  const { config, protects, logsKeyArn, accountId } = props;
  const within = new Construct(scope, id);
  const isEdge = protects === 'cloudfront';
  const wafScope = isEdge ? 'CLOUDFRONT' : 'REGIONAL';
  const name = props.name(isEdge ? 'edge' : 'origin');
  const { loadTestAddresses, immunitySeconds } = config;
  const loadTests =
    loadTestAddresses.length === 0
      ? undefined
      : new Wafv2IpSet(within, 'load-tests', {
          name: `${name}-load-tests`,
          scope: wafScope,
          ipAddressVersion: 'IPV4',
          addresses: [...loadTestAddresses],
        });
  const rules = (isEdge ? edgeRules : originRules)({
    config,
    ...(loadTests === undefined ? {} : { loadTestSetArn: loadTests.arn }),
  });
  const acl = new Wafv2WebAcl(within, 'web-acl', {
    name,
    scope: wafScope,
    defaultAction: { allow: {} },
    rule: rules.map(ruleOf),
    customResponseBody: [...refusalBodies],
    captchaConfig: { immunityTimeProperty: { immunityTime: immunitySeconds.captcha } },
    challengeConfig: { immunityTimeProperty: { immunityTime: immunitySeconds.challenge } },
    visibilityConfig: {
      cloudwatchMetricsEnabled: true,
      metricName: name,
      sampledRequestsEnabled: true,
    },
  });
  const logGroupName = createWafLogging(within, 'logs', {
    name,
    webAclArn: acl.arn,
    logs: config.logs,
    keyArn: logsKeyArn,
    accountId,
  });
  if (typeof protects === 'object') {
    new Wafv2WebAclAssociation(within, 'association', {
      resourceArn: protects.loadBalancerArn,
      webAclArn: acl.arn,
    });
  }
  return { arn: acl.arn, name, ruleNames: rules.map((rule) => rule.name), logGroupName };
}

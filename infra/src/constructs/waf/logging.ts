/** Writes down what the firewall saw, without what would let a reader act for somebody. */
import { CloudwatchLogGroup } from '@cdktn/provider-aws/lib/cloudwatch-log-group/index.js';
import { CloudwatchLogResourcePolicy } from '@cdktn/provider-aws/lib/cloudwatch-log-resource-policy/index.js';
import { Wafv2WebAclLoggingConfiguration } from '@cdktn/provider-aws/lib/wafv2-web-acl-logging-configuration/index.js';
import { Construct } from 'constructs';
import type { WafConfig } from '../../config/waf-config.ts';
import { policyOf } from '../iam/policy.ts';

export type WafLoggingProps = {
  /** Of the web ACL. */
  readonly name: string;
  readonly webAclArn: string;
  readonly logs: WafConfig['logs'];
  /** In the region of the web ACL: us-east-1 in front of CloudFront. */
  readonly keyArn: string;
  readonly accountId: string;
};

/** Headers that say who somebody is. */
const redacted = ['authorization', 'cookie'] as const;

export function createWafLogging(scope: Construct, id: string, props: WafLoggingProps): string {
  const { name, webAclArn, logs, keyArn, accountId } = props;
  const within = new Construct(scope, id);
  const group = new CloudwatchLogGroup(within, 'group', {
    // AWS WAF takes no group with another beginning.
    name: `aws-waf-logs-${name}`,
    retentionInDays: logs.retentionDays,
    kmsKeyId: keyArn,
  });
  const policy = new CloudwatchLogResourcePolicy(within, 'policy', {
    policyName: `aws-waf-logs-${name}`,
    policyDocument: policyOf([
      {
        sid: 'DeliverFirewallLogs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [`${group.arn}:*`],
        principals: { Service: ['delivery.logs.amazonaws.com'] },
        conditions: { StringEquals: { 'aws:SourceAccount': [accountId] } },
      },
    ]),
  });
  new Wafv2WebAclLoggingConfiguration(within, 'logging', {
    resourceArn: webAclArn,
    logDestinationConfigs: [group.arn],
    redactedFields: redacted.map((header) => ({ singleHeader: { name: header } })),
    ...(logs.requests === 'all' ? {} : { loggingFilter: refusedOnly }),
    dependsOn: [policy],
  });
  return group.name;
}

/** At an on-sale, logs of every request would cost more than the servers. */
const refusedOnly = {
  defaultBehavior: 'DROP',
  filter: [
    {
      behavior: 'KEEP',
      requirement: 'MEETS_ANY',
      condition: ['BLOCK', 'CAPTCHA', 'CHALLENGE'].map((action) => ({
        actionCondition: { action },
      })),
    },
  ],
};

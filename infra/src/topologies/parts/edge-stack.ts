/**
 * The edge stack: everything that faces the Internet and is the same in every topology. What
 * CloudFront reads is made in us-east-1, together with what watches it.
 */
import type { App } from 'cdktn';
import type { EdgeConfig } from '../../config/edge-config.ts';
import type { MonitoringConfig } from '../../config/monitoring-config.ts';
import { globalRegion, primaryRegion, type Region } from '../../config/names.ts';
import type { WafConfig } from '../../config/waf-config.ts';
import { createAccessLogs } from '../../constructs/cdn/access-logs.ts';
import { createCdn } from '../../constructs/cdn/cdn.ts';
import { createCertificate } from '../../constructs/certificates/certificate.ts';
import { throughProvider } from '../../constructs/certificates/through-provider.ts';
import {
  type AliasTarget,
  createOriginRecord,
  createSiteRecords,
  hostNames,
} from '../../constructs/dns/records.ts';
import { createQueryLog, type Zone } from '../../constructs/dns/zone.ts';
import { createKey } from '../../constructs/encryption/key.ts';
import { createFailover } from '../../constructs/failover/failover.ts';
import { createNotifications } from '../../constructs/notifications/notifications.ts';
import { topicPublishers } from '../../constructs/notifications/topic-policy.ts';
import { createStaticSite } from '../../constructs/static-site/static-site.ts';
import type { Buckets } from '../../constructs/storage/buckets.ts';
import { createWebAcl } from '../../constructs/waf/web-acl.ts';
import { createMonitoring } from '../../observability/monitoring.ts';
import { runbooksLink } from '../../observability/runbooks.ts';
import { type Deployment, nameIn } from '../deployment.ts';
import { addProvider, createStack } from '../stack.ts';
import { keyDeletionWindowDays } from './network-stack.ts';

export type EdgeStackProps = {
  readonly config: {
    readonly edge: EdgeConfig;
    readonly waf: WafConfig;
    readonly monitoring: MonitoringConfig;
  };
  readonly zone: Zone;
  readonly buckets: Buckets;
  /** Absent where something in the cluster makes it, and the record that leads there. */
  readonly loadBalancer?: AliasTarget;
  /** In another region, where one stands by; then health decides which of the two is asked. */
  readonly standby?: AliasTarget;
  /** Where the files of the web app are encrypted with a key of ours. */
  readonly siteKeyArn?: string;
  readonly region?: Region;
};

export function buildEdgeStack(app: App, deployment: Deployment, props: EdgeStackProps): void {
  const { config, zone, buckets, loadBalancer, standby, region = primaryRegion } = props;
  const { accountId, domain, alarmEmail, alarmPhone, repository } = deployment.settings;
  const stack = createStack(app, deployment, { lifetime: 'edge' });
  const name = nameIn(deployment, primaryRegion);
  const hosts = hostNames(domain);
  const provider = addProvider(stack, deployment, globalRegion);
  const global = throughProvider(stack, 'global', provider);

  const key = createKey(global, 'key', {
    name,
    purpose: 'edge',
    accountId,
    services: [...topicPublishers, `logs.${globalRegion}.amazonaws.com`],
    deletionWindowDays: keyDeletionWindowDays,
  });
  const notifications = createNotifications(global, 'notifications', {
    name: (part) => name(`edge-${part}`),
    accountId,
    keyArn: key.arn,
    email: alarmEmail,
    ...(alarmPhone === undefined ? {} : { phone: alarmPhone }),
    cacheEvents: false,
  });
  const certificate = createCertificate(global, 'certificate', {
    domains: [hosts.site, `*.${hosts.site}`],
    zoneId: zone.id,
  });
  const firewall = createWebAcl(global, 'firewall', {
    name,
    config: config.waf,
    logsKeyArn: key.arn,
    accountId,
    protects: 'cloudfront',
  });
  const site = createStaticSite(stack, 'site', {
    name,
    accountId,
    config: config.edge.site,
    origins: [`https://${hosts.site}`],
    ...(props.siteKeyArn === undefined ? {} : { keyArn: props.siteKeyArn }),
  });
  const cdn = createCdn(stack, 'cdn', {
    name,
    config: config.edge,
    hosts: [hosts.site, hosts.api],
    certificateArn: certificate.arn,
    webAclArn: firewall.arn,
    applicationDomain: hosts.origin,
    applicationRegion: region,
    site,
  });
  createAccessLogs(global, 'access-logs', {
    name,
    distributionArn: cdn.distributionArn,
    bucket: buckets.accessLogs,
  });
  createSiteRecords(stack, 'site-records', { zoneId: zone.id, domain, distribution: cdn.alias });
  if (config.edge.dnsQueryLogRetentionDays > 0) {
    createQueryLog(global, 'query-log', {
      zone,
      retentionDays: config.edge.dnsQueryLogRetentionDays,
      keyArn: key.arn,
      accountId,
    });
  }
  if (loadBalancer !== undefined && standby === undefined) {
    createOriginRecord(stack, 'origin-record', { zoneId: zone.id, domain, loadBalancer });
  }
  if (loadBalancer !== undefined && standby !== undefined && config.edge.failover !== undefined) {
    createFailover(global, 'failover', {
      name,
      config: config.edge.failover,
      zoneId: zone.id,
      recordName: hosts.origin,
      primary: loadBalancer,
      standby,
      alarmTopicArns: [notifications.topics.critical],
      runbook: `${runbooksLink(repository)}#health-check`,
    });
  }
  createMonitoring(global, 'monitoring', {
    name,
    dashboard: 'edge-dashboard',
    config: config.monitoring,
    resources: {
      distributions: [{ distributionId: cdn.distributionId }],
      certificates: [{ arn: certificate.arn }],
    },
    topics: notifications.topics,
    region: globalRegion,
    runbooks: runbooksLink(repository),
  });
}

/**
 * Which events are worth a mail, by what a topology has. Everything of a deployment carries its
 * name as a prefix, so that two deployments in one account do not tell of each other.
 */
import type { EventNotice } from './event-notice.ts';

const databaseEvents = {
  source: ['aws.rds'],
  'detail-type': ['RDS DB Instance Event', 'RDS DB Cluster Event'],
} as const;

/** `prefix`, e.g. `ticketing-dev-`, begins the identifiers of the databases. */
export const databaseNotices = (prefix: string): readonly EventNotice[] => [
  {
    name: 'database-trouble',
    tier: 'warning',
    summary: 'The database failed over, failed, or runs out of storage.',
    pattern: {
      ...databaseEvents,
      detail: {
        SourceIdentifier: [{ prefix }],
        EventCategories: ['failover', 'failure', 'low storage', 'recovery'],
      },
    },
    runbook: 'database-failover',
  },
  {
    name: 'database-change',
    tier: 'info',
    summary: 'The database was changed, maintained or restored.',
    pattern: {
      ...databaseEvents,
      detail: {
        SourceIdentifier: [{ prefix }],
        EventCategories: ['maintenance', 'configuration change', 'deletion', 'restoration'],
      },
    },
    runbook: 'changes',
  },
];

/** `prefix` begins the names of the groups. */
export const scalingNotices = (prefix: string): readonly EventNotice[] => [
  {
    name: 'scaling-trouble',
    tier: 'warning',
    summary: 'An instance could not be started or ended, or a refresh of instances failed.',
    pattern: {
      source: ['aws.autoscaling'],
      'detail-type': [
        'EC2 Instance Launch Unsuccessful',
        'EC2 Instance Terminate Unsuccessful',
        'EC2 Auto Scaling Instance Refresh Failed',
        'EC2 Auto Scaling Instance Refresh Rollback Failed',
      ],
      detail: { AutoScalingGroupName: [{ prefix }] },
    },
    runbook: 'no-capacity',
  },
  {
    name: 'scaling-change',
    tier: 'info',
    summary: 'An instance was started or ended.',
    pattern: {
      source: ['aws.autoscaling'],
      'detail-type': ['EC2 Instance Launch Successful', 'EC2 Instance Terminate Successful'],
      detail: { AutoScalingGroupName: [{ prefix }] },
    },
    runbook: 'changes',
  },
];

/** `prefix` begins the names of the cluster and of its services. */
export const serviceNotices = (prefix: string): readonly EventNotice[] => [
  {
    name: 'service-trouble',
    tier: 'critical',
    summary: 'A deployment of a service failed and was rolled back.',
    pattern: {
      source: ['aws.ecs'],
      'detail-type': ['ECS Deployment State Change'],
      resources: [{ wildcard: `*:service/${prefix}*` }],
      detail: { eventName: ['SERVICE_DEPLOYMENT_FAILED'] },
    },
    runbook: 'missing-tasks',
  },
  {
    name: 'task-exit',
    tier: 'warning',
    summary: 'A container ended by itself.',
    pattern: {
      source: ['aws.ecs'],
      'detail-type': ['ECS Task State Change'],
      detail: {
        clusterArn: [{ wildcard: `*:cluster/${prefix}*` }],
        lastStatus: ['STOPPED'],
        stopCode: ['EssentialContainerExited'],
      },
    },
    runbook: 'missing-tasks',
  },
];

/**
 * Karpenter starts and ends instances itself. These events name no cluster: they tell of every
 * instance in the account, which is why environments have accounts of their own.
 */
export const nodeNotices: readonly EventNotice[] = [
  {
    name: 'spot-interruption',
    tier: 'info',
    summary: 'AWS takes a Spot instance back in two minutes; Karpenter replaces it.',
    pattern: {
      source: ['aws.ec2'],
      'detail-type': ['EC2 Spot Instance Interruption Warning'],
    },
    runbook: 'changes',
  },
  {
    name: 'node-change',
    tier: 'info',
    summary: 'A node was started or ended.',
    pattern: {
      source: ['aws.ec2'],
      'detail-type': ['EC2 Instance State-change Notification'],
      detail: { state: ['running', 'terminated'] },
    },
    runbook: 'changes',
  },
];

/** Of the account as a whole: once in an account and region. Backups tell of themselves. */
export const accountNotices: readonly EventNotice[] = [
  {
    name: 'health',
    tier: 'warning',
    summary: 'AWS has a problem, or plans a change, that concerns this account.',
    pattern: {
      source: ['aws.health'],
      'detail-type': ['AWS Health Event'],
      detail: { eventTypeCategory: ['issue', 'scheduledChange'] },
    },
    runbook: 'aws-health',
  },
];

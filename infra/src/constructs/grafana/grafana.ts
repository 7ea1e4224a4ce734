/**
 * Managed Grafana: people sign in through IAM Identity Center, Grafana reads with a role of its own
 * that may change nothing.
 */
import { GrafanaRoleAssociation } from '@cdktn/provider-aws/lib/grafana-role-association/index.js';
import { GrafanaWorkspace } from '@cdktn/provider-aws/lib/grafana-workspace/index.js';
import { Fn } from 'cdktn';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import { policiesOf } from '../eks/policies-of.ts';
import { createServiceRole } from '../iam/service-role.ts';
import { grafanaStatements } from './read-policy.ts';

export type GrafanaProps = {
  readonly name: Name;
  readonly region: string;
  readonly accountId: string;
  readonly prometheusWorkspaceArn: string;
  /** Logs that dashboards may query. */
  readonly logGroupArns: readonly string[];
  /** A group of Identity Center whose members administer Grafana. */
  readonly adminGroupId?: string;
};

export type Grafana = {
  readonly workspaceId: string;
  /** `https://…` */
  readonly url: string;
  readonly roleArn: string;
};

/** Of those that AWS offers. */
const grafanaVersion = '10.4';

export function createGrafana(scope: Construct, id: string, props: GrafanaProps): Grafana {
  const { name, region, accountId, prometheusWorkspaceArn, logGroupArns, adminGroupId } = props;
  const within = new Construct(scope, id);
  const role = createServiceRole(within, 'role', {
    name: name('grafana'),
    services: ['grafana.amazonaws.com'],
    conditions: {
      StringEquals: { 'aws:SourceAccount': [accountId] },
      StringLike: {
        'aws:SourceArn': [`arn:aws:grafana:${region}:${accountId}:/workspaces/*`],
      },
    },
    statements: grafanaStatements(prometheusWorkspaceArn, logGroupArns),
  });
  const workspace = new GrafanaWorkspace(within, 'workspace', {
    name: name('grafana'),
    grafanaVersion,
    accountAccessType: 'CURRENT_ACCOUNT',
    authenticationProviders: ['AWS_SSO'],
    // The role is ours: with SERVICE_MANAGED, AWS would widen it by itself.
    permissionType: 'CUSTOMER_MANAGED',
    roleArn: role.arn,
    dataSources: ['PROMETHEUS', 'CLOUDWATCH', 'XRAY'],
    configuration: Fn.jsonencode({
      plugins: { pluginAdminEnabled: false },
      unifiedAlerting: { enabled: false },
    }),
    tags: { Name: name('grafana') },
    dependsOn: policiesOf(within),
  });
  if (adminGroupId !== undefined) {
    new GrafanaRoleAssociation(within, 'administrators', {
      role: 'ADMIN',
      groupIds: [adminGroupId],
      workspaceId: workspace.id,
    });
  }
  return {
    workspaceId: workspace.id,
    url: `https://${workspace.endpoint}`,
    roleArn: role.arn,
  };
}

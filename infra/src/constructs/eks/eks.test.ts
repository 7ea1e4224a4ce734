/**
 * A cluster that cannot be reached from outside, whose nodes give pods nothing they should not
 * have.
 */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { clusterConfig } from '../../config/eks/cluster.ts';
import { clusterComputeConfig } from '../../config/eks/compute.ts';
import { addOnNames } from '../eks-add-ons/known-versions.ts';
import { createEks, type Eks } from './eks.ts';

let eks: Eks | undefined;
const { resources, onlyOne } = synthesise((stack) => {
  eks = createEks(stack, 'eks', {
    name: (part) => `ticketing-prod-${part}`,
    accountId: '111122223333',
    config: clusterConfig('prod'),
    compute: clusterComputeConfig('prod'),
    subnetIds: ['subnet-a', 'subnet-c'],
    applicationGroupId: 'sg-application',
    logsKeyArn: 'arn:aws:kms:logs',
    access: [
      { who: 'operators', roleArn: 'arn:aws:iam::111122223333:role/operators', may: 'administer' },
      {
        who: 'support',
        roleArn: 'arn:aws:iam::111122223333:role/support',
        may: 'view',
        namespaces: ['ticketing'],
      },
    ],
    apiClients: { tools: 'sg-tools' },
  });
});

describe('the control plane', () => {
  const cluster = onlyOne('aws_eks_cluster');

  it('is private, encrypted and protected, and logs everything it does', () => {
    expect(cluster).toMatchObject({
      version: '1.33',
      deletion_protection: true,
      vpc_config: { endpoint_private_access: true, endpoint_public_access: false },
      encryption_config: { resources: ['secrets'] },
      enabled_cluster_log_types: [
        'api',
        'audit',
        'authenticator',
        'controllerManager',
        'scheduler',
      ],
    });
    expect(cluster.vpc_config).not.toHaveProperty('public_access_cidrs');
  });

  it('has its log group before it makes one itself, with an end and a key', () => {
    const group = resources('aws_cloudwatch_log_group').find(
      ({ name }) => name === '/aws/eks/ticketing-prod-eks/cluster',
    );
    expect(group).toMatchObject({ retention_in_days: 90, kms_key_id: 'arn:aws:kms:logs' });
    expect(JSON.stringify(cluster.depends_on)).toContain('aws_cloudwatch_log_group');
  });

  it('lets in who is named, and not whoever made it', () => {
    expect(cluster.access_config).toEqual({
      authentication_mode: 'API',
      bootstrap_cluster_creator_admin_permissions: false,
    });
    const [administer, view] = resources('aws_eks_access_policy_association');
    expect(administer).toMatchObject({
      policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
      access_scope: { type: 'cluster' },
    });
    expect(view).toMatchObject({ access_scope: { type: 'namespace', namespaces: ['ticketing'] } });
  });

  it('takes calls from the groups that may, on 443', () => {
    expect(onlyOne('aws_vpc_security_group_ingress_rule')).toMatchObject({
      referenced_security_group_id: 'sg-tools',
      from_port: 443,
      to_port: 443,
    });
  });
});

describe('nodes', () => {
  const groups = resources('aws_eks_node_group');

  it('come in three groups, of which one is for monitoring only', () => {
    expect(groups.map(({ node_group_name }) => node_group_name)).toEqual([
      'ticketing-prod-critical',
      'ticketing-prod-general',
      'ticketing-prod-monitoring',
    ]);
    expect(groups.map(({ taint }) => taint)).toEqual([
      [],
      [],
      [{ key: 'dedicated', value: 'monitoring', effect: 'NO_SCHEDULE' }],
    ]);
    for (const { capacity_type } of groups) expect(capacity_type).toBe('ON_DEMAND');
  });

  it('ask for tokens, keep instance metadata from pods, encrypt their disks', () => {
    const templates = resources('aws_launch_template');
    expect(templates).toHaveLength(3);
    for (const template of templates) {
      expect(template).toMatchObject({
        metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 1 },
        block_device_mappings: [{ ebs: { encrypted: 'true', volume_type: 'gp3' } }],
      });
      expect(template.vpc_security_group_ids).toContain('sg-application');
      expect(template.vpc_security_group_ids).toHaveLength(2);
    }
    expect(eks?.nodeSecurityGroupIds).toContain('sg-application');
  });

  it('cannot rewire the network: that policy belongs to the plugin', () => {
    const holders = resources('aws_iam_role_policy_attachment')
      .filter(({ policy_arn }) => String(policy_arn).endsWith('AmazonEKS_CNI_Policy'))
      .map(({ role }) => String(role));
    expect(holders).toHaveLength(1);
    expect(holders[0]).toContain('vpc-cni');
  });
});

describe('add-ons', () => {
  const addOns = resources('aws_eks_addon');
  const find = (name: string) => addOns.find(({ addon_name }) => addon_name === name);

  it('are all there, each with an exact version', () => {
    expect(new Set(addOns.map(({ addon_name }) => addon_name))).toEqual(new Set(addOnNames));
    for (const { addon_version } of addOns) expect(addon_version).toMatch(/-eksbuild\.\d+$/);
  });

  it('enforce network policies', () => {
    expect(find('vpc-cni')?.configuration_values).toContain('enableNetworkPolicy');
  });

  it('come before the nodes that need them, and after the nodes they need', () => {
    for (const { depends_on } of groupsOf()) {
      expect(JSON.stringify(depends_on)).toContain('aws_eks_addon');
    }
    expect(JSON.stringify(find('coredns')?.depends_on)).toContain('aws_eks_node_group');
    expect(JSON.stringify(find('vpc-cni')?.depends_on)).not.toContain('aws_eks_node_group');
  });

  const groupsOf = () => resources('aws_eks_node_group');
});

/** One role for each workload, which no other pod can take on, with no more than it needs. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { clusterConfig } from '../../config/eks/cluster.ts';
import { clusterComputeConfig } from '../../config/eks/compute.ts';
import { createEks } from '../eks/eks.ts';
import { createGrafana } from '../grafana/grafana.ts';
import { createKarpenter } from '../karpenter/karpenter.ts';
import { createPlatformIdentities } from './platform-identities.ts';
import { loadBalancerControllerStatements } from './policies/load-balancer-controller.ts';
import { serviceAccounts } from './service-accounts.ts';

const name = (part: string): string => `ticketing-prod-${part}`;
const where = { name, region: 'ap-northeast-2', accountId: '111122223333' };
const workspace = 'arn:aws:aps:ap-northeast-2:111122223333:workspace/ws-1';

const { resources } = synthesise((stack) => {
  const eks = createEks(stack, 'eks', {
    ...where,
    config: clusterConfig('prod'),
    compute: clusterComputeConfig('prod'),
    subnetIds: ['subnet-a', 'subnet-c'],
    applicationGroupId: 'sg-application',
    logsKeyArn: 'arn:aws:kms:logs',
    access: [{ who: 'operators', roleArn: 'arn:aws:iam::1:role/o', may: 'administer' }],
  });
  createKarpenter(stack, 'karpenter', { ...where, cluster: eks });
  createGrafana(stack, 'grafana', {
    ...where,
    prometheusWorkspaceArn: workspace,
    logGroupArns: [],
  });
  createPlatformIdentities(stack, 'identities', {
    ...where,
    cluster: eks,
    hostedZoneId: 'Z1',
    originDomain: 'origin.tickets.example.com',
    webAclArn: 'arn:acl',
    secretArns: ['arn:secret'],
    secretKeyArns: ['arn:key'],
    queueArns: ['arn:queue'],
    prometheusWorkspaceArn: workspace,
    api: [],
    worker: [],
  });
});

const roles = resources('aws_iam_role');
const policyOf = (part: string): string =>
  String(resources('aws_iam_role_policy').find(({ role }) => String(role).includes(part))?.policy);

describe('identities of pods', () => {
  it('are more than fifteen roles, each with a name of its own that IAM takes', () => {
    const names = roles.map((role) => String(role.name));
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(15);
    for (const one of names) expect(one.length).toBeLessThanOrEqual(64);
  });

  it('belong to one service account of one cluster', () => {
    const trusts = roles
      .map(({ assume_role_policy }) => String(assume_role_policy))
      .filter((trust) => trust.includes('pods.eks.amazonaws.com'));
    expect(trusts).toHaveLength(Object.keys(serviceAccounts).length);
    for (const trust of trusts) {
      expect(trust).toContain('"aws:RequestTag/eks-cluster-name" = ["ticketing-prod-eks"]');
    }
    for (const { namespace, name: account } of Object.values(serviceAccounts)) {
      const matching = trusts.filter(
        (trust) =>
          trust.includes(`"aws:RequestTag/kubernetes-namespace" = ["${namespace}"]`) &&
          trust.includes(`"aws:RequestTag/kubernetes-service-account" = ["${account}"]`),
      );
      expect({ namespace, account, count: matching.length }).toMatchObject({ count: 1 });
    }
  });

  it('are given to pods by an association or by the add-on that needs them', () => {
    const associated = resources('aws_eks_pod_identity_association').length;
    const byAddOns = resources('aws_eks_addon').filter(
      ({ pod_identity_association }) => pod_identity_association !== undefined,
    ).length;
    expect(associated + byAddOns).toBe(Object.keys(serviceAccounts).length);
  });

  it('stay within what IAM takes as an inline policy', () => {
    for (const { policy } of resources('aws_iam_role_policy')) {
      expect(String(policy).replaceAll(/\s/g, '').length).toBeLessThan(10_240);
    }
  });

  it('write one name of the zone, read the secrets that are named', () => {
    expect(policyOf('external-dns')).toContain(
      '["origin.tickets.example.com", "*-origin.tickets.example.com"]',
    );
    expect(policyOf('external-secrets')).toContain('"Resource" = ["arn:secret"]');
  });

  it('leave security groups and Shield alone, other firewalls and others’ load balancers', () => {
    const statements = loadBalancerControllerStatements({
      region: 'ap-northeast-2',
      accountId: '111122223333',
      clusterName: 'ticketing-prod-eks',
      webAclArn: 'arn:acl',
    });
    const actions = statements.flatMap((one) => one.actions);
    expect(actions.filter((one) => /^(?:shield|cognito)|SecurityGroupIngress/.test(one))).toEqual(
      [],
    );
    for (const { sid, actions: some, conditions } of statements) {
      if (!some.some((one) => /Create|Modify|Delete|Set|Register|Tags$/.test(one))) continue;
      if (sid === 'LookAround' || sid === 'PutTheFirewallBefore') continue;
      expect({ sid, conditions }).toMatchObject({ conditions: expect.anything() });
    }
  });
});

/** People sign in through Identity Center; Grafana reads, and changes nothing. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { dataSourceIds, grafanaDataSources } from './data-sources.ts';
import { createGrafana } from './grafana.ts';
import { grafanaStatements } from './read-policy.ts';

const grafanaWith = (adminGroupId?: string) =>
  synthesise((stack) => {
    createGrafana(stack, 'grafana', {
      name: (part) => `ticketing-prod-${part}`,
      region: 'ap-northeast-2',
      accountId: '111122223333',
      prometheusWorkspaceArn: 'arn:workspace',
      logGroupArns: ['arn:logs'],
      ...(adminGroupId === undefined ? {} : { adminGroupId }),
    });
  });

describe('Managed Grafana', () => {
  it('knows people from Identity Center only, and its role is ours', () => {
    expect(grafanaWith().onlyOne('aws_grafana_workspace')).toMatchObject({
      authentication_providers: ['AWS_SSO'],
      permission_type: 'CUSTOMER_MANAGED',
      account_access_type: 'CURRENT_ACCOUNT',
    });
  });

  it('has administrators when a group is named', () => {
    expect(grafanaWith().resources('aws_grafana_role_association')).toEqual([]);
    expect(grafanaWith('group-1').onlyOne('aws_grafana_role_association')).toMatchObject({
      role: 'ADMIN',
      group_ids: ['group-1'],
    });
  });

  it('may not be taken on by a workspace of another account', () => {
    const trust = String(grafanaWith().onlyOne('aws_iam_role').assume_role_policy);
    expect(trust).toContain('"aws:SourceAccount" = ["111122223333"]');
  });

  it('reads only', () => {
    const actions = grafanaStatements('arn:workspace', ['arn:logs']).flatMap((one) => one.actions);
    for (const action of actions) {
      expect(action).toMatch(/:(?:Describe|Get|List|Query|BatchGet|StartQuery|StopQuery)/);
    }
  });

  it('gives every data source an id that dashboards can name', () => {
    const sources = grafanaDataSources('ap-northeast-2', 'https://aps.example.com/');
    expect(sources.map(({ uid }) => uid)).toEqual(Object.values(dataSourceIds));
    expect(sources.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });
});

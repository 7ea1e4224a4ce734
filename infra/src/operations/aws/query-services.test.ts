/** Ports over services that answer in XML: what they ask AWS, and what they make of its answers. */
import { afterEach, describe, expect, it } from 'vitest';
import { fakeAws, type FakeAwsServer, formError } from '../support/fake-aws.ts';
import { createDatabases } from './databases.ts';
import { createInstanceGroups } from './instance-groups.ts';
import { createLoadBalancers } from './load-balancers.ts';
import { createRedisGroups } from './redis-groups.ts';

let server: FakeAwsServer | undefined;
afterEach(() => server?.close());

const serve = async (answers: Parameters<typeof fakeAws>[0]): Promise<FakeAwsServer> => {
  server = await fakeAws(answers);
  return server;
};

const listeners = `<DescribeListenersResponse><DescribeListenersResult><Listeners>
  <member><ListenerArn>http</ListenerArn><Port>80</Port></member>
  <member><ListenerArn>https</ListenerArn><Port>443</Port><DefaultActions><member>
    <Type>forward</Type><ForwardConfig><TargetGroups>
      <member><TargetGroupArn>blue</TargetGroupArn><Weight>100</Weight></member>
      <member><TargetGroupArn>green</TargetGroupArn><Weight>0</Weight></member>
    </TargetGroups></ForwardConfig></member></DefaultActions></member>
</Listeners></DescribeListenersResult></DescribeListenersResponse>`;

const target = (state: string): string =>
  `<member><TargetHealth><State>${state}</State></TargetHealth></member>`;

describe('load balancers', () => {
  it('are found with the suffix that metrics know them by, or not', async () => {
    const arn =
      'arn:aws:elasticloadbalancing:ap-northeast-2:1:loadbalancer/app/ticketing-dev-alb/0a1b';
    const { options } = await serve({
      DescribeLoadBalancers: [
        `<DescribeLoadBalancersResponse><DescribeLoadBalancersResult><LoadBalancers><member>
          <LoadBalancerArn>${arn}</LoadBalancerArn><DNSName>alb.example</DNSName>
        </member></LoadBalancers></DescribeLoadBalancersResult></DescribeLoadBalancersResponse>`,
        formError('LoadBalancerNotFound'),
      ],
    });
    const balancers = createLoadBalancers(options);
    expect(await balancers.find('ticketing-dev-alb')).toEqual({
      arn,
      arnSuffix: 'app/ticketing-dev-alb/0a1b',
      dnsName: 'alb.example',
    });
    expect(await balancers.find('another')).toBeUndefined();
  });

  it('tell who gets the requests, and are told', async () => {
    const { options, inputs } = await serve({
      DescribeListeners: listeners,
      ModifyListener: '<ModifyListenerResponse/>',
    });
    const balancers = createLoadBalancers(options);
    const { arn, weights } = await balancers.httpsListener('alb');
    expect(weights).toEqual([
      { targetGroupArn: 'blue', weight: 100 },
      { targetGroupArn: 'green', weight: 0 },
    ]);
    await balancers.forward(arn, [
      { targetGroupArn: 'blue', weight: 0 },
      { targetGroupArn: 'green', weight: 100 },
    ]);
    const groups = 'DefaultActions.member.1.ForwardConfig.TargetGroups';
    expect(inputs('ModifyListener')).toMatchObject([
      {
        ListenerArn: 'https',
        [`${groups}.member.1.TargetGroupArn`]: 'blue',
        [`${groups}.member.1.Weight`]: '0',
        [`${groups}.member.2.Weight`]: '100',
      },
    ]);
  });

  it('open a door after closing the one that a dead release left', async () => {
    const { options, asked } = await serve({
      DescribeRules: `<DescribeRulesResponse><DescribeRulesResult><Rules>
        <member><RuleArn>stale</RuleArn><Conditions><member><Field>http-header</Field>
          <HttpHeaderConfig><HttpHeaderName>x-door</HttpHeaderName></HttpHeaderConfig>
        </member></Conditions></member>
        <member><RuleArn>other</RuleArn></member>
      </Rules></DescribeRulesResult></DescribeRulesResponse>`,
      DeleteRule: '<DeleteRuleResponse/>',
      CreateRule: `<CreateRuleResponse><CreateRuleResult><Rules><member><RuleArn>new</RuleArn>
        </member></Rules></CreateRuleResult></CreateRuleResponse>`,
    });
    const door = { header: 'x-door', value: 'secret', targetGroupArn: 'green', priority: 1 };
    expect(await createLoadBalancers(options).openDoor('https', door)).toBe('new');
    expect(asked.map(({ operation }) => operation)).toEqual([
      'DescribeRules',
      'DeleteRule',
      'CreateRule',
    ]);
    expect(asked[1]?.input).toMatchObject({ RuleArn: 'stale' });
  });

  it('count targets without those that are leaving', async () => {
    const { options } = await serve({
      DescribeTargetHealth: `<DescribeTargetHealthResponse><DescribeTargetHealthResult>
        <TargetHealthDescriptions>${['healthy', 'initial', 'draining'].map(target).join('')}
        </TargetHealthDescriptions></DescribeTargetHealthResult></DescribeTargetHealthResponse>`,
    });
    expect(await createLoadBalancers(options).targets('tg')).toEqual({ healthy: 1, all: 2 });
  });
});

describe('groups of instances', () => {
  it('are refreshed although their launch template is the same', async () => {
    const { options, inputs } = await serve({
      StartInstanceRefresh: `<StartInstanceRefreshResponse><StartInstanceRefreshResult>
        <InstanceRefreshId>r-1</InstanceRefreshId>
        </StartInstanceRefreshResult></StartInstanceRefreshResponse>`,
    });
    const preferences = { minHealthyPercent: 100, maxHealthyPercent: 150 };
    expect(await createInstanceGroups(options).refresh('asg', preferences)).toBe('r-1');
    expect(inputs('StartInstanceRefresh')[0]).toMatchObject({
      'Preferences.MinHealthyPercentage': '100',
      'Preferences.MaxHealthyPercentage': '150',
      'Preferences.SkipMatching': 'false',
    });
  });

  it('have nothing to cancel without complaining, but complain of anything else', async () => {
    const { options } = await serve({
      CancelInstanceRefresh: [
        formError('ActiveInstanceRefreshNotFound'),
        formError('AccessDenied', 403),
      ],
    });
    const groups = createInstanceGroups(options);
    await groups.cancelRefresh('asg');
    await expect(groups.cancelRefresh('asg')).rejects.toThrow('AccessDenied');
  });
});

const instance = `<DBInstance><DBInstanceIdentifier>ticketing-prod-database</DBInstanceIdentifier>
  <DBInstanceArn>arn:db</DBInstanceArn><DBInstanceStatus>available</DBInstanceStatus>
  <DBInstanceClass>db.r5.large</DBInstanceClass><EngineVersion>17.6</EngineVersion>
  <DBSubnetGroup><DBSubnetGroupName>subnets</DBSubnetGroupName></DBSubnetGroup>
  <DBParameterGroups><DBParameterGroup><DBParameterGroupName>parameters</DBParameterGroupName>
  </DBParameterGroup></DBParameterGroups>
  <VpcSecurityGroups><VpcSecurityGroupMembership><VpcSecurityGroupId>sg-1</VpcSecurityGroupId>
  </VpcSecurityGroupMembership></VpcSecurityGroups>
  <ReadReplicaSourceDBInstanceIdentifier>arn:seoul</ReadReplicaSourceDBInstanceIdentifier>
  <MultiAZ>true</MultiAZ><DeletionProtection>true</DeletionProtection><KmsKeyId>key</KmsKeyId>
  <InstanceCreateTime>2026-11-20T01:00:00Z</InstanceCreateTime></DBInstance>`;
const described = `<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances>${instance}
  </DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>`;

describe('databases', () => {
  it('say whether they follow another one, or that there is none', async () => {
    const { options } = await serve({
      DescribeDBInstances: [described, formError('DBInstanceNotFound', 404)],
    });
    const { instance: instances } = createDatabases(options);
    expect(await instances.find('ticketing-prod-database')).toMatchObject({
      status: 'available',
      follows: 'arn:seoul',
      isProtected: true,
      createdMs: Date.UTC(2026, 10, 20, 1),
    });
    expect(await instances.find('another')).toBeUndefined();
  });

  it('are restored into the network, the groups and the protection of the old one', async () => {
    const { options, inputs } = await serve({
      DescribeDBInstances: described,
      RestoreDBInstanceToPointInTime: '<RestoreDBInstanceToPointInTimeResponse/>',
    });
    await createDatabases(options).instance.restore('old', 'new', Date.UTC(2026, 10, 20, 9));
    expect(inputs('RestoreDBInstanceToPointInTime')[0]).toMatchObject({
      SourceDBInstanceIdentifier: 'old',
      TargetDBInstanceIdentifier: 'new',
      RestoreTime: '2026-11-20T09:00:00Z',
      DBSubnetGroupName: 'subnets',
      DBParameterGroupName: 'parameters',
      'VpcSecurityGroupIds.VpcSecurityGroupId.1': 'sg-1',
      MultiAZ: 'true',
      PubliclyAccessible: 'false',
      DeletionProtection: 'true',
    });
  });

  it('are followed from another region with a request signed for that one', async () => {
    const { options, inputs } = await serve({
      DescribeDBInstances: described,
      CreateDBInstanceReadReplica: '<CreateDBInstanceReadReplicaResponse/>',
    });
    const sourceArn = 'arn:aws:rds:ap-northeast-1:111122223333:db:ticketing-prod-standby-database';
    const replica = { id: 'new', sourceArn, like: 'old' };
    await createDatabases(options).instance.createReplica(replica);
    const [input] = inputs('CreateDBInstanceReadReplica');
    expect(input).toMatchObject({ SourceDBInstanceIdentifier: sourceArn, KmsKeyId: 'key' });
    expect(String(input?.['PreSignedUrl'])).toContain('ap-northeast-1');
    expect(input).not.toHaveProperty('MultiAZ');
  });
});

const group = (clusterMode: boolean): string => `<DescribeReplicationGroupsResponse>
  <DescribeReplicationGroupsResult><ReplicationGroups><ReplicationGroup>
    <Status>available</Status><ClusterEnabled>${clusterMode}</ClusterEnabled>
    <CacheNodeType>cache.t3.micro</CacheNodeType><AutomaticFailover>enabled</AutomaticFailover>
    <MemberClusters><ClusterId>r-001</ClusterId><ClusterId>r-002</ClusterId></MemberClusters>
    <NodeGroups><NodeGroup><PrimaryEndpoint><Address>primary</Address></PrimaryEndpoint>
      <NodeGroupMembers>
        <NodeGroupMember><CacheClusterId>r-001</CacheClusterId><CurrentRole>primary</CurrentRole>
        </NodeGroupMember>
        <NodeGroupMember><CacheClusterId>r-002</CacheClusterId><CurrentRole>replica</CurrentRole>
        </NodeGroupMember>
      </NodeGroupMembers></NodeGroup></NodeGroups>
  </ReplicationGroup></ReplicationGroups></DescribeReplicationGroupsResult>
  </DescribeReplicationGroupsResponse>`;

describe('Redis groups', () => {
  const member = `<DescribeCacheClustersResponse><DescribeCacheClustersResult><CacheClusters>
    <CacheCluster><EngineVersion>7.1.0</EngineVersion></CacheCluster>
    </CacheClusters></DescribeCacheClustersResult></DescribeCacheClustersResponse>`;

  it.each([
    [false, { CacheClusterId: 'r-002' }],
    [true, { ReplicationGroupId: 'r' }],
  ])('are saved from a replica, in cluster mode (%s) from all shards', async (mode, saved) => {
    const { options, inputs } = await serve({
      DescribeReplicationGroups: group(mode),
      DescribeCacheClusters: member,
      CreateSnapshot: '<CreateSnapshotResponse/>',
    });
    const redis = createRedisGroups(options);
    const state = await redis.find('r');
    if (state === undefined) throw new Error('It was not found.');
    expect(state).toMatchObject({ versions: ['7.1.0', '7.1.0'], replicated: true });
    await redis.snapshot('r', state, 'saved');
    expect(inputs('CreateSnapshot')[0]).toMatchObject({ SnapshotName: 'saved', ...saved });
  });
});

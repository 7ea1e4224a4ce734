/** One colour serves, the other waits, and nothing but a release changes which. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { computeConfig } from '../../config/disaster-recovery/compute.ts';
import { scalingConfig } from '../../config/disaster-recovery/scaling.ts';
import { createVolumeEncryption } from '../compute-asg/volume-encryption.ts';
import { type BlueGreen, createBlueGreen } from './blue-green.ts';

const { instances, loadBalancer } = computeConfig('prod');
const name = (part: string): string => `ticketing-prod-${part}`;

let outputs: BlueGreen | undefined;
const made = synthesise((stack) => {
  const encryption = createVolumeEncryption(stack, 'volumes', {
    name,
    accountId: '111122223333',
    deletionWindowDays: 30,
  });
  outputs = createBlueGreen(stack, 'colours', {
    balancer: {
      name,
      config: loadBalancer,
      network: { vpcId: 'vpc-1', publicSubnetIds: ['subnet-a', 'subnet-c'] },
      securityGroupIds: ['sg-alb'],
      certificateArn: 'arn:certificate',
      accessLogsBucket: 'logs',
      targetPort: 8080,
    },
    group: {
      name,
      region: 'ap-northeast-2',
      accountId: '111122223333',
      tags: {},
      role: 'api',
      config: instances,
      scaling: scalingConfig('prod').api,
      network: { applicationSubnetIds: ['subnet-a', 'subnet-c'] },
      securityGroupIds: ['sg-application'],
      environment: { plain: {}, secrets: {} },
      repositoryArn: 'arn:ecr:ticketing',
      secretsKeyArn: 'arn:kms:data',
      logGroup: { name: '/aws/ec2/ticketing-prod', arn: 'arn:logs' },
      encryption,
    },
    image: 'registry/ticketing@sha256:0',
    imageParameterPrefix: '/ticketing/prod/image',
  });
});

describe('blue and green', () => {
  const groups = made.resources('aws_autoscaling_group');

  it('begin with blue at work and green empty', () => {
    expect(groups.map((group) => [group.name, group.min_size, group.max_size])).toEqual([
      ['ticketing-prod-asg-blue', 2, 20],
      ['ticketing-prod-asg-green', 0, 0],
    ]);
    const listeners = made.resources('aws_lb_listener');
    expect(listeners.find(({ port }) => port === 443)).toMatchObject({
      default_action: [{ forward: { target_group: [{ weight: 100 }, { weight: 0 }] } }],
    });
  });

  it('belong to releases: no apply changes weights, sizes or images', () => {
    const https = made.resources('aws_lb_listener').find(({ port }) => port === 443);
    expect(https?.lifecycle).toEqual({ ignore_changes: ['default_action'] });
    for (const { lifecycle, instance_refresh } of groups) {
      expect(lifecycle).toEqual({ ignore_changes: ['desired_capacity', 'min_size', 'max_size'] });
      expect(instance_refresh).toBeUndefined();
    }
    const parameters = made.resources('aws_ssm_parameter');
    expect(parameters.map((parameter) => [parameter.name, parameter.lifecycle])).toEqual([
      ['/ticketing/prod/image/blue', { ignore_changes: ['insecure_value', 'value'] }],
      ['/ticketing/prod/image/green', { ignore_changes: ['insecure_value', 'value'] }],
    ]);
  });

  it('are behind a target group each, and nothing but the weights chooses between them', () => {
    const targets = groups.map(({ target_group_arns }) => JSON.stringify(target_group_arns));
    expect(targets).toEqual([
      expect.stringContaining('tg-blue'),
      expect.stringContaining('tg-green'),
    ]);
    expect(made.resources('aws_lb_listener_rule')).toEqual([]);
  });

  it('are each forecast, within bounds that are zero while idle', () => {
    const forecasts = made
      .resources('aws_autoscaling_policy')
      .filter(({ policy_type }) => policy_type === 'PredictiveScaling');
    expect(forecasts.map((policy) => policy.name)).toEqual([
      'ticketing-prod-asg-blue-forecast',
      'ticketing-prod-asg-green-forecast',
    ]);
    expect(made.resources('aws_autoscaling_schedule')).toEqual([]);
  });

  it('are told to the release by name', () => {
    expect(outputs?.green.imageParameterName).toBe('/ticketing/prod/image/green');
    expect(outputs?.blue.targetGroup.name).not.toBe(outputs?.green.targetGroup.name);
  });
});

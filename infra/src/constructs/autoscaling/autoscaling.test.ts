/** What makes a fleet larger and smaller, and when. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { scalingConfig as disasterRecovery } from '../../config/disaster-recovery/scaling.ts';
import { scalingConfig as ec2Aurora } from '../../config/ec2-aurora/scaling.ts';
import { scalingConfig as fargate } from '../../config/fargate/scaling.ts';
import { createAlarmSteps } from './alarm-steps.ts';
import { createGroupSchedule } from './group-schedule.ts';
import { createGroupTracking } from './group-tracking.ts';
import { createPredictiveScaling } from './predictive.ts';
import { groupCron, serviceCron } from './schedule.ts';
import { createServiceScaling } from './service-scaling.ts';

const name = (part: string): string => `ticketing-dev-${part}`;
const requests = { loadBalancerArnSuffix: 'app/alb/1', targetGroupArnSuffix: 'targetgroup/tg/2' };

describe('steps on alarms', () => {
  it('add two with a pause of 300 s, take one away with a pause of 600 s', () => {
    const { reaction } = ec2Aurora('dev').api;
    if (reaction.kind !== 'alarm-steps') throw new Error('Document A scales in steps.');
    const made = synthesise((stack) => {
      createAlarmSteps(stack, 'steps', { name, groupName: 'asg', steps: reaction });
    });
    const policies = made.resources('aws_autoscaling_policy');
    expect(
      policies.map((one) => [one.name, one.scaling_adjustment, one.cooldown, one.policy_type]),
    ).toEqual([
      ['ticketing-dev-scale-down', -1, 600, 'SimpleScaling'],
      ['ticketing-dev-scale-up', 2, 300, 'SimpleScaling'],
    ]);
  });
});

describe('target tracking of a group', () => {
  const role = { ...disasterRecovery('prod').api, requestsPerTargetPerMinute: 1_000 };
  const tracked = synthesise((stack) => {
    createGroupTracking(stack, 'tracking', { name, groupName: 'asg', role, requests });
  }).resources('aws_autoscaling_policy');

  it('aims at the CPU, memory and requests of the configuration', () => {
    const aims = tracked.map(({ target_tracking_configuration: aim }) => aim);
    expect(aims).toMatchObject([
      {
        target_value: 50,
        predefined_metric_specification: { predefined_metric_type: 'ASGAverageCPUUtilization' },
      },
      {
        target_value: 80,
        customized_metric_specification: {
          namespace: 'CWAgent',
          metric_name: 'mem_used_percent',
          metric_dimension: [{ name: 'AutoScalingGroupName', value: 'asg' }],
        },
      },
      {
        target_value: 1_000,
        predefined_metric_specification: { resource_label: 'app/alb/1/targetgroup/tg/2' },
      },
    ]);
  });

  it('shares the messages of all queues out among the instances', () => {
    const worker = disasterRecovery('prod').worker;
    const made = synthesise((stack) => {
      const queueNames = ['payments', 'inventory'];
      createGroupTracking(stack, 'tracking', { name, groupName: 'asg', role: worker, queueNames });
    });
    const policy = made.resources('aws_autoscaling_policy')[1];
    expect(policy?.target_tracking_configuration).toMatchObject({
      target_value: 100,
      customized_metric_specification: {
        metrics: [
          { id: 'queue0', return_data: false },
          { id: 'queue1', return_data: false },
          { id: 'processes', metric_stat: { metric: { metric_name: 'GroupInServiceInstances' } } },
          { expression: '(queue0 + queue1) / processes', return_data: true },
        ],
      },
    });
  });

  it('leaves requests and queues out where there are none', () => {
    const made = synthesise((stack) => {
      createGroupTracking(stack, 'tracking', { name, groupName: 'asg', role });
    });
    expect(made.resources('aws_autoscaling_policy').map((one) => one.name)).toEqual([
      'ticketing-dev-track-cpu',
      'ticketing-dev-track-memory',
    ]);
  });
});

it('a forecast acts ten minutes ahead at half of the CPU, within the maximum', () => {
  const { predictive } = disasterRecovery('prod').api;
  if (predictive === undefined) throw new Error('Document D forecasts.');
  const made = synthesise((stack) => {
    createPredictiveScaling(stack, 'forecast', { name: 'forecast', groupName: 'asg', predictive });
  });
  expect(made.onlyOne('aws_autoscaling_policy').predictive_scaling_configuration).toMatchObject({
    mode: 'ForecastAndScale',
    scheduling_buffer_time: '600',
    max_capacity_breach_behavior: 'HonorMaxCapacity',
    metric_specification: {
      target_value: 50,
      predefined_load_metric_specification: { predefined_metric_type: 'ASGTotalCPUUtilization' },
      predefined_scaling_metric_specification: {
        predefined_metric_type: 'ASGAverageCPUUtilization',
      },
    },
  });
});

describe('a schedule', () => {
  it('speaks the language of each kind of scaling', () => {
    expect(groupCron({ at: '18:05', days: 'every-day' })).toBe('5 18 * * *');
    expect(groupCron({ at: '00:30', days: 'weekdays' })).toBe('30 0 * * 1-5');
    expect(serviceCron({ at: '18:05', days: 'every-day' })).toBe('cron(5 18 * * ? *)');
    expect(serviceCron({ at: '00:30', days: 'weekdays' })).toBe('cron(30 0 ? * MON-FRI *)');
  });

  it('moves the bounds of a group in Korean time and leaves its size to it', () => {
    const { schedule } = ec2Aurora('prod').api;
    const made = synthesise((stack) => {
      createGroupSchedule(stack, 'schedule', { name, groupName: 'asg', schedule });
    });
    expect(made.resources('aws_autoscaling_schedule')).toMatchObject([
      { recurrence: '30 18 * * *', time_zone: 'Asia/Seoul', min_size: 4, desired_capacity: -1 },
      { recurrence: '30 0 * * *', time_zone: 'Asia/Seoul', min_size: 2, desired_capacity: -1 },
    ]);
  });
});

const scaled = (role = fargate('prod').api, queueNames: string[] = []) =>
  synthesise((stack) => {
    const service = { clusterName: 'cluster', serviceName: 'api' };
    createServiceScaling(stack, 'scaling', { name, ...service, role, requests, queueNames });
  });

describe('scaling of a service', () => {
  const api = scaled();

  it('has the bounds and targets of document C: out after a minute, in after five', () => {
    expect(api.onlyOne('aws_appautoscaling_target')).toMatchObject({
      resource_id: 'service/cluster/api',
      min_capacity: 2,
      max_capacity: 10,
    });
    const aims = api
      .resources('aws_appautoscaling_policy')
      .map((one) => one.target_tracking_scaling_policy_configuration);
    const pauses = { scale_out_cooldown: 60, scale_in_cooldown: 300 };
    expect(aims).toMatchObject([
      { target_value: 70, ...pauses },
      { target_value: 70, ...pauses },
      {
        target_value: 1_000,
        predefined_metric_specification: { resource_label: 'app/alb/1/targetgroup/tg/2' },
      },
    ]);
  });

  it('runs five tasks for one hour, and an apply does not undo it', () => {
    expect(api.resources('aws_appautoscaling_scheduled_action')).toMatchObject([
      { schedule: 'cron(50 19 * * ? *)', scalable_target_action: { min_capacity: '2' } },
      { schedule: 'cron(50 18 * * ? *)', scalable_target_action: { min_capacity: '5' } },
    ]);
    expect(api.onlyOne('aws_appautoscaling_target').lifecycle).toEqual({
      ignore_changes: ['min_capacity', 'max_capacity'],
    });
    const dev = scaled(fargate('dev').api);
    expect(dev.onlyOne('aws_appautoscaling_target').lifecycle).toBeUndefined();
  });

  it('follows queues by tasks', () => {
    const worker = scaled(fargate('prod').worker, ['payments']);
    expect(JSON.stringify(worker.resources('aws_appautoscaling_policy'))).toContain(
      '"expression":"(queue0) / processes"',
    );
  });
});

/** Scaling of a service on ECS: target tracking of each figure of its role, and a schedule. */
import {
  AppautoscalingPolicy,
  type AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration as Tracking,
} from '@cdktn/provider-aws/lib/appautoscaling-policy/index.js';
import { AppautoscalingScheduledAction } from '@cdktn/provider-aws/lib/appautoscaling-scheduled-action/index.js';
import { AppautoscalingTarget } from '@cdktn/provider-aws/lib/appautoscaling-target/index.js';
import { Construct } from 'constructs';
import type { RoleScaling, TargetTracking } from '../../config/scaling-config.ts';
import { type RequestSource, resourceLabel } from './group-tracking.ts';
import { queueBacklog } from './queue-backlog.ts';
import { scheduleZone, serviceCron } from './schedule.ts';

export type ServiceScalingProps = {
  readonly name: (part: string) => string;
  readonly clusterName: string;
  readonly serviceName: string;
  /** Alarms that ask for steps are for instances only. */
  readonly role: RoleScaling<TargetTracking>;
  readonly requests?: RequestSource;
  readonly queueNames?: readonly string[];
};

export function createServiceScaling(
  scope: Construct,
  id: string,
  props: ServiceScalingProps,
): void {
  const { clusterName, serviceName, role } = props;
  const within = new Construct(scope, id);
  const target = new AppautoscalingTarget(within, 'target', {
    serviceNamespace: 'ecs',
    resourceId: `service/${clusterName}/${serviceName}`,
    scalableDimension: 'ecs:service:DesiredCount',
    minCapacity: role.min,
    maxCapacity: role.max,
    // A schedule changes them several times a day, and an apply must not undo it.
    ...(role.schedule.length === 0
      ? {}
      : { lifecycle: { ignoreChanges: ['min_capacity', 'max_capacity'] } }),
  });
  createTracking(within, target, props);
  for (const entry of role.schedule) {
    new AppautoscalingScheduledAction(within, entry.name, {
      name: props.name(entry.name),
      serviceNamespace: target.serviceNamespace,
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
      schedule: serviceCron(entry),
      timezone: scheduleZone,
      scalableTargetAction: { minCapacity: String(entry.min), maxCapacity: String(entry.max) },
    });
  }
}

function createTracking(
  within: Construct,
  target: AppautoscalingTarget,
  props: ServiceScalingProps,
): void {
  const { name, clusterName, serviceName, role, requests, queueNames = [] } = props;
  const { reaction } = role;
  const track = (
    part: string,
    targetValue: number,
    metric: Omit<Tracking, 'targetValue'>,
  ): void => {
    new AppautoscalingPolicy(within, part, {
      name: name(`track-${part}`),
      policyType: 'TargetTrackingScaling',
      serviceNamespace: target.serviceNamespace,
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
      targetTrackingScalingPolicyConfiguration: {
        targetValue,
        scaleOutCooldown: reaction.scaleOutSeconds,
        scaleInCooldown: reaction.scaleInSeconds,
        ...metric,
      },
    });
  };

  track('cpu', role.cpuPercent, predefined('ECSServiceAverageCPUUtilization'));
  if (role.memoryPercent !== undefined) {
    track('memory', role.memoryPercent, predefined('ECSServiceAverageMemoryUtilization'));
  }
  if (role.requestsPerTargetPerMinute !== undefined && requests !== undefined) {
    const metric = predefined('ALBRequestCountPerTarget', requests);
    track('requests', role.requestsPerTargetPerMinute, metric);
  }
  if (role.queueMessagesPerProcess !== undefined && queueNames.length > 0) {
    // Counted by Container Insights, which the cluster therefore needs.
    const tasks = {
      namespace: 'ECS/ContainerInsights',
      metricName: 'RunningTaskCount',
      dimensions: [
        { name: 'ClusterName', value: clusterName },
        { name: 'ServiceName', value: serviceName },
      ],
    };
    track('queue', role.queueMessagesPerProcess, {
      customizedMetricSpecification: { metrics: queueBacklog(queueNames, tasks) },
    });
  }
}

const predefined = (type: string, label?: RequestSource): Omit<Tracking, 'targetValue'> => ({
  predefinedMetricSpecification: {
    predefinedMetricType: type,
    ...(label === undefined ? {} : { resourceLabel: resourceLabel(label) }),
  },
});

/** Size, health, replacement and tags of an Auto Scaling group. */
import type { AutoscalingGroupConfig } from '@cdktn/provider-aws/lib/autoscaling-group/index.js';
import type { InstanceRefresh } from '../../config/compute-config.ts';
import type { ComputeGroupProps } from './compute-group-props.ts';

export type GroupSettingsProps = ComputeGroupProps & { readonly groupName: string };

/** A process answers seconds after its instance was let in; the hook has waited for the rest. */
const warmupSeconds = 60;

export function groupSettings(props: GroupSettingsProps): AutoscalingGroupConfig {
  const { groupName, config, scaling, target, releasedBy } = props;
  const hasSchedule = scaling.schedule.length > 0;
  const size = props.startsIdle === true ? { min: 0, max: 0, desired: 0 } : scaling;
  const movedBounds = releasedBy === 'colour' || hasSchedule ? ['min_size', 'max_size'] : [];
  return {
    name: groupName,
    minSize: size.min,
    maxSize: size.max,
    desiredCapacity: size.desired,
    vpcZoneIdentifier: [...props.network.applicationSubnetIds],
    serviceLinkedRoleArn: props.encryption.serviceLinkedRoleArn,
    // Behind no load balancer, each instance watches its own container.
    healthCheckType: target === undefined ? 'EC2' : 'ELB',
    healthCheckGracePeriod: config.healthGraceSeconds,
    defaultInstanceWarmup: warmupSeconds,
    // Starts another one as soon as Spot warns, not when it takes.
    capacityRebalance: scaling.spotPercent > 0,
    metricsGranularity: '1Minute',
    enabledMetrics: [
      'GroupMinSize',
      'GroupMaxSize',
      'GroupDesiredCapacity',
      'GroupInServiceInstances',
      'GroupTotalInstances',
    ],
    waitForCapacityTimeout: `${Math.ceil(config.launchTimeoutSeconds / 60) + 5}m`,
    tag: Object.entries({ ...props.tags, Name: groupName }).map(([key, value]) => ({
      key,
      value,
      propagateAtLaunch: true,
    })),
    ...(releasedBy === 'refresh' ? { instanceRefresh: refreshOf(config.refresh) } : {}),
    // How many there are is for scaling to say.
    lifecycle: { ignoreChanges: ['desired_capacity', ...movedBounds] },
  };
}

const refreshOf = (
  refresh: InstanceRefresh,
): AutoscalingGroupConfig['instanceRefresh'] & object => ({
  strategy: 'Rolling',
  preferences: {
    minHealthyPercentage: refresh.minHealthyPercent,
    maxHealthyPercentage: refresh.maxHealthyPercent,
    autoRollback: true,
  },
});

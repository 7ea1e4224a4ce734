/** The scaling of a group that its configuration asks for. */
import { Construct } from 'constructs';
import { type AlarmStepPolicies, createAlarmSteps } from '../autoscaling/alarm-steps.ts';
import { createGroupSchedule } from '../autoscaling/group-schedule.ts';
import { createGroupTracking } from '../autoscaling/group-tracking.ts';
import { createPredictiveScaling } from '../autoscaling/predictive.ts';
import type { ComputeGroupProps } from './compute-group-props.ts';

export type ScaleGroupProps = Pick<
  ComputeGroupProps,
  'name' | 'part' | 'role' | 'scaling' | 'target' | 'queueNames'
> & { readonly groupName: string };

export function scaleGroup(
  scope: Construct,
  id: string,
  props: ScaleGroupProps,
): AlarmStepPolicies | undefined {
  const { groupName, scaling, target, queueNames } = props;
  const { reaction, predictive, schedule } = scaling;
  const within = new Construct(scope, id);
  // Policies are named within a group, but alarms name them in an account: A's names for the API.
  const name =
    props.part === 'asg' ? props.name : (what: string) => props.name(`${props.part}-${what}`);
  if (predictive !== undefined) {
    createPredictiveScaling(within, 'predictive', {
      name: name('forecast'),
      groupName,
      predictive,
    });
  }
  createGroupSchedule(within, 'schedule', { name, groupName, schedule });
  if (reaction.kind === 'alarm-steps') {
    return createAlarmSteps(within, 'steps', { name, groupName, steps: reaction });
  }
  createGroupTracking(within, 'tracking', {
    name,
    groupName,
    role: scaling,
    ...(queueNames === undefined ? {} : { queueNames }),
    ...(target === undefined
      ? {}
      : {
          requests: {
            loadBalancerArnSuffix: target.loadBalancerArnSuffix,
            targetGroupArnSuffix: target.targetGroup.arnSuffix,
          },
        }),
  });
  return undefined;
}

/**
 * Scaling in fixed steps with cool-downs. The alarms that ask for a step are made where alarms are
 * made; they only have to name the policies.
 */
import { AutoscalingPolicy } from '@cdktn/provider-aws/lib/autoscaling-policy/index.js';
import { Construct } from 'constructs';
import type { AlarmSteps } from '../../config/scaling-config.ts';

export type AlarmStepsProps = {
  readonly name: (part: string) => string;
  readonly groupName: string;
  readonly steps: AlarmSteps;
};

export type AlarmStepPolicies = {
  readonly scaleUpPolicyArn: string;
  readonly scaleDownPolicyArn: string;
};

export function createAlarmSteps(
  scope: Construct,
  id: string,
  { name, groupName, steps }: AlarmStepsProps,
): AlarmStepPolicies {
  const within = new Construct(scope, id);
  const policyOf = (part: string, change: number, cooldown: number): string =>
    new AutoscalingPolicy(within, part, {
      name: name(part),
      autoscalingGroupName: groupName,
      // The only kind that has a cool-down of its own.
      policyType: 'SimpleScaling',
      adjustmentType: 'ChangeInCapacity',
      scalingAdjustment: change,
      cooldown,
    }).arn;
  return {
    scaleUpPolicyArn: policyOf('scale-up', steps.add, steps.addCooldownSeconds),
    scaleDownPolicyArn: policyOf('scale-down', -steps.remove, steps.removeCooldownSeconds),
  };
}

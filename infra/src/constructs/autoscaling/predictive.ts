/** Starts instances before the load that two weeks of history foretell (document D). */
import { AutoscalingPolicy } from '@cdktn/provider-aws/lib/autoscaling-policy/index.js';
import type { Construct } from 'constructs';
import type { PredictiveScaling } from '../../config/scaling-config.ts';

export type PredictiveScalingProps = {
  readonly name: string;
  readonly groupName: string;
  readonly predictive: PredictiveScaling;
};

export function createPredictiveScaling(
  scope: Construct,
  id: string,
  { name, groupName, predictive }: PredictiveScalingProps,
): void {
  new AutoscalingPolicy(scope, id, {
    name,
    autoscalingGroupName: groupName,
    policyType: 'PredictiveScaling',
    predictiveScalingConfiguration: {
      mode: predictive.mode,
      schedulingBufferTime: String(predictive.bufferSeconds),
      // The database is made for the group's maximum, so no forecast may pass it.
      maxCapacityBreachBehavior: 'HonorMaxCapacity',
      metricSpecification: {
        targetValue: predictive.cpuPercent,
        predefinedLoadMetricSpecification: { predefinedMetricType: 'ASGTotalCPUUtilization' },
        predefinedScalingMetricSpecification: { predefinedMetricType: 'ASGAverageCPUUtilization' },
      },
    },
  });
}

/** Groups of EC2 instances: two alarms scale them, the others tell that scaling does not help. */
import type { InstanceAlarms } from '../../../config/monitoring-config.ts';
import { type AlarmSpec, partName } from '../alarm-spec.ts';
import { metricsOf } from '../metric.ts';

export type MonitoredInstances = {
  /** Where there are several: `blue`, `green`, `worker`. Begins the names of their alarms. */
  readonly part?: string;
  readonly groupName: string;
  /** Whether their type earns and spends credits (t3, t4g). */
  readonly burstable: boolean;
  /** ARNs of simple scaling policies; none where target tracking has alarms of its own. */
  readonly scaleUpPolicyArn?: string;
  readonly scaleDownPolicyArn?: string;
};

export const instanceMetrics = ({ groupName }: MonitoredInstances) => {
  const dimensions = { AutoScalingGroupName: groupName };
  return {
    ec2: metricsOf('AWS/EC2', dimensions),
    group: metricsOf('AWS/AutoScaling', dimensions),
    agent: metricsOf('CWAgent', dimensions),
  };
};

export function instanceAlarms(
  instances: MonitoredInstances,
  alarms: InstanceAlarms,
): readonly AlarmSpec[] {
  const { part, burstable, scaleUpPolicyArn, scaleDownPolicyArn } = instances;
  const { ec2, agent } = instanceMetrics(instances);
  const cpu = { kind: 'metric', metric: ec2('CPUUtilization', 'Average') } as const;
  return [
    {
      name: partName(part, 'high-cpu'),
      summary: 'The instances are busy; more of them are started where a policy says so.',
      measure: cpu,
      alarm: alarms.highCpuPercent,
      comparison: '>',
      missing: 'unknown',
      runbook: 'high-cpu',
      ...(scaleUpPolicyArn === undefined ? {} : { actions: [scaleUpPolicyArn] }),
    },
    ...(scaleDownPolicyArn === undefined || alarms.lowCpuPercent === undefined
      ? []
      : [
          {
            name: partName(part, 'low-cpu'),
            summary: 'The instances have little to do; one of them is taken away.',
            measure: cpu,
            alarm: alarms.lowCpuPercent,
            comparison: '<',
            missing: 'unknown',
            runbook: 'low-cpu',
            actions: [scaleDownPolicyArn],
          } as const,
        ]),
    {
      name: partName(part, 'high-memory'),
      summary: 'The instances run out of memory, or the agent that measures it has stopped.',
      measure: { kind: 'metric', metric: agent('mem_used_percent', 'Average') },
      alarm: alarms.highMemoryPercent,
      comparison: '>',
      missing: 'unknown',
      runbook: 'high-memory',
    },
    ...(burstable
      ? [
          {
            name: partName(part, 'charged-credits'),
            summary: 'The instances use more CPU than their type earns, and that is charged for.',
            measure: { kind: 'metric', metric: ec2('CPUSurplusCreditsCharged', 'Sum') },
            alarm: alarms.chargedCredits,
            comparison: '>',
            missing: 'ok',
            runbook: 'charged-credits',
          } as const,
        ]
      : []),
  ];
}

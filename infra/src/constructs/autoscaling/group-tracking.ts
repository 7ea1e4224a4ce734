/** Target tracking of an Auto Scaling group: one policy for each figure that its role scales on. */
import {
  AutoscalingPolicy,
  type AutoscalingPolicyTargetTrackingConfiguration as Tracking,
} from '@cdktn/provider-aws/lib/autoscaling-policy/index.js';
import { Construct } from 'constructs';
import type { RoleScaling } from '../../config/scaling-config.ts';
import { queueBacklog } from './queue-backlog.ts';

/** A target group behind a load balancer, by the ends of their ARNs. */
export type RequestSource = {
  readonly loadBalancerArnSuffix: string;
  readonly targetGroupArnSuffix: string;
};

export type GroupTrackingProps = {
  readonly name: (part: string) => string;
  readonly groupName: string;
  readonly role: RoleScaling;
  /** Absent: it is behind no load balancer. */
  readonly requests?: RequestSource;
  /** Queues that the group's processes empty. */
  readonly queueNames?: readonly string[];
};

export function createGroupTracking(scope: Construct, id: string, props: GroupTrackingProps): void {
  const { name, groupName, role, requests, queueNames = [] } = props;
  const within = new Construct(scope, id);
  const track = (
    part: string,
    targetValue: number,
    metric: Omit<Tracking, 'targetValue'>,
  ): void => {
    new AutoscalingPolicy(within, part, {
      name: name(`track-${part}`),
      autoscalingGroupName: groupName,
      policyType: 'TargetTrackingScaling',
      targetTrackingConfiguration: { targetValue, ...metric },
    });
  };
  const ofGroup = [{ name: 'AutoScalingGroupName', value: groupName }];

  track('cpu', role.cpuPercent, {
    predefinedMetricSpecification: { predefinedMetricType: 'ASGAverageCPUUtilization' },
  });
  if (role.memoryPercent !== undefined) {
    track('memory', role.memoryPercent, {
      customizedMetricSpecification: {
        // From the agent on each instance: EC2 itself knows nothing of memory.
        namespace: 'CWAgent',
        metricName: 'mem_used_percent',
        statistic: 'Average',
        metricDimension: ofGroup,
      },
    });
  }
  if (role.requestsPerTargetPerMinute !== undefined && requests !== undefined) {
    track('requests', role.requestsPerTargetPerMinute, {
      predefinedMetricSpecification: {
        predefinedMetricType: 'ALBRequestCountPerTarget',
        resourceLabel: resourceLabel(requests),
      },
    });
  }
  if (role.queueMessagesPerProcess !== undefined && queueNames.length > 0) {
    track('queue', role.queueMessagesPerProcess, {
      customizedMetricSpecification: {
        metrics: queueBacklog(queueNames, {
          namespace: 'AWS/AutoScaling',
          metricName: 'GroupInServiceInstances',
          dimensions: ofGroup,
        }),
      },
    });
  }
}

/** `app/<load balancer>/<id>/targetgroup/<target group>/<id>` */
export const resourceLabel = (source: RequestSource): string =>
  `${source.loadBalancerArnSuffix}/${source.targetGroupArnSuffix}`;

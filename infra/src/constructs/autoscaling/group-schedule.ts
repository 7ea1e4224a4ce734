/** Other bounds of an Auto Scaling group at times of day. */
import { AutoscalingSchedule } from '@cdktn/provider-aws/lib/autoscaling-schedule/index.js';
import { Construct } from 'constructs';
import type { ScheduledCapacity } from '../../config/scaling-config.ts';
import { groupCron, scheduleZone } from './schedule.ts';

export type GroupScheduleProps = {
  readonly name: (part: string) => string;
  readonly groupName: string;
  readonly schedule: readonly ScheduledCapacity[];
};

export function createGroupSchedule(
  scope: Construct,
  id: string,
  { name, groupName, schedule }: GroupScheduleProps,
): void {
  const within = new Construct(scope, id);
  for (const entry of schedule) {
    new AutoscalingSchedule(within, entry.name, {
      scheduledActionName: name(entry.name),
      autoscalingGroupName: groupName,
      recurrence: groupCron(entry),
      timeZone: scheduleZone,
      minSize: entry.min,
      maxSize: entry.max,
      // Minus one keeps it: left out, it would become zero.
      desiredCapacity: -1,
    });
  }
}

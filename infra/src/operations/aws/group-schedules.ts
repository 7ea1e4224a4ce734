/** Scheduled actions of Auto Scaling groups that happen once and move the minimum. */
import {
  AutoScalingClient,
  DeleteScheduledActionCommand,
  paginateDescribeScheduledActions,
  PutScheduledUpdateGroupActionCommand,
} from '@aws-sdk/client-auto-scaling';
import { clientConfig, type ClientOptions, isMissing, present } from './options.ts';

export type ScheduledMinimum = {
  readonly name: string;
  readonly atMs: number;
  readonly min: number;
};

export type GroupSchedules = {
  /** What is repeated, or moves something else, is left out. */
  readonly list: (group: string) => Promise<readonly ScheduledMinimum[]>;
  /** Replaces the one of the same name. The size follows a higher minimum, not a lower one. */
  readonly put: (group: string, action: ScheduledMinimum) => Promise<void>;
  /** Nothing happens when it is gone. */
  readonly remove: (group: string, name: string) => Promise<void>;
};

export function createGroupSchedules(options: ClientOptions): GroupSchedules {
  const client = new AutoScalingClient(clientConfig(options));
  return {
    async list(group) {
      const found: ScheduledMinimum[] = [];
      for await (const { ScheduledUpdateGroupActions = [] } of paginateDescribeScheduledActions(
        { client },
        { AutoScalingGroupName: group },
      )) {
        for (const action of ScheduledUpdateGroupActions) {
          const { Recurrence, StartTime, MinSize } = action;
          if (Recurrence !== undefined || StartTime === undefined || MinSize === undefined)
            continue;
          found.push({
            name: present(action.ScheduledActionName, 'the name of a scheduled action'),
            atMs: StartTime.getTime(),
            min: MinSize,
          });
        }
      }
      return found;
    },
    async put(group, { name, atMs, min }) {
      await client.send(
        new PutScheduledUpdateGroupActionCommand({
          AutoScalingGroupName: group,
          ScheduledActionName: name,
          StartTime: new Date(atMs),
          MinSize: min,
        }),
      );
    },
    async remove(group, name) {
      try {
        await client.send(
          new DeleteScheduledActionCommand({
            AutoScalingGroupName: group,
            ScheduledActionName: name,
          }),
        );
      } catch (error) {
        // AWS calls one that has happened already, or never was, a faulty request.
        const isGone = error instanceof Error && /not found/i.test(error.message);
        if (!isGone && !isMissing(error)) throw error;
      }
    },
  };
}

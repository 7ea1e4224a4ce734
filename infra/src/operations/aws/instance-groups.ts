/** Auto Scaling groups: their size, and the replacement of their instances. */
import {
  AutoScalingClient,
  CancelInstanceRefreshCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeInstanceRefreshesCommand,
  paginateDescribeAutoScalingGroups,
  StartInstanceRefreshCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import type { InstanceRefresh } from '../../config/compute-config.ts';
import { clientConfig, type ClientOptions, isMissing, present } from './options.ts';

export type GroupSize = { readonly min: number; readonly max: number; readonly desired: number };

export type InstanceGroup = GroupSize & {
  readonly name: string;
  readonly targetGroupArns: readonly string[];
  /** All of them, in whatever state. */
  readonly instances: number;
  readonly inService: number;
};

export type Refresh = {
  /** `Pending`, `InProgress`, `Successful`, `Failed`, `Cancelling`, `Cancelled`, ... */
  readonly status: string;
  readonly percent: number;
  readonly reason: string;
};

export type InstanceGroups = {
  readonly find: (name: string) => Promise<InstanceGroup | undefined>;
  /** Names that begin with `prefix`. */
  readonly list: (prefix: string) => Promise<readonly string[]>;
  readonly resize: (name: string, size: GroupSize) => Promise<void>;
  /** Replaces every instance; answers the id of the refresh. */
  readonly refresh: (name: string, preferences: InstanceRefresh) => Promise<string>;
  readonly findRefresh: (name: string, id: string) => Promise<Refresh>;
  /** Stops a refresh where it is. Nothing happens when there is none. */
  readonly cancelRefresh: (name: string) => Promise<void>;
};

export function createInstanceGroups(options: ClientOptions): InstanceGroups {
  const client = new AutoScalingClient(clientConfig(options));
  return {
    async find(name) {
      const { AutoScalingGroups: groups = [] } = await client.send(
        new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
      );
      const [group] = groups;
      if (group === undefined) return undefined;
      const instances = group.Instances ?? [];
      return {
        name,
        min: present(group.MinSize, 'a minimum'),
        max: present(group.MaxSize, 'a maximum'),
        desired: present(group.DesiredCapacity, 'a size'),
        targetGroupArns: group.TargetGroupARNs ?? [],
        instances: instances.length,
        inService: instances.filter(
          ({ LifecycleState, HealthStatus }) =>
            LifecycleState === 'InService' && HealthStatus === 'Healthy',
        ).length,
      };
    },
    async list(prefix) {
      const names: string[] = [];
      for await (const { AutoScalingGroups = [] } of paginateDescribeAutoScalingGroups(
        { client },
        {},
      )) {
        names.push(
          ...AutoScalingGroups.map(({ AutoScalingGroupName = '' }) => AutoScalingGroupName),
        );
      }
      return names.filter((name) => name.startsWith(prefix));
    },
    async resize(name, { min, max, desired }) {
      await client.send(
        new UpdateAutoScalingGroupCommand({
          AutoScalingGroupName: name,
          MinSize: min,
          MaxSize: max,
          DesiredCapacity: desired,
        }),
      );
    },
    async refresh(name, { minHealthyPercent, maxHealthyPercent }) {
      const { InstanceRefreshId } = await client.send(
        new StartInstanceRefreshCommand({
          AutoScalingGroupName: name,
          Strategy: 'Rolling',
          Preferences: {
            MinHealthyPercentage: minHealthyPercent,
            MaxHealthyPercentage: maxHealthyPercent,
            // The launch template is the same; the image is not.
            SkipMatching: false,
          },
        }),
      );
      return present(InstanceRefreshId, 'the id of the refresh');
    },
    async findRefresh(name, id) {
      const { InstanceRefreshes: refreshes = [] } = await client.send(
        new DescribeInstanceRefreshesCommand({
          AutoScalingGroupName: name,
          InstanceRefreshIds: [id],
        }),
      );
      const refresh = present(refreshes[0], `the refresh ${id}`);
      return {
        status: present(refresh.Status, 'a status'),
        percent: refresh.PercentageComplete ?? 0,
        reason: refresh.StatusReason ?? '',
      };
    },
    async cancelRefresh(name) {
      try {
        await client.send(new CancelInstanceRefreshCommand({ AutoScalingGroupName: name }));
      } catch (error) {
        const none =
          error instanceof Error && error.name.startsWith('ActiveInstanceRefreshNotFound');
        if (!none && !isMissing(error)) throw error;
      }
    },
  };
}

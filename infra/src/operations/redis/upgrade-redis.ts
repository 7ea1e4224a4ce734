/**
 * `operate upgrade-redis`: snapshot, new version, wait, check;
 * docs/infrastructure/redis-upgrade.md.
 */
import type { RedisGroupState } from '../aws/redis-groups.ts';
import { command } from '../core/command.ts';
import type { Operation } from '../core/operation.ts';
import { OperatorError } from '../core/operator-error.ts';
import { type Step, takeSteps } from '../core/steps.ts';
import { patience, until } from '../core/until.ts';
import { redisGroupIds, stampOf } from '../parts.ts';
import { redisSnapshotStep } from '../recovery/snapshots.ts';

export const upgradeRedisCommand = command(
  {
    name: 'upgrade-redis',
    summary: 'Upgrades Redis: the cache first, then the store, each after a snapshot.',
    details: [
      'AWS upgrades replicas first and then fails over to one of them: writes stop for',
      'seconds. Without replicas the group is away for minutes and comes back empty, apart',
      'from its snapshot. A version cannot be taken back; the way back is a new group from the',
      'snapshot (`restore --what redis`). Raise engineVersion in',
      'src/config/<topology>/cache.ts in the same change, or the next apply fails.',
    ].join('\n'),
    flags: {
      version: { type: 'string', value: '<7.1>', help: 'The version to upgrade to.' },
      'parameter-group': { type: 'string', value: '<name>', help: 'For a new major version.' },
      group: { type: 'string', value: '<id>', help: 'Only this group.' },
    },
  },
  async (operation, flags) => {
    const { version } = flags;
    if (version === undefined || !/^\d+(\.\d+){1,2}$/.test(version)) {
      throw new OperatorError('Which version?', 'Say e.g. --version 7.1.');
    }
    const groups =
      flags.group === undefined ? redisGroupIds(operation.name).toReversed() : [flags.group];
    const steps: Step[] = [];
    for (const id of groups) {
      const state = await operation.aws().redisGroups.find(id);
      if (state === undefined) throw new OperatorError(`There is no ${id}.`, 'Look at --group.');
      steps.push(...upgradeSteps(operation, id, state, version, flags['parameter-group']));
    }
    await operation.confirm(operation.name('redis'), `Redis will be upgraded to ${version}.`);
    await takeSteps(operation, steps);
  },
);

export function upgradeSteps(
  operation: Operation,
  id: string,
  { versions, replicated, status }: RedisGroupState,
  version: string,
  parameterGroup: string | undefined,
): readonly Step[] {
  const [current = '?'] = versions;
  if (isVersion(current, version)) {
    operation.say(`${id} has ${current} already.`);
    return [];
  }
  if (compareVersions(current, version) > 0) {
    throw new OperatorError(
      `${id} has ${current}: it cannot go back to ${version}.`,
      'Make a new group from a snapshot that was taken before.',
    );
  }
  if (status !== 'available') {
    throw new OperatorError(`${id} is ${status}.`, 'Wait until it is available.');
  }
  if (!replicated) operation.say(`${id} has no replica: it will be away for some minutes.`);
  const { redisGroups } = operation.aws();
  return [
    redisSnapshotStep(
      operation,
      id,
      `before-${version.replaceAll('.', '-')}-${stampOf(operation.clock.nowMs())}`,
    ),
    {
      title: `upgrade ${id} from ${current} to ${version}`,
      async run() {
        await redisGroups.upgrade(id, version, parameterGroup);
        await until(operation, `${id} is upgraded`, patience(90, 'Read its events.'), async () => {
          const now = await redisGroups.find(id);
          const there =
            now?.status === 'available' && now.versions.every((one) => isVersion(one, version));
          return there
            ? { done: true }
            : { missing: `${now?.status ?? 'gone'}, ${now?.versions.join(' ') ?? ''}` };
        });
      },
    },
  ];
}

/** `7.1` is what AWS calls 7.1.0 elsewhere. */
const isVersion = (has: string, wanted: string): boolean =>
  has === wanted || has.startsWith(`${wanted}.`);

export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

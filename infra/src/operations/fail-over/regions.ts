/**
 * What a fail-over needs to know and to do in either region, by the names that the constructs give.
 */
import { databaseConfig } from '../../config/disaster-recovery/database.ts';
import { scalingConfig } from '../../config/disaster-recovery/scaling.ts';
import { primaryRegion, type Region, standbyRegion } from '../../config/names.ts';
import { imageIn } from '../../config/settings.ts';
import type { DatabaseState } from '../aws/databases.ts';
import type { GroupSize } from '../aws/instance-groups.ts';
import type { Operation } from '../core/operation.ts';
import { OperatorError } from '../core/operator-error.ts';
import { patience, until } from '../core/until.ts';
import { coloursOf } from '../deploy/colours-of.ts';
import { databaseOf, groupNames, healthCheckNames, imageParameter } from '../parts.ts';
import type { DatabaseFact } from './model/due-step.ts';

/** Comes before the time in the name of a database that was set aside. */
export const setAside = 'before-failover';

export const databaseIn = ({ topology, nameIn }: Operation, region: Region): string =>
  databaseOf({ topology, name: nameIn(region) }).id;

/** In Seoul blue and green, in Tokyo one group; the workers in both. */
export function groupsIn({ nameIn }: Operation, region: Region): readonly string[] {
  const name = nameIn(region);
  const api =
    region === primaryRegion
      ? [groupNames.api(name, 'blue'), groupNames.api(name, 'green')]
      : [groupNames.api(name)];
  return [...api, groupNames.worker(name)];
}

/** Instances that may write. Throws when the region does not answer. */
export async function processesIn(operation: Operation, region: Region): Promise<number> {
  const { instanceGroups } = operation.aws(region);
  const groups = await Promise.all(
    groupsIn(operation, region).map((name) => instanceGroups.find(name)),
  );
  return groups.reduce(
    (sum, group) => sum + Math.max(group?.instances ?? 0, group?.desired ?? 0),
    0,
  );
}

/** Ends every process of a region, and waits until the last one is gone. */
export async function fence(operation: Operation, region: Region): Promise<void> {
  const { instanceGroups } = operation.aws(region);
  for (const name of groupsIn(operation, region)) {
    if ((await instanceGroups.find(name)) === undefined) continue;
    await instanceGroups.resize(name, { min: 0, max: 0, desired: 0 });
  }
  await until(
    operation,
    `processes in ${region} end`,
    patience(20, 'Terminate what is left by hand; nothing was promoted yet.'),
    async () => {
      const left = await processesIn(operation, region);
      return left === 0 ? { done: true } : { missing: `${left} are left` };
    },
  );
}

/** Which groups shall run in a region that takes over, and how many of each. */
export async function sizesIn(
  operation: Operation,
  region: Region,
): Promise<readonly (GroupSize & { readonly group: string })[]> {
  const { api, worker } = scalingConfig(operation.environment);
  const name = operation.nameIn(region);
  const colour =
    region === primaryRegion ? await coloursOf(operation, '').ports.traffic() : undefined;
  return [
    { group: groupNames.api(name, colour), ...api },
    { group: groupNames.worker(name), ...worker },
  ];
}

export async function startIn(operation: Operation, region: Region): Promise<void> {
  if (region === primaryRegion) await bringImageHome(operation);
  for (const { group, ...size } of await sizesIn(operation, region)) {
    operation.say(`${group}: ${size.desired} instances.`);
    await operation.aws(region).instanceGroups.resize(group, size);
  }
}

/** What was released last is what Tokyo was told, or runs. */
export async function releasedLast(operation: Operation, region: Region): Promise<string> {
  const image = await operation.aws(standbyRegion).parameters.read(imageParameter(operation));
  if (image !== undefined) return imageIn(image, region);
  throw new OperatorError('Tokyo has no image.', 'Look at its parameters.');
}

/** What served in Tokyo serves in Seoul again. */
async function bringImageHome(operation: Operation): Promise<void> {
  const home = await releasedLast(operation, primaryRegion);
  const { parameters } = operation.aws(primaryRegion);
  const colour = await coloursOf(operation, '').ports.traffic();
  for (const part of [colour, 'worker'] as const) {
    await parameters.write(imageParameter(operation, part), home);
  }
}

export async function healthIn(
  operation: Operation,
  region: Region,
): Promise<{ readonly started: boolean; readonly healthy: boolean; readonly text: string }> {
  const { instanceGroups, loadBalancers } = operation.aws(region);
  const found = await Promise.all(
    (await sizesIn(operation, region)).map(async ({ group }) => {
      const state = await instanceGroups.find(group);
      const [targetGroup] = state?.targetGroupArns ?? [];
      const healthy =
        targetGroup === undefined
          ? (state?.inService ?? 0)
          : (await loadBalancers.targets(targetGroup)).healthy;
      return { desired: state?.desired ?? 0, healthy };
    }),
  );
  return {
    started: found.every(({ desired }) => desired > 0),
    healthy: found.every(({ desired, healthy }) => desired > 0 && healthy >= desired),
    text: found.map(({ desired, healthy }) => `${healthy} of ${desired}`).join(' and '),
  };
}

export async function databaseFact(operation: Operation, region: Region): Promise<DatabaseFact> {
  const { instance } = operation.aws(region).databases;
  const id = databaseIn(operation, region);
  const found = await instance.find(id);
  if (found === undefined) return 'missing';
  if (found.status === 'creating') return 'being-made';
  if (found.follows !== undefined) return found.status === 'available' ? 'follows' : 'being-made';
  if (found.status !== 'available' && found.status !== 'backing-up') return 'being-promoted';
  return region === standbyRegion || (await isFromTokyo(operation, found))
    ? 'primary'
    : 'left-behind';
}

/**
 * Each region's database is made from the other's, so the younger one has what the older one had:
 * Tokyo's is younger until a fail-back makes one in Seoul. Names and tags would tell yesterday's
 * story.
 */
async function isFromTokyo(operation: Operation, seoul: DatabaseState): Promise<boolean> {
  const id = databaseIn(operation, standbyRegion);
  const tokyo = await operation.aws(standbyRegion).databases.instance.find(id);
  if (seoul.createdMs !== undefined && tokyo?.createdMs !== undefined) {
    return seoul.createdMs > tokyo.createdMs;
  }
  throw new OperatorError(
    `Nobody can tell whether ${seoul.id} or ${id} is the newer one.`,
    'Look at both databases in the console; there has to be one in each region.',
  );
}

export const backupDays = ({ environment }: Operation): number =>
  databaseConfig(environment).server.backupRetentionDays;

/** The check that decides where requests go. */
export async function routeOf(operation: Operation) {
  const { healthChecks } = operation.aws(primaryRegion);
  const name = healthCheckNames(operation.nameIn(primaryRegion)).primary;
  const check = await healthChecks.find(name);
  if (check !== undefined) return check;
  throw new OperatorError(`There is no health check ${name}.`, 'Apply the edge stack first.');
}

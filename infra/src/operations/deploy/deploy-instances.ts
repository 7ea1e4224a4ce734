/**
 * A release by instance refresh (ec2-aurora, and the workers of disaster-recovery): writes which
 * image new instances run, has the instances replaced a few at a time, and takes both back when
 * that fails.
 */
import type { InstanceRefresh } from '../../config/compute-config.ts';
import type { InstanceGroups, Refresh } from '../aws/instance-groups.ts';
import type { Parameters } from '../aws/parameters.ts';
import { messageOf, OperatorError } from '../core/operator-error.ts';
import { type Look, type Patience, patience, until, type Watch } from '../core/until.ts';

export type InstancePorts = {
  readonly groups: Pick<InstanceGroups, 'find' | 'refresh' | 'findRefresh' | 'cancelRefresh'>;
  readonly parameters: Parameters;
};

export type InstanceRelease = {
  /** In this order; a failure of one takes back those before it as well. */
  readonly groups: readonly string[];
  readonly parameter: string;
  readonly image: string;
  readonly preferences: InstanceRefresh;
};

/** Of one group, however many instances it has. */
const refreshPatience: Patience = patience(
  60,
  'Look at the activity history of the group, and at /var/log/user-data.log of a new instance.',
);

export async function deployInstances(
  watch: Watch,
  { groups, parameters }: InstancePorts,
  release: InstanceRelease,
): Promise<void> {
  const before = await parameters.read(release.parameter);
  if (before === undefined) {
    throw new OperatorError(
      `The parameter ${release.parameter} does not exist.`,
      'Apply the compute stack first: it makes the parameter with the first image.',
    );
  }
  watch.say(`${release.parameter}: ${before} becomes ${release.image}.`);
  await parameters.write(release.parameter, release.image);
  const begun: string[] = [];
  try {
    for (const group of release.groups) {
      begun.push(group);
      await replaceInstances(watch, groups, group, release.preferences);
    }
  } catch (error) {
    watch.say(`${messageOf(error)} The release is taken back.`);
    await takeBack(watch, { groups, parameters }, { ...release, groups: begun }, before);
    throw new OperatorError(
      `The release failed and was taken back; ${before} runs again. ${messageOf(error)}`,
      refreshPatience.remedy,
    );
  }
}

export async function replaceInstances(
  watch: Watch,
  groups: InstancePorts['groups'],
  group: string,
  preferences: InstanceRefresh,
): Promise<void> {
  // One that is under way, e.g. after a rotation of secrets, would refuse this one.
  await groups.cancelRefresh(group);
  const id = await startRefresh(watch, groups, group, preferences);
  await until(watch, `refresh of ${group}`, refreshPatience, async () =>
    lookAt(group, await groups.findRefresh(group, id)),
  );
  watch.say(`All instances of ${group} are replaced.`);
}

const startRefresh = (
  watch: Watch,
  groups: InstancePorts['groups'],
  group: string,
  preferences: InstanceRefresh,
): Promise<string> =>
  until(
    watch,
    `start of the refresh of ${group}`,
    patience(15, refreshPatience.remedy),
    async () => {
      try {
        return { done: await groups.refresh(group, preferences) };
      } catch (error) {
        const isBusy = error instanceof Error && error.name.startsWith('InstanceRefreshInProgress');
        if (!isBusy) throw error;
        return { missing: 'another refresh is ending' };
      }
    },
  );

function lookAt(group: string, { status, percent, reason }: Refresh): Look<true> {
  if (status === 'Successful') return { done: true };
  if (/Failed|Cancelled|RollbackSuccessful/.test(status)) {
    throw new OperatorError(
      `The refresh of ${group} ended ${status}: ${reason}`,
      refreshPatience.remedy,
    );
  }
  return { missing: `${status}, ${percent} %` };
}

/** Not AWS's own rollback: the launch template is the same, only the parameter differs. */
async function takeBack(
  watch: Watch,
  { groups, parameters }: InstancePorts,
  { groups: begun, parameter, preferences }: InstanceRelease,
  image: string,
): Promise<void> {
  await parameters.write(parameter, image);
  // The way back goes on when the operator has lost patience: half of each is the worst.
  const determined: Watch = { ...watch, interrupted: () => false };
  for (const group of begun) await replaceInstances(determined, groups, group, preferences);
}

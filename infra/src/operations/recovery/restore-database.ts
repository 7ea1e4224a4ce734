/**
 * A database as it was at a moment: a new one beside the old. With `swap` it then takes the old
 * one's name, and with it its address, so that no process needs another setting; the old one stays
 * under another name until somebody has compared the two and deletes it.
 */
import type { DatabaseState } from '../aws/databases.ts';
import type { Operation } from '../core/operation.ts';
import { OperatorError } from '../core/operator-error.ts';
import type { Step } from '../core/steps.ts';
import { patience, until } from '../core/until.ts';

export type DatabaseRestore = {
  readonly source: DatabaseState;
  readonly restoredId: string;
  readonly atMs: number | undefined;
  readonly swap: boolean;
  /** Goes behind the old database's names. */
  readonly stamp: string;
};

const restorePatience = patience(
  180,
  'Restoring copies storage; look at its events in the console.',
);

export function restoreDatabaseSteps(
  operation: Operation,
  restore: DatabaseRestore,
): readonly Step[] {
  const { source, restoredId, atMs, swap } = restore;
  const databases = operation.aws().databases[source.kind];
  const moment =
    atMs === undefined ? 'as late as possible' : `as of ${new Date(atMs).toISOString()}`;
  return [
    {
      title: `restore ${source.id} ${moment} to ${restoredId}`,
      async run() {
        if ((await databases.find(restoredId)) === undefined) {
          await databases.restore(source.id, restoredId, atMs);
        }
        await untilStatus(operation, source.kind, restoredId);
      },
    },
    ...(source.kind === 'cluster' ? memberSteps(operation, restore) : []),
    ...(swap ? swapSteps(operation, restore) : []),
  ];
}

const restoredMember = (member: string): string => `${member}-restored`;

/** A restored cluster is storage only: it needs servers. */
const memberSteps = (
  operation: Operation,
  { source, restoredId }: DatabaseRestore,
): readonly Step[] =>
  source.members.map((member) => ({
    title: `add the server ${restoredMember(member)}`,
    async run() {
      const { cluster } = operation.aws().databases;
      if ((await cluster.memberStatus(restoredMember(member))) === undefined) {
        await cluster.addMember(restoredId, restoredMember(member), member);
      }
      await untilMember(operation, restoredMember(member));
    },
  }));

/** The old ones first: a name is free only then. */
function swapSteps(
  operation: Operation,
  { source, restoredId, stamp }: DatabaseRestore,
): readonly Step[] {
  const { kind, id, members } = source;
  const databases = operation.aws().databases;
  const rename = (from: string, to: string): Step => ({
    title: `rename ${from} to ${to}`,
    async run() {
      await databases[kind].rename(from, to);
      await untilStatus(operation, kind, to);
    },
  });
  const renameMember = (from: string, to: string): Step => ({
    title: `rename the server ${from} to ${to}`,
    async run() {
      await databases.cluster.renameMember(from, to);
      await untilMember(operation, to);
    },
  });
  const servers = kind === 'cluster' ? members : [];
  return [
    rename(id, `${id}-${stamp}`),
    ...servers.map((member) => renameMember(member, `${member}-${stamp}`)),
    rename(restoredId, id),
    ...servers.map((member) => renameMember(restoredMember(member), member)),
  ];
}

const untilStatus = (
  operation: Operation,
  kind: DatabaseState['kind'],
  id: string,
): Promise<true> =>
  until(operation, `${id} is available`, restorePatience, async () => {
    const found = await operation.aws().databases[kind].find(id);
    return lookAt(id, found?.status);
  });

const untilMember = (operation: Operation, id: string): Promise<true> =>
  until(operation, `${id} is available`, restorePatience, async () =>
    lookAt(id, await operation.aws().databases.cluster.memberStatus(id)),
  );

function lookAt(id: string, status: string | undefined) {
  if (status === 'failed' || status === 'incompatible-restore') {
    throw new OperatorError(`${id} is ${status}.`, 'Read its events; delete it and restore again.');
  }
  return status === 'available' ? { done: true as const } : { missing: status ?? 'not there yet' };
}

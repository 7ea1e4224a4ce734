/**
 * Snapshots of a database and of Redis, taken and waited for: also what destructive commands do
 * first.
 */
import type { Operation } from '../core/operation.ts';
import { OperatorError } from '../core/operator-error.ts';
import type { Step } from '../core/steps.ts';
import { patience, until } from '../core/until.ts';
import { databaseOf } from '../parts.ts';

export const databaseSnapshotStep = (operation: Operation, suffix: string): Step => {
  const { kind, id } = databaseOf(operation);
  const snapshot = `${id}-${suffix}`;
  const databases = operation.aws().databases[kind];
  return {
    title: `snapshot ${snapshot} of the database`,
    async run() {
      if ((await databases.find(id)) === undefined) return operation.say(`There is no ${id}.`);
      await databases.snapshot(id, snapshot);
      await untilThere(operation, snapshot, () => databases.snapshotStatus(snapshot));
    },
  };
};

export const redisSnapshotStep = (operation: Operation, id: string, suffix: string): Step => {
  const snapshot = `${id}-${suffix}`;
  const { redisGroups } = operation.aws();
  return {
    title: `snapshot ${snapshot} of Redis`,
    async run() {
      const group = await redisGroups.find(id);
      if (group === undefined) return operation.say(`There is no ${id}.`);
      await redisGroups.snapshot(id, group, snapshot);
      await untilThere(operation, snapshot, () => redisGroups.snapshotStatus(snapshot));
    },
  };
};

async function untilThere(
  operation: Operation,
  snapshot: string,
  status: () => Promise<string | undefined>,
): Promise<void> {
  await until(
    operation,
    `snapshot ${snapshot}`,
    patience(120, 'A first snapshot copies everything; look at its progress in the console.'),
    async () => {
      const now = await status();
      if (now === 'failed') {
        throw new OperatorError(`The snapshot ${snapshot} failed.`, 'Take it again.');
      }
      return now === 'available' ? { done: true } : { missing: now ?? 'not begun' };
    },
  );
}

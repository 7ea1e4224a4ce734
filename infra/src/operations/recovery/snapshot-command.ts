/** `operate snapshot`. */
import { command } from '../core/command.ts';
import { OperatorError } from '../core/operator-error.ts';
import { takeSteps } from '../core/steps.ts';
import { databaseOf, redisGroupIds, stampOf } from '../parts.ts';
import { databaseSnapshotStep, redisSnapshotStep } from './snapshots.ts';

export const snapshotCommand = command(
  {
    name: 'snapshot',
    summary: 'Takes a snapshot of the database and of the Redis store, and waits for them.',
    details: [
      'Named after the database or group, a word of yours (--word, `manual` by default) and',
      'the time in UTC. Snapshots of a database stay until somebody deletes them; they are not',
      'the backups that go with it.',
    ].join('\n'),
    flags: {
      word: { type: 'string', value: '<word>', help: 'E.g. before-upgrade.' },
      only: { type: 'string', value: '<database|redis>', help: 'One of the two.' },
    },
  },
  async (operation, { word = 'manual', only }) => {
    if (!/^[a-z][a-z0-9-]{0,20}$/.test(word)) {
      throw new OperatorError(`"${word}" cannot be in a name.`, 'Use letters, digits and hyphens.');
    }
    if (only !== undefined && only !== 'database' && only !== 'redis') {
      throw new OperatorError(
        `"${only}" is neither database nor redis.`,
        'Leave --only out for both.',
      );
    }
    const suffix = `${word}-${stampOf(operation.clock.nowMs())}`;
    const [store] = redisGroupIds(operation.name);
    operation.say(`Of ${databaseOf(operation).id} and ${store}.`);
    await takeSteps(operation, [
      ...(only === 'redis' ? [] : [databaseSnapshotStep(operation, suffix)]),
      ...(only === 'database' ? [] : [redisSnapshotStep(operation, store, suffix)]),
    ]);
  },
);

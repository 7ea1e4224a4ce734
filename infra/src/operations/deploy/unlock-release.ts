/** `operate unlock-release`: removes the lock of a release that has died. */
import { command } from '../core/command.ts';
import { takeSteps } from '../core/steps.ts';
import { stateBucket } from '../parts.ts';
import { lockPlace, readHolder } from './lock.ts';

export const unlockReleaseCommand = command(
  {
    name: 'unlock-release',
    summary: 'Shows who releases, and removes the lock of a release that has died.',
    details: [
      'A lock is ignored after 90 minutes anyway. Make sure that the release does not run any',
      'more, e.g. in the log of its pipeline: two at once may send traffic to instances that',
      'are just ending.',
    ].join('\n'),
    flags: {},
  },
  async (operation) => {
    const { topology, environment, aws, say, confirm } = operation;
    const place = lockPlace(stateBucket(operation), topology, environment);
    const found = await aws().buckets.read(place.bucket, place.key);
    if (found === undefined) return say('Nobody releases.');
    const holder = readHolder(found.text);
    const since = holder === undefined ? '' : `, since ${new Date(holder.sinceMs).toISOString()}`;
    say(`${holder?.owner ?? found.text}${since}`);
    await confirm(operation.name('release'), 'The lock will be removed.');
    await takeSteps(operation, [
      { title: `remove ${place.key}`, run: () => aws().buckets.remove(place.bucket, [place.key]) },
    ]);
  },
);

/**
 * `operate bootstrap`: the first thing in an empty account. The stack `account` makes the bucket
 * that states are kept in, its own among them: it is applied with a local state, which then moves
 * there.
 */
import { stateBucketName } from '../../topologies/stack.ts';
import { command } from '../core/command.ts';
import type { Operation } from '../core/operation.ts';
import { OperatorError } from '../core/operator-error.ts';
import { takeSteps } from '../core/steps.ts';
import {
  forgetLocalState,
  hasLocalState,
  stacksOf,
  useBucketState,
  useLocalState,
} from './terraform.ts';

export const bootstrapCommand = command(
  {
    name: 'bootstrap',
    summary:
      'Makes what an empty account needs first: the bucket of states, roles, trail, registry.',
    details: [
      'Once an environment, whatever topology follows, by a person who may make roles.',
      "Afterwards the account's stack is planned and applied like any other. When it fails, run",
      'it again in the same folder: until the bucket is there, the state is there.',
    ].join('\n'),
    flags: {},
  },
  (operation) => bootstrap(operation),
);

/** `folder`: where stacks are written, and where the state is until there is a bucket for it. */
export async function bootstrap(operation: Operation, folder?: string): Promise<void> {
  const { settings, topology, environment, aws } = operation;
  const bucket = stateBucketName({ settings, topology, environment });
  const stacks = stacksOf(operation, 'account', folder);
  const [stack] = stacks.all;
  if (stack === undefined) throw new Error('There is no stack for the account.');
  const { directory } = stack;
  // An apply that failed after it had made the bucket goes on with the state that it has.
  if (!hasLocalState(directory) && (await aws().buckets.exists(bucket))) {
    throw new OperatorError(
      `${bucket} exists: the account is prepared.`,
      'Synthesise and apply the stack `account` as usual.',
    );
  }
  await operation.confirm(settings.accountId, `Account ${settings.accountId} will be prepared.`);
  await takeSteps(operation, [
    {
      title: `apply ${stack.name} with a local state`,
      async run() {
        await useLocalState(directory);
        await stacks.run(stack, ['init', '-reconfigure']);
        await stacks.run(stack, ['apply', '-auto-approve']);
      },
    },
    {
      title: `move its state to ${bucket}`,
      async run() {
        await useBucketState(directory);
        await stacks.run(stack, ['init', '-migrate-state', '-force-copy']);
        await forgetLocalState(directory);
      },
    },
  ]);
  operation.say(`Confirm the subscriptions in the mails to ${settings.alarmEmail}.`);
}

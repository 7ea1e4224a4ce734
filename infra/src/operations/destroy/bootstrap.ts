/**
 * `operate bootstrap`: the first thing in an empty account. The stack `account` makes the bucket
 * that states are kept in, its own among them: it is applied with a local state, which then moves
 * there.
 */
import { stateBucketName } from '../../topologies/stack.ts';
import { command } from '../core/command.ts';
import { OperatorError } from '../core/operator-error.ts';
import { takeSteps } from '../core/steps.ts';
import { stacksOf, useBucketState, useLocalState } from './terraform.ts';

export const bootstrapCommand = command(
  {
    name: 'bootstrap',
    summary:
      'Makes what an empty account needs first: the bucket of states, roles, trail, registry.',
    details: [
      'Once an environment, whatever topology follows, by a person who may make roles.',
      "Afterwards the account's stack is planned and applied like any other.",
    ].join('\n'),
    flags: {},
  },
  async (operation) => {
    const { settings, topology, environment, aws } = operation;
    const bucket = stateBucketName({ settings, topology, environment });
    if (await aws().buckets.exists(bucket)) {
      throw new OperatorError(
        `${bucket} exists: the account is prepared.`,
        'Synthesise and apply the stack `account` as usual.',
      );
    }
    await operation.confirm(settings.accountId, `Account ${settings.accountId} will be prepared.`);
    const stacks = stacksOf(operation, 'account');
    const [stack] = stacks.all;
    if (stack === undefined) throw new Error('There is no stack for the account.');
    const { directory } = stack;
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
        },
      },
    ]);
    operation.say(`Confirm the subscriptions in the mails to ${settings.alarmEmail}.`);
  },
);

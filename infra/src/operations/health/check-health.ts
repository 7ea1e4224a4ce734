/** `operate check-health`: one line a part, exit code 1 when one of them is not well. */
import { applicationNamespace } from '../../constructs/pod-identity/service-accounts.ts';
import { command } from '../core/command.ts';
import { OperatorError } from '../core/operator-error.ts';
import { runChecks } from './checks.ts';
import { deploymentChecks } from './deployment-checks.ts';

export const checkHealthCommand = command(
  {
    name: 'check-health',
    summary: 'Looks at every part of a deployment; fails when one is not well.',
    details: [
      'The API (/health), what runs it (instances, tasks, or nodes and pods), the targets of',
      'the load balancer, the database, Redis, and, where they are switched on, one read of',
      'each table. All are asked, even after one has failed. It changes nothing.',
      'Nobody outside of the network reaches Redis: through a tunnel of Session Manager,',
      '--redis sends AUTH and PING over TLS as the product would. See',
      '  docs/infrastructure/operations.md.',
    ].join('\n'),
    flags: {
      'base-url': {
        type: 'string',
        value: '<url>',
        help: 'Of the API; of the settings by default.',
      },
      redis: { type: 'string', value: '<host:port>', help: 'The end of a tunnel to the store.' },
      namespace: { type: 'string', value: '<name>', help: 'eks: onsale by default.' },
      context: { type: 'string', value: '<name>', help: 'eks: of kubectl.' },
    },
  },
  async (operation, flags) => {
    const failed = await runChecks(
      deploymentChecks(operation, {
        baseUrl: flags['base-url'],
        redis: flags.redis,
        namespace: flags.namespace ?? applicationNamespace,
        context: flags.context,
      }),
      operation.say,
    );
    if (failed.length === 0) return operation.say('Everything is well.');
    throw new OperatorError(
      `${failed.length} parts are not well: ${failed.join('; ')}.`,
      'docs/infrastructure/runbooks.md has what to do for each.',
    );
  },
);

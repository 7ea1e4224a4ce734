/** `operate smoke-test`. */
import { hostNames } from '../../constructs/dns/records.ts';
import { command } from '../core/command.ts';
import type { Operation } from '../core/operation.ts';
import { OperatorError } from '../core/operator-error.ts';
import { stampOf } from '../parts.ts';
import { httpAt } from './http.ts';
import { runSmokeTest } from './smoke-test.ts';

/**
 * A variable and no flag: command lines are seen by everybody on a machine, and kept in histories.
 */
export const apiKeyVariable = 'ONSALE_API_KEY';

export const smokeTestCommand = command(
  {
    name: 'smoke-test',
    summary: 'Buys a ticket and takes it back: health, event, booking, refusal.',
    details: [
      'Asks whether the product is healthy and ready, makes an event with three tickets, lists',
      'events, reads it twice, books two, books again with the same key, lists the bookings,',
      'is refused two more, and cancels booking and event. Without --base-url it uses the API',
      'of the settings. asked, unless --health-only is missing: then that is an error.',
    ].join('\n'),
    flags: {
      'base-url': { type: 'string', value: '<url>', help: 'E.g. http://127.0.0.1:8080.' },
      'health-only': { type: 'boolean', help: 'Asks for health and readiness, buys nothing.' },
    },
    account: 'none',
  },
  async (operation, flags) => {
    const baseUrl = flags['base-url'] ?? `https://${hostNames(operation.settings.domain).api}`;
    const key = flags['health-only'] ? undefined : keyOf(operation);
    if (operation.dryRun) return operation.say(`It would test ${baseUrl}.`);
    const problem = await smokeTestAt(operation, baseUrl, {}, key);
    if (problem !== undefined) {
      throw new OperatorError(
        `The smoke test failed: ${problem}`,
        'Read the log of the product at this time.',
      );
    }
    operation.say('The smoke test passed.');
  },
);

export function keyOf({ variable }: Pick<Operation, 'variable'>): string {
  const key = variable(apiKeyVariable);
  if (key !== undefined && key !== '') return key;
  throw new OperatorError(
    `The variable ${apiKeyVariable} is missing: nothing can be bought.`,
    'Set it to the key of an organization that nothing else belongs to.',
  );
}

let runs = 0;

/** Every call is a run of its own. */
export const smokeTestAt = (
  operation: Pick<Operation, 'clock' | 'say'>,
  baseUrl: string,
  headers: Readonly<Record<string, string>>,
  apiKey: string | undefined,
): Promise<string | undefined> => {
  runs += 1;
  const nowMs = operation.clock.nowMs();
  return runSmokeTest({
    http: httpAt(baseUrl, headers),
    apiKey,
    runId: `${stampOf(nowMs)}-${nowMs % 100_000}-${runs}`,
    nowMs,
    report: operation.say,
  });
};

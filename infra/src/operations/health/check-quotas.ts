/**
 * `operate check-quotas`: what AWS would refuse in the middle of a deployment, before it begins.
 */
import type { Quotas } from '../aws/quotas.ts';
import { command } from '../core/command.ts';
import { OperatorError } from '../core/operator-error.ts';
import { type Need, neededQuotas } from './needed-quotas.ts';

export const checkQuotasCommand = command(
  {
    name: 'check-quotas',
    summary: "Compares what a deployment needs at its largest with the account's limits.",
    details: [
      'Run it before the first deployment, and before raising a maximum. AWS takes hours to',
      'days to raise a limit. It compares with the whole limit: what else runs in the account',
      'comes on top.',
    ].join('\n'),
    flags: {},
  },
  async ({ topology, environment, aws, say }) => {
    const tooLow = await compareQuotas(neededQuotas(topology, environment), aws().quotas, say);
    if (tooLow.length === 0) return say('The limits are high enough.');
    throw new OperatorError(
      `${tooLow.length} limits are too low: ${tooLow.map(({ what }) => what).join(', ')}.`,
      tooLow
        .map(
          ({ service, code, amount }) =>
            'aws service-quotas request-service-quota-increase ' +
            `--service-code ${service} --quota-code ${code} --desired-value ${amount}`,
        )
        .join('\n'),
    );
  },
);

export async function compareQuotas(
  needs: readonly Need[],
  quotas: Quotas,
  say: (line: string) => void,
): Promise<readonly Need[]> {
  const tooLow: Need[] = [];
  for (const need of needs.filter(({ amount }) => amount > 0)) {
    const quota = await quotas.find(need.service, need.code);
    const has = quota === undefined ? 'unknown' : String(quota.value);
    const isEnough = quota !== undefined && quota.value >= need.amount;
    say(`${isEnough ? 'ok     ' : 'TOO LOW'} ${need.what}: needs ${need.amount}, limit ${has}`);
    if (!isEnough) tooLow.push(need);
  }
  return tooLow;
}

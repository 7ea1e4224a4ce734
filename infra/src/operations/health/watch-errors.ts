/** `operate watch-errors`: measures for a while how much of what a deployment is asked fails. */
import { errorShare, judge, type Measurement } from '../blue-green/model/error-rate.ts';
import { command } from '../core/command.ts';
import { OperatorError } from '../core/operator-error.ts';
import { minutes, seconds } from '../core/time.ts';
import type { Watch } from '../core/until.ts';
import { countSince, metricsDelayMs } from '../deploy/measure-errors.ts';
import { loadBalancerName } from '../parts.ts';

const errorShareMax = 0.01;
const intervalMs = 30 * seconds;

export const watchErrorsCommand = command(
  {
    name: 'watch-errors',
    summary: 'Measures the error rate for a while; fails above 1 %.',
    details: [
      'Counts requests and answers 5xx of the load balancer and its targets from now on, every',
      '30 s, for --minutes (10) and two more, because CloudWatch has a minute that much later.',
      'Ends at once with exit code 1 when more than 1 % of at least --requests (100) failed.',
      'Without so many requests nothing is known, and that is a failure as well:',
      '--allow-silence makes it none.',
    ].join('\n'),
    flags: {
      minutes: { type: 'string', value: '<number>', help: 'How long; 10 by default.' },
      requests: { type: 'string', value: '<number>', help: 'How many say enough; 100 by default.' },
      'allow-silence': { type: 'boolean', help: 'Too few requests are no failure.' },
      'target-group': {
        type: 'string',
        value: '<arn>',
        help: 'Of the load balancer; without it, the one that gets the traffic.',
      },
    },
    topologies: ['ec2-aurora', 'fargate', 'disaster-recovery'],
  },
  async (operation, flags) => {
    const { aws, name, clock, dryRun, say } = operation;
    const watchMs = numberOf('minutes', flags.minutes, 10) * minutes + metricsDelayMs;
    const requestsMin = numberOf('requests', flags.requests, 100);
    const balancer = await aws().loadBalancers.find(loadBalancerName(name));
    if (balancer === undefined) {
      throw new OperatorError(`There is no ${loadBalancerName(name)}.`, 'Look at --region.');
    }
    const targetGroup =
      flags['target-group'] ??
      (await aws().loadBalancers.httpsListener(balancer.arn)).weights.find(
        ({ weight }) => weight > 0,
      )?.targetGroupArn;
    if (targetGroup === undefined) {
      throw new OperatorError('No target group gets traffic.', 'Name one with --target-group.');
    }
    say(`Watching ${targetGroup}.`);
    if (dryRun) return;
    const sinceMs = clock.nowMs();
    await watchErrors(operation, {
      watchMs,
      requestsMin,
      silenceIsFine: flags['allow-silence'],
      count: () =>
        countSince(aws().metrics, sinceMs, clock.nowMs(), {
          LoadBalancer: balancer.arnSuffix,
          TargetGroup: targetGroup.slice(targetGroup.indexOf(':targetgroup/') + 1),
        }),
    });
  },
);

export type ErrorWatch = {
  readonly watchMs: number;
  readonly requestsMin: number;
  readonly silenceIsFine: boolean;
  /** Everything since the beginning. */
  readonly count: () => Promise<Measurement>;
};

export async function watchErrors(
  { clock, wait, say, interrupted }: Watch,
  { watchMs, requestsMin, silenceIsFine, count }: ErrorWatch,
): Promise<void> {
  const untilMs = clock.nowMs() + watchMs;
  for (;;) {
    await wait(intervalMs);
    if (interrupted())
      throw new OperatorError('Interrupted: the watch says nothing.', 'Watch again.');
    const measured = await count();
    const share = `${(errorShare([measured]) * 100).toFixed(2)} %`;
    const verdict = judge([measured], { errorShareMax, requestsMin });
    say(`${share} errors in ${measured.requests} requests.`);
    if (verdict === 'bad') {
      throw new OperatorError(
        `${share} of ${measured.requests} requests failed.`,
        'Go back to the image before, then read the log of the product.',
      );
    }
    if (clock.nowMs() < untilMs) continue;
    if (verdict === 'good' || silenceIsFine) return;
    throw new OperatorError(
      `Only ${measured.requests} requests came: too few to say anything.`,
      'Make some (operate smoke-test), or say --allow-silence.',
    );
  }
}

function numberOf(flag: string, text: string | undefined, usual: number): number {
  const value = text === undefined ? usual : Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new OperatorError(`--${flag} ${text} is no number above 0.`, `Leave it out for ${usual}.`);
}

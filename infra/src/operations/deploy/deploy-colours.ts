/**
 * A blue/green release of disaster-recovery: runs the controller over AWS, holding the lock, with a
 * door of its own to the idle colour for the smoke test. Afterwards the workers follow.
 */
import { randomBytes } from 'node:crypto';
import {
  type Colour,
  other,
  release,
  type ReleaseLimits,
  releaseLimits,
} from '../blue-green/release.ts';
import { messageOf, OperatorError } from '../core/operator-error.ts';
import { elapsed } from '../core/time.ts';
import type { Watch } from '../core/until.ts';
import type { LoadBalancers } from '../aws/load-balancers.ts';
import type { Colours } from './colours.ts';
import { metricsDelayMs } from './measure-errors.ts';

/** The ALB's rule is chosen by it; its value is made up for each release. */
export const doorHeader = 'x-onsale-release';
/** Before all others, so that nothing takes the request away from it. */
const doorPriority = 1;

export type ColourRelease = {
  readonly colours: Colours;
  readonly loadBalancers: Pick<LoadBalancers, 'openDoor' | 'closeDoor'>;
  /** Uses the product with this header on every request; what went wrong, if anything did. */
  readonly smokeTest: (headers: Readonly<Record<string, string>>) => Promise<string | undefined>;
  readonly limits?: ReleaseLimits;
};

/** Ten minutes of the measured error rate take as long as CloudWatch needs to have them. */
export const awsReleaseLimits: ReleaseLimits = {
  ...releaseLimits,
  watchMs: releaseLimits.watchMs + metricsDelayMs,
};

export async function deployColours(
  watch: Watch,
  { colours, loadBalancers, smokeTest, limits = awsReleaseLimits }: ColourRelease,
): Promise<void> {
  const old = await colours.ports.traffic();
  const door = { header: doorHeader, value: randomBytes(16).toString('hex') };
  const rule = await loadBalancers.openDoor(await colours.listenerArn(), {
    ...door,
    targetGroupArn: await colours.targetGroupArn(other(old)),
    priority: doorPriority,
  });
  try {
    const { phase, colour, reason } = await release(
      {
        ...colours.ports,
        smokeTest: () => smokeTest({ [door.header]: door.value }),
        nowMs: watch.clock.nowMs,
        wait: watch.wait,
        interrupted: watch.interrupted,
        report: watch.say,
      },
      limits,
    );
    const idle = phase === 'released' ? other(colour) : colour;
    // Nobody is served by it, so what happens here decides nothing about the release.
    if (phase !== 'stuck') await endIdle(watch, colours, idle);
    if (phase === 'released') return;
    throw new OperatorError(`The release ended ${phase}: ${reason ?? ''}`, remedies[phase]);
  } finally {
    await loadBalancers.closeDoor(rule);
  }
}

async function endIdle(watch: Watch, colours: Colours, idle: Colour): Promise<void> {
  watch.say(`${idle} gets no traffic and ends.`);
  try {
    await colours.rest(idle);
  } catch (error) {
    watch.say(`${idle} goes on running, and costing: ${messageOf(error)}`);
  }
}

const remedies = {
  refused: 'Traffic never left the old colour. Repair what is named and release again.',
  'rolled-back': 'Traffic is on the old colour again. Repair what is named and release again.',
  stuck: 'Look at the listener on port 443 now: traffic may still be on the failing colour.',
} as const;

const minutesOf = (limit: 'warmMaxMs' | 'watchMs'): string => elapsed(awsReleaseLimits[limit]);

/** What a dry run prints. */
export const describeRelease = (old: 'blue' | 'green', image: string): readonly string[] => [
  `Traffic is on ${old}; ${other(old)} would run ${image}.`,
  `It would get as many instances as ${old}, and ${minutesOf('warmMaxMs')} to be healthy.`,
  'A smoke test would buy a ticket through a rule of its own; a failure would end the release.',
  `The listener would switch, and errors be measured for ${minutesOf('watchMs')}.`,
  `Above ${awsReleaseLimits.errorShareMax * 100} %, or with an unhealthy target, it would go back.`,
  `${old} would end its instances, and the workers be replaced.`,
];

/**
 * The ports of the blue/green controller over AWS. Nothing is remembered: which colour gets traffic
 * is what the listener says, so a second run after a crash begins with the truth.
 */
import type { InstanceGroup, InstanceGroups } from '../aws/instance-groups.ts';
import type { LoadBalancers } from '../aws/load-balancers.ts';
import type { Metrics } from '../aws/metrics.ts';
import type { Parameters } from '../aws/parameters.ts';
import { type Colour, other, type ReleasePorts } from '../blue-green/release.ts';
import { OperatorError } from '../core/operator-error.ts';
import { patience, until, type Watch } from '../core/until.ts';
import { createErrorMeter } from './measure-errors.ts';

export type ColourAws = {
  readonly groups: Pick<InstanceGroups, 'find' | 'resize'>;
  readonly loadBalancers: LoadBalancers;
  readonly metrics: Metrics;
  readonly parameters: Parameters;
};

export type ColourNames = {
  readonly loadBalancer: string;
  readonly group: (colour: Colour) => string;
  readonly parameter: (colour: Colour) => string;
};

export type Colours = {
  readonly ports: Pick<ReleasePorts, 'traffic' | 'pointTraffic' | 'update' | 'health' | 'measure'>;
  readonly targetGroupArn: (colour: Colour) => Promise<string>;
  readonly listenerArn: () => Promise<string>;
  /** Ends the instances of a colour that gets no traffic. */
  readonly rest: (colour: Colour) => Promise<void>;
};

const emptyPatience = patience(
  20,
  'What does not end waits for its lifecycle hook: look at the activity history of the group.',
);

export function createColours(
  watch: Watch,
  { groups, loadBalancers, metrics, parameters }: ColourAws,
  names: ColourNames,
  image: string,
): Colours {
  const groupOf = async (colour: Colour): Promise<InstanceGroup> => {
    const group = await groups.find(names.group(colour));
    if (group !== undefined) return group;
    throw new OperatorError(
      `There is no group ${names.group(colour)}.`,
      'Apply the compute stack.',
    );
  };
  const targetGroupArn = async (colour: Colour): Promise<string> => {
    const [arn] = (await groupOf(colour)).targetGroupArns;
    if (arn !== undefined) return arn;
    throw new OperatorError(
      `${names.group(colour)} has no target group.`,
      'Apply the compute stack.',
    );
  };
  const balancer = async () => {
    const found = await loadBalancers.find(names.loadBalancer);
    if (found !== undefined) return found;
    throw new OperatorError(
      `There is no load balancer ${names.loadBalancer}.`,
      'Look at --region.',
    );
  };
  const listener = async () => loadBalancers.httpsListener((await balancer()).arn);
  const meter = createErrorMeter(watch.clock, metrics);
  /** How many a release asked for: what scaling adds later is not late because it starts later. */
  const released = new Map<Colour, number>();
  const traffic = async (): Promise<Colour> => {
    const { weights } = await listener();
    const getting = weights.filter(({ weight }) => weight > 0).map((one) => one.targetGroupArn);
    for (const colour of ['blue', 'green'] as const) {
      if (getting.length === 1 && getting[0] === (await targetGroupArn(colour))) return colour;
    }
    throw new OperatorError(
      `The listener sends traffic to ${getting.length} target groups, and not to one colour.`,
      'Send all of it to the colour that works: aws elbv2 modify-listener. Then try again.',
    );
  };
  /** Gone, so that nothing of a former release is left in it. */
  const rest = async (colour: Colour): Promise<void> => {
    if ((await traffic()) === colour) throw new Error(`${colour} gets traffic; it cannot rest.`);
    await groups.resize(names.group(colour), { min: 0, max: 0, desired: 0 });
    await until(watch, `end of the instances of ${colour}`, emptyPatience, async () => {
      const { instances } = await groupOf(colour);
      return instances === 0 ? { done: true } : { missing: `${instances} are left` };
    });
  };
  return {
    targetGroupArn,
    rest,
    listenerArn: async () => (await listener()).arn,
    ports: {
      traffic,
      async pointTraffic(to) {
        const { arn } = await listener();
        await loadBalancers.forward(arn, await weightsFor(to, targetGroupArn));
        meter.begin(to);
      },
      async update(colour) {
        const { min, max, desired } = await groupOf(other(colour));
        await rest(colour);
        await parameters.write(names.parameter(colour), image);
        const wanted = Math.max(min, desired);
        released.set(colour, wanted);
        await groups.resize(names.group(colour), { min, max, desired: wanted });
      },
      async health(colour) {
        const { desired } = await groupOf(colour);
        const { healthy } = await loadBalancers.targets(await targetGroupArn(colour));
        return { healthy, wanted: Math.min(desired, released.get(colour) ?? desired) };
      },
      async measure(colour) {
        const targetGroup = await targetGroupArn(colour);
        return meter.measure(colour, (await balancer()).arnSuffix, targetGroup);
      },
    },
  };
}

const weightsFor = async (to: Colour, targetGroupArn: (colour: Colour) => Promise<string>) => [
  { targetGroupArn: await targetGroupArn(to), weight: 100 },
  { targetGroupArn: await targetGroupArn(other(to)), weight: 0 },
];

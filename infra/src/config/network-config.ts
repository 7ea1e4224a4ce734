/** The shape of a network: one range for each tier in each zone. */
import { addressCount, contains, overlaps, parseCidr } from '../lib/cidr.ts';
import type { Problem } from '../lib/problem.ts';

/** Gateway endpoints (`s3`, `dynamodb`) cost nothing; every other one is billed by zone and hour. */
export type EndpointService =
  | 's3'
  | 'dynamodb'
  | 'ecr.api'
  | 'ecr.dkr'
  | 'logs'
  | 'secretsmanager'
  | 'ssm'
  | 'ssmmessages'
  | 'ec2messages'
  | 'sts'
  | 'sqs'
  | 'events'
  | 'xray'
  | 'aps-workspaces';

/** One range a zone, in the order of `zones`. */
export type SubnetTiers = {
  /** Load balancers and NAT gateways. */
  readonly public: readonly string[];
  /** Whatever runs the product; reaches the Internet through NAT. */
  readonly application: readonly string[];
  /** Databases and caches; no route to the Internet. */
  readonly data: readonly string[];
};

export type NetworkConfig = {
  readonly cidr: string;
  /** At least two, e.g. `ap-northeast-2a`. Another one where a zone lacks capacity. */
  readonly zones: readonly string[];
  readonly subnets: SubnetTiers;
  /** One is cheaper and a single point of failure for outbound traffic. */
  readonly natGateways: 'one' | 'per-zone';
  readonly endpoints: readonly EndpointService[];
  readonly flowLogRetentionDays: number;
};

export const tierNames = ['public', 'application', 'data'] as const;

/** At `where`, e.g. `fargate/prod network`. */
export function checkNetwork(where: string, config: NetworkConfig): Problem[] {
  const problems: Problem[] = [];
  const report = (setting: string, problem: string, remedy: string): void => {
    problems.push({ setting: `${where}.${setting}`, problem, remedy });
  };
  if (config.zones.length < 2) {
    report(
      'zones',
      `names ${config.zones.length} zone.`,
      'Name at least two, so that one may fail.',
    );
  }
  if (new Set(config.zones).size !== config.zones.length) {
    report('zones', 'names a zone twice.', 'Name different zones.');
  }
  const network = parseCidr(config.cidr);
  if (network === undefined || addressCount(network) > 65_536 || addressCount(network) < 4_096) {
    report('cidr', `"${config.cidr}" is not a range for a VPC.`, 'Use one from /16 to /20.');
  }
  const ranges = tierNames.flatMap((tier) => {
    const texts = config.subnets[tier];
    if (texts.length !== config.zones.length) {
      report(
        `subnets.${tier}`,
        `has ${texts.length} ranges for ${config.zones.length} zones.`,
        'Give one range for each zone.',
      );
    }
    return texts.map((text, index) => ({ setting: `subnets.${tier}[${index}]`, text }));
  });
  const parsed = ranges.flatMap(({ setting, text }) => {
    const range = parseCidr(text);
    if (range !== undefined && addressCount(range) >= 16) return [{ setting, text, range }];
    report(setting, `"${text}" is not a range for a subnet.`, 'Use one of /28 or larger.');
    return [];
  });
  for (const [index, { setting, text, range }] of parsed.entries()) {
    if (network !== undefined && !contains(network, range)) {
      report(setting, `${text} is outside of ${config.cidr}.`, 'Choose a range inside of it.');
    }
    for (const other of parsed.slice(0, index)) {
      if (overlaps(range, other.range)) {
        report(setting, `${text} overlaps ${other.text}.`, `Separate it from ${other.setting}.`);
      }
    }
  }
  return problems;
}

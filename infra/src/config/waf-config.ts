/** The shape of the web application firewall: who is slowed down, who has to prove what. */
import { contains, parseCidr } from '../lib/cidr.ts';
import type { Problem } from '../lib/problem.ts';
import type { Environment } from './names.ts';

/** Requests within `windowSeconds`. One address may be a whole carrier: see `carrier`. */
export type RequestLimits = {
  /** Calls of the API by one session at one address, or by one address without a session. */
  readonly api: number;
  /** Calls of the API with one API key: box offices and resellers sell for many. */
  readonly apiKey: number;
  /** Calls of the API by everybody at one address: the phones of a carrier share a few. */
  readonly carrier: number;
  /** Page loads from one address, before its browsers have to prove silently that they are some. */
  readonly pages: number;
  /** Attempts of one session to hold seats. */
  readonly holds: number;
  /** Attempts of one session to order or to pay. */
  readonly orders: number;
  /** Attempts to sign in or up from one address. */
  readonly signIn: number;
};

/** `count` only measures: for finding out what a rule would do. */
export type BotConfig = {
  /** What a page load gets that looks like a bot's. */
  readonly pages: 'captcha' | 'count';
  /** What a hold or an order gets that looks like a bot's and has no API key. */
  readonly sales: 'block' | 'count';
};

export type WafConfig = {
  /** How far back requests are counted. AWS knows these four. */
  readonly windowSeconds: 60 | 120 | 300 | 600;
  readonly limits: RequestLimits;
  /** Bot Control costs a monthly fee and a fee for each request it looks at. */
  readonly bots: 'off' | BotConfig;
  /** How long somebody who passed is not asked again. */
  readonly immunitySeconds: { readonly captcha: number; readonly challenge: number };
  /** Ranges of IPv4 addresses that may do anything, for load tests. Never in prod. */
  readonly loadTestAddresses: readonly string[];
  readonly logs: {
    /** What was refused or asked for a proof, or every request. */
    readonly requests: 'refused' | 'all';
    readonly retentionDays: number;
  };
};

/** What AWS takes. */
const limitBounds = { min: 10, max: 2_000_000_000 } as const;
const immunityBounds = {
  captcha: { min: 60, max: 259_200 },
  challenge: { min: 300, max: 259_200 },
} as const;
const retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731];
/** A load generator is a few machines; more would open the door to strangers. */
const loadTestAddressesMax = 256;

/** At `where`, e.g. `fargate/prod waf`. */
export function checkWaf(where: string, config: WafConfig, environment: Environment): Problem[] {
  const problems: Problem[] = [];
  const report = (setting: string, problem: string, remedy: string): void => {
    problems.push({ setting: `${where}.${setting}`, problem, remedy });
  };
  const { limits, immunitySeconds, logs } = config;
  for (const [name, limit] of Object.entries(limits)) {
    if (Number.isInteger(limit) && limit >= limitBounds.min && limit <= limitBounds.max) continue;
    report(`limits.${name}`, `${limit} is not a limit that AWS takes.`, 'Use at least 10.');
  }
  if (limits.carrier < Math.max(limits.api, limits.apiKey)) {
    report(
      'limits.carrier',
      `${limits.carrier} for a whole address is less than one caller there may use.`,
      'Set it to at least limits.api and limits.apiKey.',
    );
  }
  for (const kind of ['captcha', 'challenge'] as const) {
    const { min, max } = immunityBounds[kind];
    if (immunitySeconds[kind] >= min && immunitySeconds[kind] <= max) continue;
    report(`immunitySeconds.${kind}`, 'is out of range.', `Use ${min} to ${max} seconds.`);
  }
  if (!retentions.includes(logs.retentionDays)) {
    report(
      'logs.retentionDays',
      `${logs.retentionDays} is not a retention that CloudWatch knows.`,
      `Use one of ${retentions.join(', ')}.`,
    );
  }
  return [...problems, ...checkLoadTest(where, config, environment)];
}

function checkLoadTest(
  where: string,
  { loadTestAddresses }: WafConfig,
  environment: Environment,
): Problem[] {
  const setting = `${where}.loadTestAddresses`;
  if (environment === 'prod' && loadTestAddresses.length > 0) {
    return [
      {
        setting,
        problem: 'lets addresses past every rule, in prod.',
        remedy: 'Empty it; test staging instead.',
      },
    ];
  }
  return loadTestAddresses.flatMap((text, index) => {
    const range = parseCidr(text);
    const isSmall =
      range !== undefined &&
      contains({ first: range.first, last: range.first + loadTestAddressesMax - 1 }, range);
    if (isSmall) return [];
    return [
      {
        setting: `${setting}[${index}]`,
        problem: `${text} is not a range of at most ${loadTestAddressesMax} addresses.`,
        remedy: 'Name the load generators, e.g. 192.0.2.10/32.',
      },
    ];
  });
}

/**
 * What differs from one owner to the next: names, addresses, the image to run. It comes from a JSON
 * file that is not committed; `settings.example.json` shows all of it. Sizes and thresholds are not
 * here: they are code, in the folder of each topology beside this file.
 */
import { readFileSync } from 'node:fs';
import { ConfigError, type Problem } from '../lib/problem.ts';
import { type Environment, environments } from './names.ts';

export type Settings = {
  /** Prefix of every name, 2-12 lower-case letters and digits. */
  readonly project: string;
  /** Who answers for the resources; becomes the tag Owner. */
  readonly owner: string;
  /** The account that may be changed; Terraform refuses any other. 12 digits. */
  readonly accountId: string;
  /** The site's domain, e.g. `tickets.example.com`; the API is `api.` before it. */
  readonly domain: string;
  /** Where alarms go. The subscription has to be confirmed from the mail that AWS sends. */
  readonly alarmEmail: string;
  /** Critical alarms by SMS as well, in E.164, e.g. `+821000000000`. Optional. */
  readonly alarmPhone?: string;
  /** The image without tag or digest, e.g. `111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/onsale`. */
  readonly imageRepository: string;
  /** `sha256:...`; has to be set in prod. */
  readonly imageDigest?: string;
  /** A tag, for environments that need no digest. */
  readonly imageTag?: string;
  /** The GitHub repository whose workflows may deploy, `owner/name`. */
  readonly repository: string;
  /** The image of reads by functions, by digest, where they are switched on. Optional. */
  readonly readFunctionImage?: string;
  /**
   * A group of Identity Center whose members administer Grafana. Optional; without it there is no
   * Grafana, which only Identity Center signs people in to.
   */
  readonly grafanaAdminGroupId?: string;
  /** The role of people who may use `kubectl`; the pipeline's roles may anyway. Optional. */
  readonly operatorRoleArn?: string;
  /** What the account may cost a month; above, somebody is told. See `npm run cost`. Optional. */
  readonly monthlyBudgetUsd?: string;
  /** The id of a hosted zone that exists already. Without it, one is made. */
  readonly hostedZoneId?: string;
};

type Rule = {
  readonly pattern: RegExp;
  readonly wanted: string;
  readonly optional?: true;
};

const rules: { readonly [K in keyof Required<Settings>]: Rule } = {
  project: { pattern: /^[a-z][a-z0-9]{1,11}$/, wanted: '2 to 12 lower-case letters and digits' },
  owner: { pattern: /^[\w .@+-]{1,64}$/, wanted: 'a name of at most 64 characters' },
  accountId: { pattern: /^\d{12}$/, wanted: 'the 12 digits of an AWS account' },
  domain: { pattern: /^(?:[a-z0-9-]{1,63}\.)+[a-z]{2,}$/, wanted: 'a domain in lower case' },
  alarmEmail: { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, wanted: 'an e-mail address' },
  alarmPhone: { pattern: /^\+\d{8,15}$/, wanted: 'a number such as +821000000000', optional: true },
  imageRepository: {
    pattern: /^[a-z0-9][a-z0-9.:/_-]*[a-z0-9]$/,
    wanted: 'an image without tag and digest',
  },
  imageDigest: {
    pattern: /^sha256:[0-9a-f]{64}$/,
    wanted: 'sha256: and 64 hexadecimal digits',
    optional: true,
  },
  imageTag: { pattern: /^\w[\w.-]{0,127}$/, wanted: 'a tag', optional: true },
  repository: { pattern: /^[\w.-]+\/[\w.-]+$/, wanted: 'owner/name' },
  readFunctionImage: {
    pattern: /^[a-z0-9][a-z0-9.:/_-]*@sha256:[0-9a-f]{64}$/,
    wanted: 'an image with its digest',
    optional: true,
  },
  grafanaAdminGroupId: {
    pattern: /^[0-9a-f-]{10,64}$/,
    wanted: 'the id of a group',
    optional: true,
  },
  operatorRoleArn: {
    pattern: /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/,
    wanted: 'the ARN of a role',
    optional: true,
  },
  monthlyBudgetUsd: { pattern: /^[1-9]\d{1,6}$/, wanted: 'US dollars in digits', optional: true },
  hostedZoneId: { pattern: /^Z[A-Z0-9]{5,31}$/, wanted: 'the id of a hosted zone', optional: true },
};

const secretName = /password|passwd|secret|token|private.?key|api.?key|credential/i;

/** The settings, or every problem with them; values of secrets are never repeated. */
export function checkSettings(value: unknown, environment: Environment): Settings {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ConfigError([
      {
        setting: 'settings',
        problem: 'is not a JSON object.',
        remedy: 'See settings.example.json.',
      },
    ]);
  }
  const given = value as Record<string, unknown>;
  const problems = [...unknownSettings(given), ...wrongSettings(given)];
  if (given.imageDigest === undefined && environment === 'prod') {
    problems.push({
      setting: 'imageDigest',
      problem: 'is missing; prod runs exactly the image that was tested.',
      remedy: 'Set it to the digest that the build printed (sha256:...).',
    });
  } else if (given.imageDigest === undefined && given.imageTag === undefined) {
    problems.push({
      setting: 'imageTag',
      problem: 'is missing, and so is imageDigest.',
      remedy: 'Set one of them.',
    });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return given as Settings;
}

const unknownSettings = (given: Record<string, unknown>): Problem[] =>
  Object.keys(given)
    .filter((name) => !Object.hasOwn(rules, name))
    .map((name) =>
      secretName.test(name)
        ? {
            setting: name,
            problem:
              'looks like a secret in plain text; it would end in the state and in the plan.',
            remedy: 'Remove it: secrets are made in Secrets Manager and only referred to.',
          }
        : {
            setting: name,
            problem: 'is not a setting.',
            remedy: `Known are ${Object.keys(rules).join(', ')}.`,
          },
    );

const wrongSettings = (given: Record<string, unknown>): Problem[] =>
  Object.entries(rules).flatMap(([setting, { pattern, wanted, optional }]) => {
    const value = given[setting];
    if (value === undefined && optional === true) return [];
    if (typeof value === 'string' && pattern.test(value)) return [];
    const problem = value === undefined ? 'is missing.' : 'has a value that does not fit.';
    return [{ setting, problem, remedy: `It has to be ${wanted}.` }];
  });

/** Reads and checks a settings file. Throws `ConfigError`. */
export function readSettings(path: string, environment: Environment): Settings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError([
      {
        setting: path,
        problem: 'cannot be read.',
        remedy: 'Copy settings.example.json and fill it in.',
      },
    ]);
  }
  try {
    return checkSettings(JSON.parse(text), environment);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ConfigError([
      { setting: path, problem: `is not JSON: ${error.message}.`, remedy: 'Repair it.' },
    ]);
  }
}

/** The image to run, by digest when there is one. */
export const imageOf = ({ imageRepository, imageDigest, imageTag }: Settings): string =>
  imageDigest === undefined
    ? `${imageRepository}:${imageTag}`
    : `${imageRepository}@${imageDigest}`;

export function parseEnvironment(text: string): Environment {
  const found = environments.find((environment) => environment === text);
  if (found !== undefined) return found;
  throw new ConfigError([
    {
      setting: 'environment',
      problem: `"${text}" is unknown.`,
      remedy: `Use one of ${environments.join(', ')}.`,
    },
  ]);
}

/** The repository's own name, e.g. `ticketing`. */
export const repositoryOf = ({ imageRepository }: Settings): string =>
  imageRepository.slice(imageRepository.indexOf('/') + 1);

/** In any region: images are copied under the same name. */
export const repositoryArn = (settings: Settings, region: string): string =>
  `arn:aws:ecr:${region}:${settings.accountId}:repository/${repositoryOf(settings)}`;

/** The same image in another region of the same registry: `…dkr.ecr.<region>.amazonaws.com/…`. */
export const imageIn = (image: string, region: string): string =>
  image.replace(/(?<=\.dkr\.ecr\.)[a-z0-9-]+(?=\.amazonaws\.com\/)/, region);

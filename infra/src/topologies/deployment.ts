/** One topology in one environment, and how its things are named. */
import type { Settings } from '../config/settings.ts';
import { type Environment, primaryRegion, type Region, type Topology } from '../config/names.ts';

export type Deployment = {
  readonly settings: Settings;
  /** `account` is what an environment's AWS account has once, whatever runs in it. */
  readonly topology: Topology | 'account';
  readonly environment: Environment;
};

/** `<project>-<environment>-<part>`, e.g. `ticketing-dev-alb`. */
export type Name = (part: string) => string;

/**
 * Names of one region. The standby's carry `standby`: IAM roles, and everything else that is global
 * in an account, would meet otherwise.
 */
export function nameIn({ settings, environment }: Deployment, region: Region): Name {
  const prefix = `${settings.project}-${environment}`;
  return region === primaryRegion
    ? (part) => `${prefix}-${part}`
    : (part) => `${prefix}-standby-${part}`;
}

/** Every resource carries them. */
export const tagsOf = ({
  settings,
  environment,
  topology,
}: Deployment): Record<string, string> => ({
  Project: settings.project,
  Environment: environment,
  Topology: topology,
  Owner: settings.owner,
  ManagedBy: 'Terraform',
});

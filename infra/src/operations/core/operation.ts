/**
 * What every command gets: which deployment it is about, AWS, time, and how to talk to its
 * operator.
 */
import type { Environment, Region, Topology } from '../../config/names.ts';
import type { Settings } from '../../config/settings.ts';
import type { Name } from '../../topologies/deployment.ts';
import type { Aws } from '../aws/aws.ts';
import type { Programs } from './programs.ts';
import type { Clock, Wait } from './time.ts';

export type Operation = {
  readonly settings: Settings;
  readonly topology: Topology;
  readonly environment: Environment;
  /** Where it works; the home region unless `--region` says otherwise. */
  readonly region: Region;
  /** Names in a region, in `region` by default. */
  readonly name: Name;
  readonly nameIn: (region: Region) => Name;
  readonly aws: (region?: Region) => Aws;
  readonly programs: Programs;
  readonly clock: Clock;
  readonly wait: Wait;
  readonly say: (line: string) => void;
  readonly dryRun: boolean;
  readonly interrupted: () => boolean;
  /** Variables of the environment, for keys that must not stand on a command line. */
  readonly variable: (name: string) => string | undefined;
  /**
   * Returns when the operator has named the thing that is about to change, by flag or by typing;
   * throws otherwise. Asks nothing in a dry run.
   */
  readonly confirm: (name: string, why: string) => Promise<void>;
};

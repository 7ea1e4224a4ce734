/**
 * What is priced: the resources of a deployment, how they are used, and on which terms they are
 * bought. Optimisations change any of the three, and the same rules price what comes out.
 */
import type { Environment, Region, Topology } from '../../config/names.ts';
import type { JsonObject } from '../../policy/reading/json.ts';
import type { Usage } from '../usage/usage.ts';

export type ModelResource = {
  /** `<stack>/<address>`: a deployment has it once. */
  readonly id: string;
  readonly type: string;
  readonly region: Region;
  readonly values: JsonObject;
  /** Ids of the resources that its arguments refer to. */
  readonly links: readonly string[];
};

/** Shares taken off what runs on demand all the time. */
export type Terms = {
  readonly reservedDatabase: number;
  readonly reservedCache: number;
  readonly planTasks: number;
  readonly planInstances: number;
};

export const onDemand: Terms = {
  reservedDatabase: 0,
  reservedCache: 0,
  planTasks: 0,
  planInstances: 0,
};

export type Scenario = {
  readonly topology: Topology | 'account';
  readonly environment: Environment;
  readonly resources: readonly ModelResource[];
  readonly usage: Usage;
  readonly terms: Terms;
  /** `false`: visitors' bytes leave through the load balancer. */
  readonly behindCdn: boolean;
};

/** Health checks of Route 53, which decide between two regions. */
import {
  GetHealthCheckStatusCommand,
  paginateListHealthChecks,
  ListTagsForResourceCommand,
  Route53Client,
  UpdateHealthCheckCommand,
} from '@aws-sdk/client-route-53';
import { clientConfig, type ClientOptions } from './options.ts';

/** Of the check that the primary's record goes by. */
export type Route = 'automatic' | 'primary' | 'standby';

export type HealthCheck = { readonly id: string; readonly route: Route };

export type HealthChecks = {
  /** By its tag `Name`. */
  readonly find: (name: string) => Promise<HealthCheck | undefined>;
  /** By health; or there, whatever the checkers say. */
  readonly setRoute: (id: string, route: Route) => Promise<void>;
  /** How many checkers of all find it healthy. */
  readonly opinions: (id: string) => Promise<{ readonly healthy: number; readonly all: number }>;
};

export function createHealthChecks(options: ClientOptions): HealthChecks {
  // Route 53 has one API for the world.
  const client = new Route53Client(clientConfig({ ...options, region: 'us-east-1' }));
  const nameOf = async (id: string): Promise<string | undefined> => {
    const { ResourceTagSet } = await client.send(
      new ListTagsForResourceCommand({ ResourceType: 'healthcheck', ResourceId: id }),
    );
    return ResourceTagSet?.Tags?.find(({ Key }) => Key === 'Name')?.Value;
  };
  return {
    async find(name) {
      for await (const { HealthChecks: checks = [] } of paginateListHealthChecks({ client }, {})) {
        for (const { Id, HealthCheckConfig } of checks) {
          if (Id === undefined || (await nameOf(Id)) !== name) continue;
          return {
            id: Id,
            route: routeOf(HealthCheckConfig?.Disabled, HealthCheckConfig?.Inverted),
          };
        }
      }
      return undefined;
    },
    async setRoute(id, route) {
      await client.send(
        new UpdateHealthCheckCommand({
          HealthCheckId: id,
          // A disabled check is healthy; a disabled and inverted one is not, whatever happens.
          Disabled: route !== 'automatic',
          Inverted: route === 'standby',
        }),
      );
    },
    async opinions(id) {
      const { HealthCheckObservations: all = [] } = await client.send(
        new GetHealthCheckStatusCommand({ HealthCheckId: id }),
      );
      const healthy = all.filter(({ StatusReport }) => StatusReport?.Status?.startsWith('Success'));
      return { healthy: healthy.length, all: all.length };
    },
  };
}

const routeOf = (disabled: boolean | undefined, inverted: boolean | undefined): Route =>
  disabled !== true ? 'automatic' : inverted === true ? 'standby' : 'primary';

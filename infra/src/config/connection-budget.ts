/**
 * Whether a fleet that has scaled out all the way, in the middle of a release, still finds
 * connections. The server makes the same sum when it starts (docs/configuration.md, "Connection
 * budget") and refuses to run when it does not come out; here it refuses the synthesis before.
 */
import type { Problem } from '../lib/problem.ts';
import type { TopologyValues } from '../runtime/contract.ts';

/** One role, as its scaling and its way of releasing have it. */
export type FleetRole = {
  /** As many processes as scaling may start. */
  readonly max: number;
  /**
   * How many more there may be during a release, in percent of `max`: 100 where a second fleet is
   * started beside the first (blue/green, ECS at 200 %), 0 where old ones end first.
   */
  readonly surgePercent: number;
};

/** Every role that opens connections to the primary. */
export type Fleet = readonly FleetRole[];

export type ConnectionsConfig = {
  /** `max_connections` of PostgreSQL; what a class bears is in database-config.ts. */
  readonly maxConnections: number;
  /** `DATABASE_POOL_MAX`: for ordinary work, in each process. */
  readonly poolMax: number;
  /** `ENGINE_CONNECTIONS`: for bookings that are committed together, in each process. */
  readonly engineConnections: number;
  /** Kept for operators and migrations; three of them PostgreSQL keeps for superusers anyway. */
  readonly headroom: number;
};

/** The outbox relay has one of its own. */
const relayConnections = 1;
/** The library that keeps accounts has two. */
const accountConnections = 2;
const headroomMin = 5;

export const connectionsPerProcess = ({
  poolMax,
  engineConnections,
}: Pick<ConnectionsConfig, 'poolMax' | 'engineConnections'>): number =>
  poolMax + engineConnections + relayConnections + accountConnections;

/** All processes that there can be at one moment. */
export const processesMax = (fleet: Fleet): number =>
  fleet.reduce(
    (sum, { max, surgePercent }) => sum + max + Math.ceil((max * surgePercent) / 100),
    0,
  );

/** At `where`, e.g. `fargate/prod database.connections`. */
export function checkConnectionBudget(
  where: string,
  fleet: Fleet,
  connections: ConnectionsConfig,
): Problem[] {
  const { maxConnections, headroom } = connections;
  const processes = processesMax(fleet);
  const each = connectionsPerProcess(connections);
  const needed = processes * each + headroom;
  const problems: Problem[] = [];
  if (headroom < headroomMin) {
    problems.push({
      setting: `${where}.headroom`,
      problem: `${headroom} is not enough to get in when everything else is taken.`,
      remedy: `Keep at least ${headroomMin}.`,
    });
  }
  if (needed > maxConnections) {
    problems.push({
      setting: `${where}.maxConnections`,
      problem:
        `${processes} processes × ${each} connections + ${headroom} headroom = ${needed}, more ` +
        `than ${maxConnections}.`,
      remedy: wayOut(processes, each - connections.poolMax, connections),
    });
  }
  return problems;
}

function wayOut(
  processes: number,
  dedicated: number,
  { maxConnections, headroom }: ConnectionsConfig,
): string {
  const poolMax = Math.floor((maxConnections - headroom) / processes) - dedicated;
  return poolMax >= 1
    ? `Lower poolMax to ${poolMax}, or raise maxConnections.`
    : 'No pool fits: raise maxConnections (and maybe the class), or lower the maxima.';
}

/** The settings by which every process makes the same sum when it starts. */
export const budgetVariables = (
  fleet: Fleet,
  connections: ConnectionsConfig,
): Pick<
  TopologyValues,
  | 'DATABASE_POOL_MAX'
  | 'ENGINE_CONNECTIONS'
  | 'DATABASE_MAX_CONNECTIONS_BUDGET'
  | 'DATABASE_CONNECTIONS_HEADROOM'
  | 'INSTANCES_MAX'
> => ({
  DATABASE_POOL_MAX: String(connections.poolMax),
  ENGINE_CONNECTIONS: String(connections.engineConnections),
  DATABASE_MAX_CONNECTIONS_BUDGET: String(connections.maxConnections),
  DATABASE_CONNECTIONS_HEADROOM: String(connections.headroom),
  INSTANCES_MAX: String(processesMax(fleet)),
});

/** The server's own processes in a cluster, by role. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChildSpec, type ManagedChild, startManaged } from './managed-child.ts';
import { freePort } from './free-port.ts';
import { nodeEnvironment, type NodeRole, type Surroundings } from './node-settings.ts';
import type { Target } from './upstreams.ts';

export type ClusterNode = {
  /** Like `api-1`. */
  readonly name: string;
  readonly role: NodeRole;
  /** Past the balancer. */
  readonly url: string;
  readonly metricsUrl: string;
  /** -1 while it is down. */
  readonly pid: number;
  kill(signal: NodeJS.Signals): Promise<void>;
  restart(): Promise<void>;
};

export type NodesOptions = {
  readonly around: Surroundings;
  readonly dataDir: string;
  readonly ports: Set<number>;
  readonly child: (name: string) => Pick<ChildSpec, 'logFile' | 'revive' | 'guard' | 'log'>;
  readonly options: {
    readonly path: string;
    readonly env?: Readonly<Record<string, string>>;
  };
};

type Plan = {
  readonly name: string;
  readonly role: NodeRole;
  readonly port: number;
  readonly metricsPort: number;
};

export type PlannedNodes = {
  /** Those that the balancer sends requests to. */
  readonly targets: readonly Target[];
  /** Starts all at once. `onStop` is given what ends each; resolves when all are ready. */
  start(onStop: (stop: () => Promise<void>) => void): Promise<readonly ClusterNode[]>;
};

const script = join(import.meta.dirname, '../main/server.ts');
/** Above the STOP_TIMEOUT_MS of the nodes. */
const PATIENCE_MS = 12_000;
const ASK_MS = 1_000;
const roles: readonly NodeRole[] = ['api', 'realtime', 'worker'];

/** Chooses names and ports: the balancer and the simulator have to know them before. */
export async function planNodes(options: NodesOptions): Promise<PlannedNodes> {
  const { around, ports } = options;
  const plans: Plan[] = [];
  for (const role of roles) {
    for (let nth = 1; nth <= around.fleet[role]; nth += 1) {
      const [port, metricsPort] = [await freePort(ports), await freePort(ports)];
      plans.push({ name: `${role}-${nth}`, role, port, metricsPort });
    }
  }
  return {
    targets: plans.flatMap(({ name, role, port }) =>
      role === 'worker' ? [] : [{ name, group: role, port }],
    ),
    async start(onStop) {
      // Ended together: each waits for its own requests, not for those of the others.
      const started: ManagedChild[] = [];
      onStop(async () => {
        await Promise.all(started.map((one) => one.stop(PATIENCE_MS)));
      });
      const outcomes = await Promise.allSettled(
        plans.map(async (plan) => {
          const child = await startNode(plan, options);
          started.push(child);
          return nodeOf(plan, child);
        }),
      );
      return outcomes.map((one) => {
        if (one.status === 'rejected') throw one.reason;
        return one.value;
      });
    },
  };
}

async function startNode(
  plan: Plan,
  { around, dataDir, child, options }: NodesOptions,
): Promise<ManagedChild> {
  const folder = join(dataDir, 'nodes', plan.name);
  await mkdir(folder, { recursive: true });
  return startManaged({
    name: plan.name,
    command: process.execPath,
    args: [script],
    env: {
      PATH: options.path,
      ...nodeEnvironment(around, { ...plan, dataDir: folder }),
      ...options.env,
    },
    isReady: () => answers(`http://127.0.0.1:${plan.port}/readyz`),
    ...child(plan.name),
  });
}

const nodeOf = ({ name, role, port, metricsPort }: Plan, child: ManagedChild): ClusterNode => ({
  name,
  role,
  url: `http://127.0.0.1:${port}`,
  metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
  get pid() {
    return child.pid;
  },
  kill: (signal) => child.kill(signal),
  restart: () => child.restart(),
});

/** Whether an address answers, and with success. */
export async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(ASK_MS) });
  await response.body?.cancel();
  return response.ok;
}

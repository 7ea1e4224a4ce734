/** A cluster of Redis: three masters, each with one replica, formed by hand because that is quick. */
import type { Redis } from 'ioredis';
import type { RedisConfig } from '../../src/config/config.ts';
import { freePort } from './free-port.ts';
import { asOperator, redisConfigFor, type RedisServer, startRedis } from './redis.ts';
import { waitFor } from './wait-for.ts';

export type RedisNode = RedisServer & { readonly id: string };

export type RedisCluster = {
  readonly config: RedisConfig;
  /** Three masters, then their replicas in the same order, as it was formed. */
  readonly nodes: readonly RedisNode[];
  /** The node that is master of this slot now, as `of` sees it. */
  masterOf(slot: number, of: RedisNode): Promise<RedisNode>;
  remove(): Promise<void>;
};

const MASTERS = 3;
const SLOTS = 16_384;
/** After this a node counts as failed; AWS takes 15 s, tests have less patience. */
export const NODE_TIMEOUT_MS = 1_500;

/** Of a certificate for `localhost`: clients then have to encrypt, operators need not. */
type Secure = { readonly file: string; readonly settings: readonly (readonly string[])[] };

export async function startRedisCluster(secure?: Secure): Promise<RedisCluster> {
  const started: StartedNode[] = [];
  for (let n = 0; n < 2 * MASTERS; n++) started.push(await startNode(secure));
  const [first] = started;
  if (first === undefined) throw new Error('a cluster has nodes');
  const remove = async (): Promise<void> => {
    await Promise.all(started.map((node) => node.remove()));
  };
  try {
    await form(started, secure !== undefined);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    config: redisConfigFor(first.port, {
      cluster: true,
      ...(secure && {
        url: `rediss://localhost:${first.tlsPort}`,
        tls: true,
        caFile: secure.file,
      }),
    }),
    nodes: started,
    async masterOf(slot, of) {
      const ranges = (await asOperator(of.port, (redis) =>
        redis.call('cluster', 'slots'),
      )) as readonly (readonly [number, number, readonly [string, number]])[];
      const range = ranges.find(([from, to]) => from <= slot && slot <= to);
      const node = started.find(({ port }) => port === range?.[2][1]);
      if (node === undefined) throw new Error(`nobody has slot ${slot}`);
      return node;
    },
    remove,
  };
}

type StartedNode = RedisNode & { readonly busPort: number; readonly tlsPort: number };

async function startNode(secure: Secure | undefined): Promise<StartedNode> {
  const [busPort, tlsPort] = [await freePort(), await freePort()];
  const server = await startRedis({
    settings: [
      ['cluster-enabled', 'yes'],
      ['cluster-port', String(busPort)],
      ['cluster-node-timeout', String(NODE_TIMEOUT_MS)],
      ['cluster-announce-ip', '127.0.0.1'],
      // As AWS has it: a shard that is away leaves the others answering.
      ['cluster-require-full-coverage', 'no'],
      // No disk in between when a replica copies its master.
      ['repl-diskless-sync-delay', '0'],
      ...(secure === undefined ? [] : tlsSettings(tlsPort, secure)),
    ],
  });
  const id = String(await asOperator(server.port, (redis) => redis.call('cluster', 'myid')));
  // Spreading would freeze its accessors: the pid changes when it is started anew.
  return Object.assign(Object.create(server) as RedisServer, { id, busPort, tlsPort });
}

const tlsSettings = (port: number, secure: Secure): readonly (readonly string[])[] => [
  ['tls-port', String(port)],
  // Without the first, nodes would announce the port for those who do not encrypt.
  ['tls-cluster', 'yes'],
  ['tls-replication', 'yes'],
  ...secure.settings,
];

async function form(nodes: readonly StartedNode[], isSecure: boolean): Promise<void> {
  const masters = nodes.slice(0, MASTERS);
  await each(masters, (redis, at) => {
    const from = Math.floor((SLOTS * at) / MASTERS);
    const to = Math.floor((SLOTS * (at + 1)) / MASTERS) - 1;
    return redis.call('cluster', 'addslotsrange', from, to);
  });
  await each(nodes, (redis, at) => redis.call('cluster', 'set-config-epoch', at + 1));
  const [first, ...others] = nodes;
  await each(first === undefined ? [] : [first], (redis) =>
    Promise.all(
      others.map(({ port, tlsPort, busPort }) =>
        redis.call('cluster', 'meet', '127.0.0.1', isSecure ? tlsPort : port, busPort),
      ),
    ),
  );
  await each(nodes, (redis) =>
    waitFor('the nodes to know each other', async () =>
      (await infoOf(redis)).includes(`cluster_known_nodes:${nodes.length}`),
    ),
  );
  await each(nodes.slice(MASTERS), (redis, at) =>
    waitFor('a replica to know its master', () =>
      redis.call('cluster', 'replicate', masters[at]?.id ?? ''),
    ),
  );
  await each(nodes, (redis) =>
    waitFor('the cluster to be whole', async () =>
      (await infoOf(redis)).includes('cluster_state:ok'),
    ),
  );
  await each(nodes.slice(MASTERS), (redis) =>
    waitFor('a replica to have its copy', async () =>
      (await redis.info('replication')).includes('master_link_status:up'),
    ),
  );
}

const infoOf = async (redis: Redis): Promise<string> => String(await redis.call('cluster', 'info'));

async function each(
  nodes: readonly RedisNode[],
  work: (redis: Redis, at: number) => Promise<unknown>,
): Promise<void> {
  await Promise.all(nodes.map((node, at) => asOperator(node.port, (redis) => work(redis, at))));
}

/** What is asked of each topology: everything that has to be there for a ticket to be sold. */
import { storageConfig as recovery } from '../../config/disaster-recovery/storage.ts';
import { storageConfig as ec2 } from '../../config/ec2-aurora/storage.ts';
import { storageConfig as eks } from '../../config/eks/storage.ts';
import { storageConfig as fargate } from '../../config/fargate/storage.ts';
import { hostNames } from '../../constructs/dns/records.ts';
import type { Operation } from '../core/operation.ts';
import {
  clusterName,
  databaseOf,
  groupNames,
  loadBalancerName,
  redisGroupIds,
  redisTokenName,
  roleParts,
  serviceName,
  tablesOf,
} from '../parts.ts';
import { httpAt, pick } from '../smoke-test/http.ts';
import { type Check, type Finding, ill, well } from './checks.ts';
import { clusterChecks } from './cluster-checks.ts';
import { pingRedis } from './ping-redis.ts';

const storage = { 'ec2-aurora': ec2, eks, fargate, 'disaster-recovery': recovery } as const;

export type HealthOptions = {
  /** Absent: the API of the settings. */
  readonly baseUrl: string | undefined;
  /** `host:port` of a tunnel to the store; without one, AWS is asked about its state only. */
  readonly redis: string | undefined;
  readonly namespace: string;
  readonly context: string | undefined;
};

export function deploymentChecks(operation: Operation, options: HealthOptions): readonly Check[] {
  const { topology, environment, name, aws } = operation;
  const tables = storage[topology](environment).tables.enabled ? tablesOf(name) : [];
  return [
    apiCheck(operation, options.baseUrl),
    ...computeChecks(operation, options),
    ...(topology === 'eks' ? [] : [targetsCheck(operation)]),
    databaseCheck(operation),
    ...redisChecks(operation, options.redis),
    ...tables.map((table): Check => ({
      name: `table ${table}`,
      async look() {
        await aws().tables.readOne(table);
        return well('can be read');
      },
    })),
  ];
}

const apiCheck = ({ settings }: Operation, baseUrl?: string): Check => ({
  name: 'API',
  async look() {
    const url = baseUrl ?? `https://${hostNames(settings.domain).api}`;
    const { status, body } = await httpAt(url)('GET', '/health');
    const [service, database, redis] = ['status', 'database', 'redis'].map((key) =>
      pick(body, key),
    );
    const parts = [
      `${url}: ${status}`,
      service,
      `database ${String(database)}`,
      `Redis ${String(redis)}`,
    ];
    const found = parts.join(', ');
    const isWell = status === 200 && service === 'UP' && database === 'connected';
    return isWell && redis !== 'disconnected' ? well(found) : ill(found);
  },
});

function computeChecks(operation: Operation, options: HealthOptions): readonly Check[] {
  const { topology, name } = operation;
  if (topology === 'eks') return clusterChecks(operation.programs, options);
  if (topology === 'fargate') return roleParts.map((role) => serviceCheck(operation, role));
  if (topology === 'ec2-aurora')
    return [groupNames.api(name), groupNames.worker(name)].map((group) =>
      groupCheck(operation, group),
    );
  return [
    // Of the two colours one rests.
    coloursCheck(operation),
    groupCheck(operation, groupNames.worker(name)),
  ];
}

const serviceCheck = ({ name, aws }: Operation, role: (typeof roleParts)[number]): Check => ({
  name: `service ${serviceName(name, role)}`,
  async look() {
    const service = await aws().taskServices.find(clusterName(name), serviceName(name, role));
    if (service === undefined) return ill('is not there');
    const { running, desired, rollout } = service;
    const found = `${running} of ${desired} tasks, ${rollout.state}`;
    return running >= desired && desired > 0 && rollout.state !== 'FAILED'
      ? well(found)
      : ill(found);
  },
});

const groupCheck = ({ aws }: Operation, group: string): Check => ({
  name: `group ${group}`,
  async look() {
    const found = await aws().instanceGroups.find(group);
    if (found === undefined) return ill('is not there');
    const text = `${found.inService} of ${found.desired} instances in service`;
    return found.inService >= found.desired && found.desired > 0 ? well(text) : ill(text);
  },
});

const coloursCheck = ({ name, aws }: Operation): Check => ({
  name: 'blue and green',
  async look() {
    const groups = await Promise.all(
      (['blue', 'green'] as const).map((colour) =>
        aws().instanceGroups.find(groupNames.api(name, colour)),
      ),
    );
    const text = groups
      .map((group) => (group === undefined ? 'missing' : `${group.inService}/${group.desired}`))
      .join(' and ');
    const isWell = groups.some(
      (group) => group !== undefined && group.desired > 0 && group.inService >= group.desired,
    );
    return isWell ? well(`${text} in service`) : ill(`${text} in service`);
  },
});

const targetsCheck = ({ name, aws }: Operation): Check => ({
  name: 'targets',
  async look() {
    const balancer = await aws().loadBalancers.find(loadBalancerName(name));
    if (balancer === undefined) return ill(`${loadBalancerName(name)} is not there`);
    const { weights } = await aws().loadBalancers.httpsListener(balancer.arn);
    const counts = await Promise.all(
      weights
        .filter(({ weight }) => weight > 0)
        .map(({ targetGroupArn }) => aws().loadBalancers.targets(targetGroupArn)),
    );
    const text = counts.map(({ healthy, all }) => `${healthy} of ${all} healthy`).join(', ');
    const isWell =
      counts.length > 0 && counts.every(({ healthy, all }) => healthy === all && all > 0);
    return isWell ? well(text) : ill(text === '' ? 'nothing gets traffic' : text);
  },
});

const databaseCheck = (operation: Operation): Check => ({
  name: `database ${databaseOf(operation).id}`,
  async look() {
    const { kind, id } = databaseOf(operation);
    const found = await operation.aws().databases[kind].find(id);
    if (found === undefined) return ill('is not there');
    const pending =
      found.pending.length === 0 ? '' : `, waits to change ${found.pending.join(', ')}`;
    const text = `${found.status}, PostgreSQL ${found.engineVersion}${pending}`;
    return found.status === 'available' || found.status === 'backing-up' ? well(text) : ill(text);
  },
});

const redisChecks = (operation: Operation, tunnel: string | undefined): readonly Check[] => {
  const { aws, name } = operation;
  const groups = redisGroupIds(name).map((id): Check => ({
    name: `Redis ${id}`,
    async look() {
      const found = await aws().redisGroups.find(id);
      if (found === undefined) return ill('is not there');
      const text = `${found.status}, ${found.memberIds.length} nodes, ${found.versions[0] ?? '?'}`;
      return found.status === 'available' || found.status === 'snapshotting'
        ? well(text)
        : ill(text);
    },
  }));
  if (tunnel === undefined) return groups;
  const [store] = redisGroupIds(name);
  return [...groups, { name: `PING ${store}`, look: () => pingThrough(operation, store, tunnel) }];
};

async function pingThrough({ aws }: Operation, groupId: string, tunnel: string): Promise<Finding> {
  const [host = '', port = ''] = tunnel.split(':');
  const group = await aws().redisGroups.find(groupId);
  const secret = await aws().secrets.read(redisTokenName(groupId));
  if (group?.host === undefined || secret === undefined) return ill('has no address or no token');
  const token = pick(JSON.parse(secret), 'password');
  return pingRedis({ host, port: Number(port), serverName: group.host }, String(token));
}

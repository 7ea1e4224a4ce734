/** What the parts of a deployment are called: the names that the constructs give. */
import type { Topology } from '../config/names.ts';
import { tableNames } from '../constructs/dynamodb/table-definitions.ts';
import { shortName } from '../constructs/load-balancer/short-name.ts';
import { bucketName } from '../constructs/storage/bucket.ts';
import type { DeployedRole } from '../runtime/contract.ts';
import { stateBucketName } from '../topologies/stack.ts';
import type { DatabaseKind } from './aws/databases.ts';
import type { Colour } from './blue-green/release.ts';
import type { Operation } from './core/operation.ts';
import type { Name } from '../topologies/deployment.ts';

type Place = Pick<Operation, 'settings' | 'topology' | 'environment'> & { readonly name: Name };

export const roleParts = ['api', 'worker'] as const satisfies readonly DeployedRole[];

/**
 * `/<project>/<environment>/image`; beside blue and green, everybody has one of their own below it.
 */
export const imageParameter = (
  { settings, environment }: Pick<Place, 'settings' | 'environment'>,
  part?: Colour | 'worker',
): string =>
  [`/${settings.project}/${environment}/image`, ...(part === undefined ? [] : [part])].join('/');

/** The groups of instances behind the load balancer, and the workers'. */
export const groupNames = {
  api: (name: Name, colour?: Colour): string =>
    name(colour === undefined ? 'asg' : `asg-${colour}`),
  worker: (name: Name): string => name('worker-asg'),
} as const;

export const loadBalancerName = (name: Name): string => shortName(name('alb'));

export const clusterName = (name: Name): string => name('cluster');
/** Of a service on ECS, and of the family of its tasks. */
export const serviceName = (name: Name, part: DeployedRole | 'payments'): string => name(part);
export const migrateFamily = (name: Name): string => name('migrate');

const databaseParts = {
  'ec2-aurora': { kind: 'cluster', part: 'aurora-cluster' },
  eks: { kind: 'cluster', part: 'aurora-cluster' },
  fargate: { kind: 'instance', part: 'database' },
  'disaster-recovery': { kind: 'instance', part: 'database' },
} as const satisfies Record<Topology, { readonly kind: DatabaseKind; readonly part: string }>;

export const databaseOf = ({
  topology,
  name,
}: Pick<Place, 'topology' | 'name'>): { readonly kind: DatabaseKind; readonly id: string } => {
  const { kind, part } = databaseParts[topology];
  return { kind, id: name(part) };
};

/** Where the password is that RDS does not keep itself. */
export const masterSecretName = ({ settings, environment }: Place): string =>
  `${settings.project}/${environment}/database/master`;

export const redisGroupIds = (name: Name): readonly [string, string] => [
  name('redis-store'),
  name('redis-cache'),
];
export const redisTokenName = (groupId: string): string => `${groupId}-auth-token`;

export const bucketNames = ({ settings, name }: Place) =>
  ({
    site: bucketName(name('site'), settings.accountId),
    blobs: bucketName(name('blobs'), settings.accountId),
    backups: bucketName(name('backups'), settings.accountId),
    accessLogs: bucketName(name('access-logs'), settings.accountId),
  }) as const;

export const stateBucket = ({ settings, topology, environment }: Place): string =>
  stateBucketName({ settings, topology, environment });

export const tablesOf = (name: Name): readonly string[] => tableNames.map((table) => name(table));

/** By their tag `Name`. */
export const healthCheckNames = (name: Name) =>
  ({ primary: name('health-primary'), standby: name('health-standby') }) as const;

/** `20261120-0930`: what is made by hand carries the time in UTC. */
export const stampOf = (ms: number): string =>
  new Date(ms).toISOString().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-');

/** What the product's containers are told, from what a topology has. */
import type { TerraformStack } from 'cdktn';
import { budgetVariables, type Fleet } from '../../config/connection-budget.ts';
import type { Region } from '../../config/names.ts';
import { findAddressRanges } from '../../constructs/cdn/address-ranges.ts';
import type { Network } from '../../constructs/network/network.ts';
import {
  type ContainerEnvironment,
  containerEnvironment,
  type DeployedRole,
  type SecretReferences,
  type TopologyValues,
} from '../../runtime/contract.ts';
import { databaseUrl } from '../../runtime/rds-certificates.ts';
import type { Deployment } from '../deployment.ts';
import type { DataConfig, DataStack } from './data-stack.ts';

export type ProductEnvironmentProps = {
  readonly deployment: Deployment;
  readonly role: DeployedRole;
  readonly data: Pick<DataStack, 'database' | 'caches' | 'buckets' | 'eventing' | 'notifications'>;
  readonly secrets: SecretReferences;
  readonly fleet: Fleet;
  readonly connections: DataConfig['database']['server']['connections'];
  /** Ranges whose word about the client's address is believed, separated by commas. */
  readonly trustedProxies: string;
  readonly paymentSimulatorUrl: string;
};

/** Where a collector listens beside the process. */
const collector = 'http://127.0.0.1:4318';

export const publicUrl = ({ settings }: Deployment): string => `https://${settings.domain}`;

/** What every container is told besides its role, and besides what is beside it. */
export type SharedValues = Omit<
  TopologyValues,
  'ROLE' | 'PAYMENT_SIMULATOR_URL' | 'OTEL_EXPORTER_OTLP_ENDPOINT'
>;

export function sharedValues(
  props: Pick<
    ProductEnvironmentProps,
    'deployment' | 'data' | 'fleet' | 'connections' | 'trustedProxies'
  >,
): SharedValues {
  const { database, caches, buckets, eventing, notifications } = props.data;
  return {
    ...budgetVariables(props.fleet, props.connections),
    PUBLIC_URL: publicUrl(props.deployment),
    TRUSTED_PROXIES: props.trustedProxies,
    DATABASE_URL: databaseUrl(database),
    DATABASE_READ_URL: databaseUrl({ ...database, host: database.readHost }),
    REDIS_URL: `rediss://${caches.store.host}:${caches.store.port}`,
    REDIS_CLUSTER: String(caches.store.clusterMode),
    BLOBS_S3_BUCKET: buckets.blobs.name,
    ...(eventing === undefined
      ? {}
      : {
          EVENTS_TICKET_BUS: eventing.buses.ticket.arn,
          EVENTS_RESERVATION_BUS: eventing.buses.reservation.arn,
          EVENTS_PAYMENT_QUEUE_URL: eventing.queues.payment.url,
          EVENTS_INVENTORY_QUEUE_URL: eventing.queues.inventory.url,
          EVENTS_NOTIFICATION_TOPIC_ARN: notifications.topics.info,
        }),
  };
}

export const productEnvironment = (props: ProductEnvironmentProps): ContainerEnvironment =>
  containerEnvironment(
    {
      ...sharedValues(props),
      ROLE: props.role,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector,
      PAYMENT_SIMULATOR_URL: props.paymentSimulatorUrl,
    },
    props.secrets,
  );

/**
 * Whose word about a client's address is believed: the load balancer's, which is in the network, and
 * that of CloudFront, as its ranges were at the last apply.
 */
export const trustedProxies = (
  stack: TerraformStack,
  { cidr }: Pick<Network, 'cidr'>,
  region: Region,
): string =>
  `${cidr},${findAddressRanges(stack, 'cloudfront', { of: 'cloudfront', region }).cidrs}`;

/**
 * Settings of the surroundings that are declared but whose feature does not exist yet: they are here
 * so that infrastructure can be prepared, and refuse to start so that nobody believes they work.
 * A setting moves out of this file in the change that builds its feature.
 */
import type { TSchema } from 'typebox';
import {
  flag,
  integer,
  port,
  secretText,
  type Setting,
  type SettingGroup,
  text,
  urlOf,
} from './setting.ts';

export const planned = (
  schema: TSchema,
  description: string,
  more: Pick<Setting, 'default' | 'secret'> = {},
): Setting => ({ schema, description, notYet: true, ...more });

const secret = { secret: true } as const;
const file = (): TSchema => text('the path of a readable file');
const name = (what: string): TSchema => text(what, 1, 512);

const redis: SettingGroup = {
  title: 'Redis or Valkey',
  introduction: 'Shared volatile state: queue counters, admissions, rate limits, fan-out.',
  settings: {
    REDIS_URL: planned(urlOf('redis', 'rediss'), 'The server, or any node of a cluster.', secret),
    REDIS_CLUSTER: planned(flag(), 'Whether it runs in cluster mode.', { default: false }),
    REDIS_TLS: planned(flag(), 'Encrypts the connection; implied by `rediss://`.', {
      default: false,
    }),
    REDIS_TLS_CA_FILE: planned(file(), 'A certificate authority to trust besides the usual ones.'),
    REDIS_USERNAME: planned(name('a user name'), 'The user of an access control list.'),
    REDIS_PASSWORD: planned(text('a password', 1, 512), 'The AUTH token or password.', secret),
    REDIS_POOL_MAX: planned(integer(1, 500, 'connections'), 'Connections at most.', {
      default: 20,
    }),
    REDIS_POOL_IDLE_MAX: planned(integer(0, 500, 'connections'), 'Idle connections kept.', {
      default: 10,
    }),
    REDIS_POOL_IDLE_MIN: planned(integer(0, 500, 'connections'), 'Idle connections kept ready.', {
      default: 5,
    }),
    REDIS_COMMAND_TIMEOUT_MS: planned(
      integer(10, 60_000, 'milliseconds'),
      'The longest wait for an answer.',
      { default: 2_000 },
    ),
  },
};

const replica: SettingGroup = {
  title: 'Read replica',
  introduction: 'Reads that may be a moment old.',
  settings: {
    DATABASE_READ_URL: planned(
      urlOf('postgres', 'postgresql'),
      'A replica for reads; bookings are always read from the primary.',
      secret,
    ),
    DATABASE_READ_POOL_MAX: planned(integer(1, 500, 'connections'), 'Connections to the replica.', {
      default: 20,
    }),
  },
};

const mail: SettingGroup = {
  title: 'Mail',
  introduction: 'Outgoing mail.',
  settings: {
    MAIL_FROM: planned(name('a sender'), 'The sender, e.g. `Tickets <tickets@example.org>`.'),
    SMTP_HOST: planned(name('a host name'), 'The mail server.'),
    SMTP_PORT: planned(port(), 'Its port.', { default: 587 }),
    SMTP_USER: planned(name('a user name'), 'The user to sign in as.'),
    SMTP_PASSWORD: planned(text('a password', 1, 512), 'The password of that user.', secret),
  },
  together: [
    ['SMTP_HOST', 'MAIL_FROM'],
    ['SMTP_USER', 'SMTP_PASSWORD'],
  ],
};

const blobs: SettingGroup = {
  title: 'Blobs',
  introduction: 'Posters and documents in S3; credentials come from the role of the process.',
  settings: {
    BLOBS_S3_BUCKET: planned(name('a bucket name'), 'The bucket.'),
    BLOBS_S3_REGION: planned(name('a region'), 'Its region.', { default: 'ap-northeast-2' }),
    BLOBS_S3_PREFIX: planned(name('a key prefix'), 'Put before every key.'),
    BLOBS_S3_ENDPOINT: planned(urlOf('https', 'http'), 'For servers that speak the S3 protocol.'),
  },
};

const buses: SettingGroup = {
  title: 'Event buses',
  introduction: 'Where the outbox is published besides the database.',
  settings: {
    EVENTS_AWS_REGION: planned(name('a region'), 'The region of buses, queues and topics.', {
      default: 'ap-northeast-2',
    }),
    EVENTS_TICKET_BUS: planned(name('a bus name or ARN'), 'EventBridge bus for tickets.'),
    EVENTS_RESERVATION_BUS: planned(name('a bus name or ARN'), 'The bus for reservations.'),
    EVENTS_PAYMENT_QUEUE_URL: planned(urlOf('https'), 'SQS queue with payments to process.'),
    EVENTS_INVENTORY_QUEUE_URL: planned(urlOf('https'), 'SQS queue with inventory updates.'),
    EVENTS_NOTIFICATION_TOPIC_ARN: planned(name('an ARN'), 'SNS topic for notifications.'),
  },
  together: [['EVENTS_TICKET_BUS', 'EVENTS_RESERVATION_BUS']],
};

const telemetry: SettingGroup = {
  title: 'Telemetry',
  introduction: 'Export by OTLP, besides `/metrics`.',
  settings: {
    OTEL_EXPORTER_OTLP_ENDPOINT: planned(urlOf('http', 'https'), 'The collector.'),
    OTEL_EXPORTER_OTLP_HEADERS: planned(text('`key=value` pairs'), 'Sent along.', secret),
    OTEL_SERVICE_NAME: planned(name('a name'), 'The name this process reports.', {
      default: 'onsale',
    }),
    OTEL_TRACES_SAMPLER_ARG: planned(name('a fraction from 0 to 1'), 'Share of requests traced.', {
      default: '0.01',
    }),
  },
};

const keys: SettingGroup = {
  title: 'Keys',
  introduction: 'Secrets that sign what the product hands out. A previous key still verifies.',
  settings: {
    QUEUE_SIGNING_KEY: planned(secretText(32), 'Signs queue tickets and passes.', secret),
    QUEUE_SIGNING_KEY_PREVIOUS: planned(secretText(32), 'The one before a rotation.', secret),
    DATA_ENCRYPTION_KEY: planned(secretText(32), 'Encrypts second factors at rest.', secret),
    WEBHOOK_SIGNING_KEY: planned(secretText(32), 'Derives the secrets of webhooks.', secret),
  },
};

export const surroundingsGroups: readonly SettingGroup[] = [
  redis,
  replica,
  mail,
  blobs,
  buses,
  telemetry,
  keys,
];

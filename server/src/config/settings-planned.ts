/**
 * Settings of the surroundings that are declared but whose feature does not exist yet: they are here
 * so that infrastructure can be prepared, and refuse to start so that nobody believes they work.
 * A setting moves out of this file in the change that builds its feature.
 */
import type { TSchema } from 'typebox';
import { secretText, type Setting, type SettingGroup, text, urlOf } from './setting.ts';

export const planned = (
  schema: TSchema,
  description: string,
  more: Pick<Setting, 'default' | 'secret'> = {},
): Setting => ({ schema, description, notYet: true, ...more });

const secret = { secret: true } as const;
const name = (what: string): TSchema => text(what, 1, 512);

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
    DATA_ENCRYPTION_KEY: planned(secretText(32), 'Encrypts second factors at rest.', secret),
    WEBHOOK_SIGNING_KEY: planned(secretText(32), 'Derives the secrets of webhooks.', secret),
  },
};

export const surroundingsGroups: readonly SettingGroup[] = [blobs, buses, telemetry, keys];

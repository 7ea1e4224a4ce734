/** Settings of selling: holds, the partner API, limits, caches and how long data is kept. */
import { integer, secretText, type SettingGroup, type Settings } from './setting.ts';

export const holdSettings = {
  HOLD_MS: {
    schema: integer(1_000, 86_400_000, 'milliseconds'),
    description: 'How long a hold lasts, by the clock of the database.',
    default: 480_000,
  },
  HOLD_EXTENSION_MS: {
    schema: integer(1_000, 86_400_000, 'milliseconds'),
    description: 'By how much a buyer can extend a hold, once.',
    default: 300_000,
  },
} satisfies Settings;

export const partnerSettings = {
  PARTNER_API_KEY: {
    schema: secretText(24),
    description: 'A key for the partner booking API, created at start if it does not exist.',
    secret: true,
  },
} satisfies Settings;

// The bursts must let a load test pass that sends 10,000 bookings from one address with one key in
// a third of a second.
export const rateLimitSettings = {
  RATE_LIMIT_KEY_PER_SECOND: {
    schema: integer(1, 10_000_000, 'requests per second'),
    description: 'The sustained rate of one API key that has no limit of its own.',
    default: 50_000,
  },
  RATE_LIMIT_KEY_BURST: {
    schema: integer(1, 10_000_000, 'requests'),
    description: 'What one API key may send at once after a quiet time.',
    default: 100_000,
  },
  RATE_LIMIT_ADDRESS_PER_SECOND: {
    schema: integer(1, 10_000_000, 'requests per second'),
    description: 'The sustained rate of one client address.',
    default: 50_000,
  },
  RATE_LIMIT_ADDRESS_BURST: {
    schema: integer(1, 10_000_000, 'requests'),
    description: 'What one client address may send at once after a quiet time.',
    default: 100_000,
  },
} satisfies Settings;

export const cacheSettings = {
  EVENT_CACHE_TTL_SECONDS: {
    schema: integer(1, 86_400, 'seconds'),
    description: 'How long a cached event may be served; a booking evicts it at once.',
    default: 300,
  },
} satisfies Settings;

export const retentionSettings = {
  RETENTION_OUTBOX_DAYS: {
    schema: integer(1, 3_650, 'days'),
    description: 'How long published outbox rows stay, for consumers that fell behind.',
    default: 7,
  },
  RETENTION_IDEMPOTENCY_HOURS: {
    schema: integer(1, 720, 'hours'),
    description: 'How long the answer to an `Idempotency-Key` is remembered.',
    default: 24,
  },
  RETENTION_FINISHED_HOLDS_DAYS: {
    schema: integer(1, 3_650, 'days'),
    description: 'How long expired and cancelled reservations stay.',
    default: 30,
  },
  RETENTION_LETTERS_DAYS: {
    schema: integer(1, 3_650, 'days'),
    description: 'How long it is kept that a mail was sent, to whom, and what about.',
    default: 30,
  },
} satisfies Settings;

export const salesGroups: readonly SettingGroup[] = [
  { title: 'Holds', introduction: 'Each event can override these.', settings: holdSettings },
  {
    title: 'Partner API',
    introduction: 'For box offices, resellers and anyone who migrates.',
    settings: partnerSettings,
  },
  {
    title: 'Rate limits',
    introduction: 'Counted in each process; refused with `rate_limited` and `Retry-After`.',
    settings: rateLimitSettings,
  },
  { title: 'Cache', introduction: 'Event reads are cached.', settings: cacheSettings },
  {
    title: 'Retention',
    introduction: 'What the worker deletes, and when.',
    settings: retentionSettings,
  },
];

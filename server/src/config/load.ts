/** From the environment to the one typed configuration that a process passes to its parts. */
import { join, resolve } from 'node:path';
import type { Config, DatabaseConfig, PaymentsConfig } from './config.ts';
import type { Environment } from './environment.ts';
import { mailConfig } from './mail.ts';
import { nearMisses } from './near-miss.ts';
import { peopleConfig } from './people.ts';
import { halfSetGroups, parseSettings } from './parse.ts';
import { pushConfig } from './push.ts';
import { queueConfig } from './queue.ts';
import { redisConfig } from './redis.ts';
import { brokenRules } from './rules.ts';
import { settingGroups, settings, type SettingValues } from './settings.ts';
import { walletsConfig } from './wallets.ts';

export type { Config } from './config.ts';

/** Says everything that is wrong, one problem per line, without printing a secret. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not valid:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.problems = problems;
  }
}

/**
 * Checks the environment against the table of settings. Unknown variables are ignored; those that
 * look like a misspelt setting are named in `warnings`.
 * @throws {ConfigError} listing every problem at once
 */
export function loadConfig(env: Environment): Config {
  const parsed = parseSettings(settings, env);
  const problems = [...parsed.problems, ...halfSetGroups(settingGroups, parsed.given)];
  // The rules compare values, so they need values that are each right by themselves: a wrong one is
  // replaced by its default, which no rule complains about.
  const values = withDefaults(parsed.values) as SettingValues;
  problems.push(...brokenRules(values, parsed.given));
  if (problems.length > 0) throw new ConfigError(problems);
  return toConfig(values, parsed.given, warningsFor(env, values));
}

function withDefaults(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [name, values[name] ?? setting.default]),
  );
}

function warningsFor(env: Environment, values: SettingValues): readonly string[] {
  const present = Object.keys(env).filter((name) => env[name] !== undefined);
  const warnings = [...nearMisses(Object.keys(settings), present)];
  if (values.TRUSTED_PROXIES?.some((network) => network.endsWith('/0'))) {
    warnings.push('TRUSTED_PROXIES trusts everybody: any client can choose its own address.');
  }
  if (values.NODE_ENV === 'production' && values.TICKET_SIGNING_KEY_FILE === undefined) {
    warnings.push(
      'TICKET_SIGNING_KEY_FILE is not set: the key that signs tickets is kept in the database, and ' +
        'in its backups.',
    );
  }
  return warnings;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Where data is kept when nobody said otherwise. */
export const dataDirDefault = join(import.meta.dirname, '..', '..', '..', '.data');

function toConfig(values: SettingValues, given: ReadonlySet<string>, warnings: readonly string[]) {
  return {
    environment: values.NODE_ENV,
    role: values.ROLE,
    dataDir: resolve(values.DATA_DIR ?? dataDirDefault),
    demo: values.DEMO ?? values.NODE_ENV === 'development',
    demoCrowd: values.DEMO_CROWD,
    stopTimeoutMs: values.STOP_TIMEOUT_MS,
    stopUnreadyMs: values.STOP_UNREADY_MS,
    http: {
      host: values.HOST,
      port: values.PORT,
      portExplicit: given.has('PORT'),
      trustedProxies: values.TRUSTED_PROXIES ?? [],
      bodyBytesMax: values.BODY_BYTES_MAX,
      requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    },
    metrics: {
      host: values.METRICS_HOST,
      port: values.METRICS_PORT,
      portExplicit: given.has('METRICS_PORT'),
    },
    database: databaseConfig(values),
    engine: {
      connections: values.ENGINE_CONNECTIONS,
      batchPoolMax: values.ENGINE_BATCH_POOL_MAX,
      batchSeatsMax: values.ENGINE_BATCH_SEATS_MAX,
      queueMax: values.ENGINE_QUEUE_MAX,
      waitMaxMs: values.ENGINE_WAIT_MAX_MS,
    },
    holds: { holdMs: values.HOLD_MS, extensionMs: values.HOLD_EXTENSION_MS },
    partner: { apiKey: values.PARTNER_API_KEY },
    payments: paymentsConfig(values),
    people: peopleConfig(values),
    queue: queueConfig(values),
    waitlist: {
      offerMs: values.WAITLIST_OFFER_MINUTES * MINUTE_MS,
      retentionMs: values.WAITLIST_RETENTION_DAYS * DAY_MS,
    },
    mail: mailConfig(values),
    redis: redisConfig(values),
    push: pushConfig(values),
    wallets: walletsConfig(values),
    tickets: {
      keyFile: values.TICKET_SIGNING_KEY_FILE,
      previousKeyFile: values.TICKET_SIGNING_KEY_PREVIOUS_FILE,
    },
    rateLimit: {
      keyPerSecond: values.RATE_LIMIT_KEY_PER_SECOND,
      keyBurst: values.RATE_LIMIT_KEY_BURST,
      addressPerSecond: values.RATE_LIMIT_ADDRESS_PER_SECOND,
      addressBurst: values.RATE_LIMIT_ADDRESS_BURST,
    },
    cache: { eventTtlMs: values.EVENT_CACHE_TTL_SECONDS * 1_000 },
    retention: {
      outboxMs: values.RETENTION_OUTBOX_DAYS * DAY_MS,
      idempotencyMs: values.RETENTION_IDEMPOTENCY_HOURS * HOUR_MS,
      finishedHoldsMs: values.RETENTION_FINISHED_HOLDS_DAYS * DAY_MS,
      lettersMs: values.RETENTION_LETTERS_DAYS * DAY_MS,
    },
    log: {
      level: values.LOG_LEVEL,
      requests: values.LOG_REQUESTS,
      slowRequestMs: values.SLOW_REQUEST_MS,
    },
    warnings,
  };
}

function paymentsConfig(values: SettingValues): PaymentsConfig {
  const { PAYMENT_WEBHOOK_SECRET: current, PAYMENT_WEBHOOK_SECRET_PREVIOUS: previous } = values;
  return {
    // The others never get here: the table says that they are not built yet.
    provider: 'simulator',
    timeoutMs: values.PAYMENT_TIMEOUT_MS,
    webhookSecrets: [current, previous].filter((secret) => secret !== undefined),
    simulator: {
      url: values.PAYMENT_SIMULATOR_URL,
      secret: values.PAYMENT_SIMULATOR_SECRET,
      faults: values.PAYMENT_SIMULATOR_FAULTS,
      host: values.PAYMENT_SIMULATOR_HOST,
      port: values.PAYMENT_SIMULATOR_PORT,
      webhookUrl: values.PAYMENT_SIMULATOR_WEBHOOK_URL,
    },
  };
}

function databaseConfig(values: SettingValues): DatabaseConfig {
  const external = values.DATABASE_URL !== undefined;
  return {
    url: withCredentials(values.DATABASE_URL, values.DATABASE_USER, values.DATABASE_PASSWORD),
    migrate:
      values.DATABASE_MIGRATE ??
      (values.NODE_ENV === 'production' && external ? 'require' : 'apply'),
    poolMax: values.DATABASE_POOL_MAX,
    connectTimeoutMs: values.DATABASE_CONNECT_TIMEOUT_MS,
    statementTimeoutMs: values.DATABASE_STATEMENT_TIMEOUT_MS,
    lockTimeoutMs: values.DATABASE_LOCK_TIMEOUT_MS,
    idleInTransactionTimeoutMs: values.DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS,
    replica: replicaConfig(values),
  };
}

function replicaConfig(values: SettingValues): DatabaseConfig['replica'] {
  const { DATABASE_USER: user, DATABASE_PASSWORD: password } = values;
  const url = withCredentials(values.DATABASE_READ_URL, user, password);
  if (url === undefined) return undefined;
  const poolMax = values.DATABASE_READ_POOL_MAX ?? values.DATABASE_POOL_MAX;
  return { url, poolMax, lagMaxMs: values.DATABASE_READ_LAG_MAX_MS };
}

function withCredentials(
  url: string | undefined,
  user: string | undefined,
  password: string | undefined,
): string | undefined {
  if (url === undefined || user === undefined || password === undefined) return url;
  const withBoth = new URL(url);
  withBoth.username = encodeURIComponent(user);
  withBoth.password = encodeURIComponent(password);
  return withBoth.href;
}

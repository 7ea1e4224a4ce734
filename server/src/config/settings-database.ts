/** Settings of the database and of the engine that commits bookings in groups. */
import { flag, integer, oneOf, type SettingGroup, type Settings, text, urlOf } from './setting.ts';

export const databaseSettings = {
  DATABASE_URL: {
    schema: urlOf('postgres', 'postgresql'),
    description: 'The PostgreSQL primary. Unset: an embedded PostgreSQL in `DATA_DIR`.',
    whenUnset: 'embedded PostgreSQL (refused in production, see `DATABASE_EMBEDDED`)',
    secret: true,
  },
  DATABASE_USER: {
    schema: text('a user name', 1, 128),
    description: 'Replaces the user in `DATABASE_URL`, for secret stores that keep them apart.',
  },
  DATABASE_PASSWORD: {
    schema: text('a password', 1, 512),
    description: 'Replaces the password in `DATABASE_URL`.',
    secret: true,
  },
  DATABASE_EMBEDDED: {
    schema: flag(),
    description:
      'Permits the embedded PostgreSQL. In production it has to be said: a container that lost ' +
      'its `DATABASE_URL` must fail instead of selling tickets into its own disk.',
    whenUnset: '`false` in production, else `true`',
  },
  DATABASE_MIGRATE: {
    schema: oneOf('apply', 'require'),
    description:
      '`apply` brings the schema up to date at start; `require` refuses to start until ' +
      '`npm run db:migrate` has been run.',
    whenUnset: '`require` in production with a `DATABASE_URL`, else `apply`',
  },
  DATABASE_POOL_MAX: {
    schema: integer(1, 500, 'connections'),
    description: 'Connections of the pool for ordinary work.',
    default: 20,
  },
  DATABASE_CONNECT_TIMEOUT_MS: {
    schema: integer(100, 120_000, 'milliseconds'),
    description: 'The longest wait for a connection, also for a free one of the pool.',
    default: 30_000,
  },
  DATABASE_STATEMENT_TIMEOUT_MS: {
    schema: integer(100, 600_000, 'milliseconds'),
    description: 'The database cancels a statement that takes longer.',
    default: 10_000,
  },
  DATABASE_LOCK_TIMEOUT_MS: {
    schema: integer(100, 600_000, 'milliseconds'),
    description: 'The database cancels a statement that waits longer for a lock.',
    default: 5_000,
  },
  DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS: {
    schema: integer(100, 600_000, 'milliseconds'),
    description: 'The database ends a session that holds a transaction open and does nothing.',
    default: 10_000,
  },
} satisfies Settings;

export const replicaSettings = {
  DATABASE_READ_URL: {
    schema: urlOf('postgres', 'postgresql'),
    description:
      'A streaming replica for reads that may be a moment old: lists and descriptions of events, ' +
      'seating plans. Whatever concerns a buyer, and every booking, is read from the primary. ' +
      '`DATABASE_USER` and `DATABASE_PASSWORD` hold for it, too.',
    whenUnset: 'everything is read from the primary',
    secret: true,
  },
  DATABASE_READ_POOL_MAX: {
    schema: integer(1, 500, 'connections'),
    description: 'Connections to the replica.',
    whenUnset: 'as many as `DATABASE_POOL_MAX`',
  },
  DATABASE_READ_LAG_MAX_MS: {
    schema: integer(500, 600_000, 'milliseconds'),
    description: 'A replica that is further behind is not read from; the primary is, meanwhile.',
    default: 2_000,
  },
} satisfies Settings;

export const budgetSettings = {
  DATABASE_MAX_CONNECTIONS_BUDGET: {
    schema: integer(10, 100_000, 'connections'),
    description: '`max_connections` of the database, as the fleet may use it.',
  },
  INSTANCES_MAX: {
    schema: integer(1, 10_000, 'processes'),
    description: 'How many processes the auto scaling may start at most.',
  },
  DATABASE_CONNECTIONS_HEADROOM: {
    schema: integer(0, 10_000, 'connections'),
    description: 'Connections kept free for operators, migrations and a deployment in progress.',
    default: 50,
  },
} satisfies Settings;

export const engineSettings = {
  ENGINE_CONNECTIONS: {
    schema: integer(1, 32, 'connections'),
    description: 'Dedicated connections for batches, so at most this many are in flight.',
    default: 2,
  },
  ENGINE_BATCH_POOL_MAX: {
    schema: integer(1, 10_000, 'commands'),
    description: 'Commands in one batch for a general-admission area.',
    default: 250,
  },
  ENGINE_BATCH_SEATS_MAX: {
    schema: integer(1, 10_000, 'commands'),
    description: 'Commands in one batch for named seats.',
    default: 200,
  },
  ENGINE_QUEUE_MAX: {
    schema: integer(1, 1_000_000, 'commands'),
    description: 'Commands that may wait for one event; the next one is refused as `busy`.',
    default: 20_000,
  },
  ENGINE_WAIT_MAX_MS: {
    schema: integer(10, 120_000, 'milliseconds'),
    description: 'The longest a command waits for its batch before it is refused as `busy`.',
    default: 10_000,
  },
} satisfies Settings;

/** The relay listens on a connection of its own. */
export const RELAY_CONNECTIONS = 1;

/** The library that keeps accounts writes its own statements, on connections of its own. */
export const ACCOUNT_CONNECTIONS = 2;

export const databaseGroups: readonly SettingGroup[] = [
  {
    title: 'Database',
    introduction: 'PostgreSQL is the only place where a seat is sold.',
    settings: databaseSettings,
    together: [['DATABASE_USER', 'DATABASE_PASSWORD']],
  },
  {
    title: 'Read replica',
    introduction: 'Reads that may be a moment old.',
    settings: replicaSettings,
  },
  {
    title: 'Connection budget',
    introduction:
      'When both limits are set, the process refuses to start if a fully scaled-out fleet could ' +
      'exhaust the database: `INSTANCES_MAX × (DATABASE_POOL_MAX + ENGINE_CONNECTIONS + ' +
      `${RELAY_CONNECTIONS} + ${ACCOUNT_CONNECTIONS}) + DATABASE_CONNECTIONS_HEADROOM ≤ DATABASE_MAX_CONNECTIONS_BUDGET\`. ` +
      `The ${RELAY_CONNECTIONS} is the connection of the outbox relay, the ${ACCOUNT_CONNECTIONS} are ` +
      "those of accounts. A replica has a budget of its own, as large as the primary's.",
    settings: budgetSettings,
    together: [['DATABASE_MAX_CONNECTIONS_BUDGET', 'INSTANCES_MAX']],
  },
  {
    title: 'Engine',
    introduction: 'How booking commands for one event are committed together.',
    settings: engineSettings,
  },
];

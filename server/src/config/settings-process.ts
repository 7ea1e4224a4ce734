/** Settings of the process itself: what it runs, where it listens, how it stops, what it logs. */
import {
  flag,
  integer,
  networks,
  oneOf,
  port,
  type SettingGroup,
  type Settings,
  text,
} from './setting.ts';

export const processSettings = {
  NODE_ENV: {
    schema: oneOf('development', 'production', 'test'),
    description: 'Chooses the defaults below; production never starts a database by itself.',
    default: 'development',
  },
  ROLE: {
    schema: oneOf('all', 'api', 'worker', 'realtime'),
    description:
      'What this process does: `api` answers HTTP, the live channel included; `realtime` serves the ' +
      'live channel and nothing else; `worker` runs the relay, expiry and clean-up, and answers ' +
      'health checks only; `all` does everything. Roles scale apart, see docs/many-nodes.md.',
    default: 'all',
  },
  DATA_DIR: {
    schema: text('a directory'),
    description: 'Where the embedded database and generated files live.',
    whenUnset: '`.data` in the directory of the project',
  },
  DEMO: {
    schema: flag(),
    description:
      'Creates sample events and accounts when the database is empty, and new dates for them when ' +
      'their time is over. It never touches anything else.',
    whenUnset: '`true` in development, else `false`',
  },
  DEMO_CROWD: {
    schema: flag(),
    description:
      'Whether simulated buyers come to the events of a demo. It can be switched while it runs: ' +
      '`PUT /api/v1/demo/crowd`.',
    whenUnset: 'as it was left; on in a new demo',
  },
  STOP_TIMEOUT_MS: {
    schema: integer(0, 600_000, 'milliseconds'),
    description:
      'How long a stopping process waits for requests and batches in flight. Keep it below the ' +
      'grace period of the orchestrator (30 s on ECS and Kubernetes).',
    default: 25_000,
  },
  STOP_UNREADY_MS: {
    schema: integer(0, 120_000, 'milliseconds'),
    description:
      'How long a stopping process goes on serving while `/readyz` already says 503, so that load ' +
      'balancers send new requests elsewhere before it closes its port. A part of ' +
      '`STOP_TIMEOUT_MS`; a worker does not wait.',
    default: 0,
  },
} satisfies Settings;

export const httpSettings = {
  HOST: {
    schema: text('an address to listen on', 1, 253),
    description: 'The address the API listens on.',
    default: '0.0.0.0',
  },
  PORT: {
    schema: port(),
    description:
      'The port of the API. When set and taken, the process refuses to start; when unset, the ' +
      'next free port is used.',
    default: 8080,
  },
  METRICS_HOST: {
    schema: text('an address to listen on', 1, 253),
    description: 'The address of the internal port; it carries metrics and must not be public.',
    default: '127.0.0.1',
  },
  METRICS_PORT: {
    schema: port(),
    description: 'The internal port for `/metrics`. Unset means the next free one from 9464.',
    default: 9464,
  },
  TRUSTED_PROXIES: {
    schema: networks(),
    description:
      'Load balancers whose `X-Forwarded-For` is believed. Unset: the address of the connection ' +
      'is the address of the client.',
  },
  BODY_BYTES_MAX: {
    schema: integer(1_024, 16_777_216, 'bytes'),
    description: 'The largest request body.',
    default: 65_536,
  },
  REQUEST_TIMEOUT_MS: {
    schema: integer(1_000, 600_000, 'milliseconds'),
    description: 'The longest a request may take before it is answered with `timeout`.',
    default: 30_000,
  },
} satisfies Settings;

export const logSettings = {
  LOG_LEVEL: {
    schema: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    description: 'The least severe level that is logged.',
    default: 'info',
  },
  LOG_REQUESTS: {
    schema: oneOf('none', 'slow', 'all'),
    description: 'Which requests are logged: at an on-sale, logging all costs more than serving.',
    default: 'slow',
  },
  SLOW_REQUEST_MS: {
    schema: integer(1, 600_000, 'milliseconds'),
    description: 'From when a request counts as slow, in the log and in the metrics.',
    default: 500,
  },
} satisfies Settings;

export const processGroups: readonly SettingGroup[] = [
  {
    title: 'Process',
    introduction: 'What this process is and does.',
    settings: processSettings,
  },
  { title: 'HTTP', introduction: 'Where it listens and what it accepts.', settings: httpSettings },
  {
    title: 'Logs',
    introduction: 'Structured JSON lines on standard output.',
    settings: logSettings,
  },
];

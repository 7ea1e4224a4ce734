/** Settings of Redis or Valkey, which carries what processes share and may lose. */
import { flag, integer, type SettingGroup, type Settings, text, urlOf } from './setting.ts';

export const redisSettings = {
  REDIS_URL: {
    schema: urlOf('redis', 'rediss'),
    description:
      'The server, or any node of a cluster: `redis://host:port`, with TLS `rediss://host:port`. ' +
      'Readiness needs it, `/api/health` does not.',
    whenUnset: 'each process keeps its own',
    secret: true,
  },
  REDIS_CLUSTER: {
    schema: flag(),
    description:
      'Whether it runs in cluster mode. Its nodes must announce addresses that this process can ' +
      'reach (`cluster-announce-ip`, `cluster-announce-hostname`).',
    default: false,
  },
  REDIS_TLS: {
    schema: flag(),
    description: 'Encrypts the connection; implied by `rediss://`.',
    default: false,
  },
  REDIS_TLS_CA_FILE: {
    schema: text('the path of a readable file'),
    description: 'The certificate authority to trust, in place of the usual ones.',
  },
  REDIS_USERNAME: {
    schema: text('a user name', 1, 512),
    description: 'The user of an access control list; replaces the one in `REDIS_URL`.',
  },
  REDIS_PASSWORD: {
    schema: text('a password', 1, 512),
    description: 'The AUTH token or password; replaces the one in `REDIS_URL`.',
    secret: true,
  },
  REDIS_COMMAND_TIMEOUT_MS: {
    schema: integer(10, 60_000, 'milliseconds'),
    description:
      'The longest wait for an answer. One connection carries all calls of a process, so there is ' +
      'no pool to size.',
    default: 2_000,
  },
  REDIS_KEY_PREFIX: {
    schema: text('a word', 1, 64),
    description: 'Begins every key, for deployments that share a server. Without braces.',
    default: 'onsale',
  },
} satisfies Settings;

export const redisGroups: readonly SettingGroup[] = [
  {
    title: 'Redis or Valkey',
    introduction:
      'What processes share and may lose: rate limits, what was used once, counts of visitors, ' +
      'caches, fan-out. Seats, orders, places in line and sessions are never there.',
    settings: redisSettings,
  },
];

/** The environment of a function, made from that of the api role. */
import { Fn } from 'cdktn';
import type { ContainerEnvironment } from '../../runtime/contract.ts';

/**
 * Few connections, because there are many functions; only `/tmp` can be written to; and secrets
 * stay where they are until the function starts.
 */
export const readEnvironment = ({
  plain,
  secrets,
}: ContainerEnvironment): Record<string, string> => ({
  ...plain,
  // The adapter, in the same place, is the only caller.
  HOST: '127.0.0.1',
  DATA_DIR: '/tmp/onsale',
  DATABASE_POOL_MAX: '2',
  ENGINE_CONNECTIONS: '1',
  AWS_LWA_REMOVE_BASE_PATH: `/${readStage}`,
  SECRET_REFERENCES: Fn.jsonencode(secrets),
});

/** The stage of the API; the adapter takes it off the path where it is on it. */
export const readStage = 'live';

/** Of the database, for each function: pool, engine, relay and accounts. */
export const connectionsOfRead = 2 + 1 + 1 + 2;

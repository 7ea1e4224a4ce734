/** What the settings of waiting rooms come to. */
import type { QueueConfig } from './config.ts';
import type { SettingValues } from './settings.ts';

const DAY_MS = 86_400_000;

export function queueConfig(values: SettingValues): QueueConfig {
  const { QUEUE_SIGNING_KEY: current, QUEUE_SIGNING_KEY_PREVIOUS: previous } = values;
  return {
    signingKeys: [current, previous].filter((key) => key !== undefined),
    joins: {
      perPersonMinute: values.QUEUE_JOINS_PER_SESSION_MINUTE,
      perAddressMinute: values.QUEUE_JOINS_PER_ADDRESS_MINUTE,
    },
    challenge: {
      iterations: values.QUEUE_CHALLENGE_ITERATIONS,
      triesMin: values.QUEUE_CHALLENGE_TRIES_MIN,
      triesMax: values.QUEUE_CHALLENGE_TRIES_MAX,
      freeJoins: values.QUEUE_CHALLENGE_FREE_JOINS,
      surgePerMinute: values.QUEUE_CHALLENGE_SURGE_PER_MINUTE,
      forMs: values.QUEUE_CHALLENGE_SECONDS * 1_000,
    },
    beacon: beaconConfig(values),
    retentionMs: values.QUEUE_RETENTION_DAYS * DAY_MS,
  };
}

function beaconConfig(values: SettingValues): QueueConfig['beacon'] {
  const { QUEUE_BEACON_URL: url, QUEUE_BEACON_TIMEOUT_MS: timeoutMs } = values;
  if (url === undefined) return undefined;
  const { QUEUE_BEACON_CHAIN_HASH: chainHash, QUEUE_BEACON_PUBLIC_KEY: publicKey } = values;
  const { QUEUE_BEACON_SCHEME: scheme, QUEUE_BEACON_GENESIS_SECONDS: genesisTime } = values;
  const { QUEUE_BEACON_PERIOD_SECONDS: period } = values;
  const isOwn =
    chainHash !== undefined &&
    publicKey !== undefined &&
    scheme !== undefined &&
    genesisTime !== undefined &&
    period !== undefined;
  const chain = isOwn ? { chainHash, publicKey, scheme, genesisTime, period } : undefined;
  return { url, timeoutMs, chain };
}

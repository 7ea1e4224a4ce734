/** Settings of waiting rooms: what signs tickets and passes, the randomness beacon, joining, proof of work. */
import {
  integer,
  oneOf,
  secretText,
  type SettingGroup,
  type Settings,
  text,
  urlOf,
} from './setting.ts';

export const queueSettings = {
  QUEUE_SIGNING_KEY: {
    schema: secretText(32),
    description: 'Signs queue tickets, passes and challenges.',
    whenUnset: 'one is made and kept in the database',
    secret: true,
  },
  QUEUE_SIGNING_KEY_PREVIOUS: {
    schema: secretText(32),
    description: 'The one before a rotation; what it signed stays valid for its time.',
    secret: true,
  },
  QUEUE_JOINS_PER_SESSION_MINUTE: {
    schema: integer(1, 1_000_000, 'requests per minute'),
    description: 'Requests of one session to join or come in; half of them may come at once.',
    default: 120,
  },
  QUEUE_JOINS_PER_ADDRESS_MINUTE: {
    schema: integer(1, 10_000_000, 'requests per minute'),
    description:
      'Requests to join from one address (a /64 of IPv6); a quarter of them may come at once. Very ' +
      'high on purpose: whole towns share an address, and proof of work slows down crowds before this.',
    default: 12_000,
  },
  QUEUE_RETENTION_DAYS: {
    schema: integer(1, 3_650, 'days'),
    description: 'How long places and admissions are kept after their event has begun.',
    default: 90,
  },
} satisfies Settings;

export const challengeSettings = {
  QUEUE_CHALLENGE_ITERATIONS: {
    schema: integer(100, 100_000, 'iterations'),
    description:
      'PBKDF2 iterations of one try at a proof of work; making a challenge costs as much.',
    default: 1_000,
  },
  QUEUE_CHALLENGE_TRIES_MIN: {
    schema: integer(1, 1_000_000, 'tries'),
    description: 'Tries that the easiest challenge takes at most; half of them on average.',
    default: 50,
  },
  QUEUE_CHALLENGE_TRIES_MAX: {
    schema: integer(1, 1_000_000, 'tries'),
    description: 'Tries that the hardest challenge takes at most, for the most crowded addresses.',
    default: 800,
  },
  QUEUE_CHALLENGE_FREE_JOINS: {
    schema: integer(0, 1_000_000, 'joins'),
    description:
      'Joins from one range of addresses (a /24 of IPv4, a /48 of IPv6) in about ten minutes before ' +
      'an `adaptive` room asks for a proof of work; it grows with every doubling.',
    default: 60,
  },
  QUEUE_CHALLENGE_SURGE_PER_MINUTE: {
    schema: integer(1, 100_000_000, 'joins per minute'),
    description:
      'Joins in a process from everywhere above which an `adaptive` room asks everybody for a proof ' +
      'of work; harder with every doubling.',
    default: 60_000,
  },
  QUEUE_CHALLENGE_SECONDS: {
    schema: integer(10, 3_600, 'seconds'),
    description: 'How long a challenge may take.',
    default: 300,
  },
} satisfies Settings;

export const beaconSettings = {
  QUEUE_BEACON_URL: {
    schema: urlOf('https', 'http'),
    description:
      'A relay of a drand randomness beacon, e.g. `https://api.drand.sh`: rooms with a `beacon` draw ' +
      'ask it for one round each.',
    whenUnset: 'there are no `beacon` draws',
  },
  QUEUE_BEACON_TIMEOUT_MS: {
    schema: integer(100, 60_000, 'milliseconds'),
    description: 'The longest wait for its answer.',
    default: 5_000,
  },
  QUEUE_BEACON_CHAIN_HASH: {
    schema: text('64 hexadecimal digits in lower case', 64, 64),
    description: 'The chain of rounds.',
    whenUnset: 'quicknet of the League of Entropy',
  },
  QUEUE_BEACON_PUBLIC_KEY: {
    schema: text('96 or 192 hexadecimal digits in lower case', 96, 192),
    description: 'The public key that verifies its rounds.',
  },
  QUEUE_BEACON_SCHEME: {
    schema: oneOf('pedersen-bls-chained', 'pedersen-bls-unchained', 'bls-unchained-g1-rfc9380'),
    description: 'How its rounds are signed.',
  },
  QUEUE_BEACON_GENESIS_SECONDS: {
    schema: integer(1, 100_000_000_000, 'seconds since the epoch'),
    description: 'When its first round was.',
  },
  QUEUE_BEACON_PERIOD_SECONDS: {
    schema: integer(1, 3_600, 'seconds'),
    description: 'The time between two rounds.',
  },
} satisfies Settings;

export const queueGroups: readonly SettingGroup[] = [
  {
    title: 'Waiting rooms',
    introduction: 'Organizers set the rooms themselves; this is what they have in common.',
    settings: queueSettings,
  },
  {
    title: 'Proof of work',
    introduction: 'Before joining, where the room asks for it. Counted in each process.',
    settings: challengeSettings,
  },
  {
    title: 'Randomness beacon',
    introduction: 'For draws that nobody can know beforehand, see [the fair draw](fair-draw.md).',
    settings: beaconSettings,
    together: [
      [
        'QUEUE_BEACON_CHAIN_HASH',
        'QUEUE_BEACON_PUBLIC_KEY',
        'QUEUE_BEACON_SCHEME',
        'QUEUE_BEACON_GENESIS_SECONDS',
        'QUEUE_BEACON_PERIOD_SECONDS',
      ],
    ],
  },
];

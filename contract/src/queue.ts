/**
 * What the API says about waiting rooms. A room belongs to one event. People get an entry (a number,
 * drawn in the order of coming); who came before the sale opened is the cohort, whose order is drawn
 * by lot when it opens; who comes later stands behind it, first come, first served. `servedUpTo` is
 * the last position that may come in; it only grows.
 */
import { type Static, Type } from 'typebox';
import * as field from './fields.ts';

const closed = { additionalProperties: false } as const;
const Count = Type.Integer({ minimum: 0 });
const hex = (bytes: number, description: string) =>
  Type.String({ pattern: `^[0-9a-f]{${bytes * 2}}$`, description });
const Message = Type.Record(
  Type.String({ pattern: '^[a-z]{2,3}$' }),
  Type.String({ maxLength: 500 }),
  {
    description: 'To everybody who waits, by language tag.',
  },
);

/** How long these may be; a room that is never left fills up. */
export const queueLimits = {
  activeMax: 1_000_000,
  perMinuteMax: 1_000_000,
  sessionSecondsMax: 7_200,
  graceSecondsMax: 1_800,
  codesPerRequest: 1_000,
} as const;

export const queueModes = ['off', 'automatic', 'always'] as const;
export const queueAccess = ['everybody', 'accounts', 'codes'] as const;
export const queueControls = ['run', 'pause', 'drain'] as const;
export const drawModes = ['operator', 'beacon'] as const;

/** What an organizer may set; everything can be changed while people wait, and nobody's place moves. */
const settingFields = {
  mode: field.oneOf(queueModes, {
    description:
      'off: no waiting room. automatic: it engages when `engageAt` people are buying, and disengages ' +
      'when nobody waits any more. always: everybody passes through it.',
  }),
  opensAt: field.Instant,
  activeMax: Type.Integer({
    minimum: 1,
    maximum: queueLimits.activeMax,
    description: 'People who may be buying at the same time. Never exceeded.',
  }),
  perMinuteMin: Type.Integer({ minimum: 0, maximum: queueLimits.perMinuteMax }),
  perMinuteMax: Type.Integer({
    minimum: 1,
    maximum: queueLimits.perMinuteMax,
    description: 'People let in per minute at most.',
  }),
  engageAt: Type.Integer({ minimum: 1, maximum: queueLimits.activeMax }),
  sessionSeconds: Type.Integer({
    minimum: 30,
    maximum: queueLimits.sessionSecondsMax,
    description: 'How long somebody may shop without holding anything.',
  }),
  sessionSecondsMax: Type.Integer({
    minimum: 30,
    maximum: queueLimits.sessionSecondsMax,
    description: 'How long at most, whatever they do.',
  }),
  graceSeconds: Type.Integer({
    minimum: 10,
    maximum: queueLimits.graceSecondsMax,
    description: 'How long a turn is kept free for somebody who was called.',
  }),
  access: field.oneOf(queueAccess, {
    description:
      'Who may take a place: everybody, signed-in accounts, or holders of a presale code.',
  }),
  challenge: field.oneOf(['off', 'adaptive', 'always'], {
    description: 'Proof of work before joining: never, when many come from one address, or always.',
  }),
  control: field.oneOf(queueControls, {
    description:
      'run: by the controller. pause: nobody is called. drain: no new places, those who wait are served.',
  }),
  draw: field.oneOf(drawModes, {
    description:
      'operator: the lot is a secret of the operator, committed to beforehand. beacon: mixed with a ' +
      'round of a public randomness beacon that nobody knows beforehand. Fixed once somebody has joined.',
  }),
} as const;

export const RoomSettings = Type.Object({
  ...settingFields,
  opensAt: Type.Optional(field.Instant),
  throttlePerMinute: Type.Optional(Count),
  message: Type.Optional(Message),
});

export const RoomPatch = Type.Partial(
  Type.Object({
    ...settingFields,
    throttlePerMinute: Type.Union([Count, Type.Null()], {
      description: 'A lower rate by hand; null lifts it.',
    }),
    message: Type.Union([Message, Type.Null()]),
  }),
  closed,
);

export const queuePhases = [
  'off',
  'idle',
  'closed',
  'gathering',
  'drawing',
  'serving',
  'paused',
  'draining',
  'ended',
] as const;

/** Why the controller lets in as many as it does. */
export const queueReasons = [
  'ok',
  'full',
  'all_held',
  'sold_out',
  'busy',
  'paused',
  'throttled',
  'nobody',
] as const;

const TierStock = Type.Object({
  code: Type.String({ maxLength: 32 }),
  available: Count,
  held: Type.Integer({ minimum: 0, description: 'In the hands of somebody who may still let go.' }),
});

/** The same for everybody: one object a second per event, however many wait. */
export const QueueStatus = Type.Object({
  eventId: field.EventId,
  phase: field.oneOf(queuePhases, {
    description:
      'off, idle: nobody has to wait. closed: not open yet. gathering: before the sale; the order will ' +
      'be drawn. drawing: the lot is being drawn. serving, paused, draining: see servedUpTo. ended.',
  }),
  serverTime: field.Instant,
  opensAt: Type.Optional(field.Instant),
  saleOpensAt: field.Instant,
  access: field.oneOf(queueAccess),
  joined: Type.Integer({ minimum: 0, description: 'Numbers drawn so far.' }),
  cohortSize: Type.Optional(Count),
  cohortRoot: Type.Optional(
    hex(32, 'Of the closed cohort, published before its order can be known: note it.'),
  ),
  servedUpTo: Count,
  perMinute: Type.Integer({ minimum: 0, description: 'How fast it moves, measured.' }),
  reason: field.oneOf(queueReasons),
  stock: field.oneOf(['unknown', 'available', 'all_held', 'sold_out']),
  tiers: Type.Array(TierStock, { maxItems: 100 }),
  message: Type.Optional(Message),
  commitment: Type.Optional(hex(32, 'Of the draw; published before the first number is drawn.')),
  /** When to ask again: `clamp(floorMs, ceilingMs, wait / divisor) * (1 + random() * jitter)`. */
  poll: Type.Object({
    floorMs: Count,
    ceilingMs: Count,
    divisor: Type.Number({ minimum: 1 }),
    jitter: Type.Number({ minimum: 0, maximum: 1 }),
  }),
  /** Raised by every change: a lower one is older news. */
  version: Count,
  /** True: the truth cannot be reached at the moment; places are kept, nobody is let in. */
  stale: Type.Boolean(),
});

const Beacon = Type.Object({
  chainHash: hex(32, 'Names the chain.'),
  publicKey: Type.String({ pattern: '^([0-9a-f]{96}|[0-9a-f]{192})$' }),
  scheme: Type.String({ maxLength: 64 }),
  genesisTime: Type.Integer({ minimum: 0, description: 'Seconds since the epoch.' }),
  period: Type.Integer({ minimum: 1, description: 'Seconds.' }),
  round: Type.Integer({ minimum: 1, description: 'Committed to before the sale.' }),
  /** If the round cannot be had: how many later ones may stand in, and how long to wait for each. */
  fallbackRounds: Type.Integer({ minimum: 0, maximum: 1_000 }),
  fallbackSeconds: Type.Integer({ minimum: 1, maximum: 3_600 }),
});

/** All there is to know about a draw; docs/fair-draw.md says how to recompute it. */
export const DrawRecord = Type.Object({
  eventId: field.EventId,
  mode: field.oneOf(drawModes),
  version: Type.Integer({ minimum: 1 }),
  commitment: hex(32, 'Published before the first number was drawn.'),
  committedAt: field.Instant,
  beacon: Type.Optional(Beacon),
  /** These three: absent until the cohort has closed. */
  closedAt: Type.Optional(field.Instant),
  cohortSize: Type.Optional(Count),
  cohortRoot: Type.Optional(hex(32, 'Merkle root of the entries of the cohort.')),
  /** From here on: absent until the lot is drawn. */
  seed: Type.Optional(hex(32, 'The secret that was committed to.')),
  beaconRound: Type.Optional(
    Type.Object({
      round: Type.Integer({ minimum: 1 }),
      signature: Type.String({ pattern: '^[0-9a-f]{96,192}$' }),
      /** Of the round before, in chained schemes. */
      previousSignature: Type.Optional(Type.String({ pattern: '^[0-9a-f]{0,192}$' })),
    }),
  ),
  /** What the draw rests on in the end: `operator` also where the beacon failed and no round stood in. */
  restsOn: Type.Optional(field.oneOf(drawModes)),
  orderHash: Type.Optional(
    hex(32, 'Of the whole order in use: SHA-256 over all positions by number.'),
  ),
});

/** That an entry belongs to the closed cohort. */
export const DrawProof = Type.Object({
  eventId: field.EventId,
  number: Type.Integer({ minimum: 1 }),
  cohortSize: Count,
  cohortRoot: hex(32, 'As in the draw record.'),
  leaf: hex(32, 'Hash of the entry; docs/fair-draw.md says of what.'),
  path: Type.Array(hex(32, 'Siblings from the leaf up.'), { maxItems: 40 }),
});

/** One person's place. */
export const QueueEntry = Type.Object({
  eventId: field.EventId,
  number: Type.Integer({ minimum: 1, description: 'In the order of coming.' }),
  joinedAt: field.Instant,
  position: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'In the order of being let in; absent until it is drawn.',
    }),
  ),
  nonce: hex(
    16,
    'Known to the holder alone; with it, the entry can be found in the cohort’s root.',
  ),
  ticket: Type.String({ maxLength: 1_000, description: 'The receipt, signed by the server.' }),
});

export const Admission = Type.Object({
  id: Type.String({ format: 'uuid' }),
  eventId: field.EventId,
  pass: Type.String({
    maxLength: 1_000,
    description: 'To be sent as header `admission-pass` with reservations.',
  }),
  admittedAt: field.Instant,
  expiresAt: field.Instant,
  endsAt: Type.String({ format: 'date-time', description: 'The end whatever happens.' }),
});

/** What the operator sees besides the public status. */
export const RoomNumbers = Type.Object({
  active: Count,
  outstanding: Type.Integer({ minimum: 0, description: 'Called, within grace, not yet come.' }),
  waiting: Count,
  admitted: Count,
  noShowPercent: Type.Number({ minimum: 0, maximum: 100 }),
  targetPerMinute: Count,
  engaged: Type.Boolean(),
});

export const Challenge = Type.Object({
  challenge: Type.Record(Type.String(), Type.Unknown(), {
    description: 'For `solveChallenge` of altcha-lib 2, or any client of that protocol.',
  }),
  expiresAt: field.Instant,
});

export type RoomSettings = Static<typeof RoomSettings>;
export type RoomPatch = Static<typeof RoomPatch>;
export type QueueStatus = Static<typeof QueueStatus>;
export type QueuePhase = QueueStatus['phase'];
export type QueueReason = QueueStatus['reason'];
export type DrawRecord = Static<typeof DrawRecord>;
export type DrawProof = Static<typeof DrawProof>;
export type QueueEntry = Static<typeof QueueEntry>;
export type Admission = Static<typeof Admission>;
export type RoomNumbers = Static<typeof RoomNumbers>;

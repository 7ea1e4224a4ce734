/**
 * The world in which the forecast is tried. There are no real histories to try it on, so these are
 * assumptions: each is stated here, and docs/predictive-scaling.md shows what follows from them.
 * The forecast knows none of them.
 */

/** Buyers for each ticket, as a logarithm; how fast they come once the sale is open. */
export const genres = {
  concert: { demand: 1.6, fadeMinutes: 4 },
  musical: { demand: 0.4, fadeMinutes: 12 },
  sport: { demand: 0.9, fadeMinutes: 7 },
  festival: { demand: 1.1, fadeMinutes: 9 },
} as const;
export type Genre = keyof typeof genres;
export const genreNames: readonly [Genre, ...Genre[]] = ['concert', 'musical', 'sport', 'festival'];

export const organizers: readonly [string, ...string[]] = [
  'han',
  'mir',
  'sol',
  'bada',
  'noel',
  'hanul',
];

export const assumptions = {
  /** Of organizers' pull, as a standard deviation of the logarithm. */
  organizerSpread: 0.4,
  /** Tickets: the median, and the spread of the logarithm. */
  capacityMedian: 3_000,
  capacitySpread: 0.8,
  /** Popularity within a genre has heavy tails: Student's distribution, 4 degrees of freedom. */
  popularitySpread: 0.6,
  popularityFreedom: 4,
  /** Of the buyers, how many registered; and how far that differs from sale to sale. */
  registered: 0.5,
  registeredSpread: 0.35,
  /** Of the registrations, how many were there a day before, and by how much that differs. */
  dayBefore: 0.75,
  dayBeforeSpread: 0.12,
  preQueueMinutes: 120,
  /** Of the buyers, how many come before the opening: a logistic function of a normal value. */
  earlyLogit: 0.2,
  earlyLogitSpread: 0.5,
  /** They come the thicker the closer the opening is: by e in so many minutes. */
  earlyMinutes: 22,
  earlyMinutesSpread: 0.25,
  fadeSpread: 0.3,
  /** Requests: on arriving, at the opening by each who waits, by who waits, by who is let in. */
  requestsOnArrival: 6,
  requestsAtOpening: 4,
  requestsWaitingPerMinute: 0.3,
  requestsOnAdmission: 25,
  requestsSpread: 0.15,
  /** For each ticket; the waiting room lets in no more a minute than a share of the tickets. */
  admittedPerTicket: 1.2,
  admissionSharePerMinute: 0.12,
  sessionMinutes: 5,
  /** When it is sold out, those who wait leave: by e in so many minutes. */
  leaveMinutes: 4,
} as const;

/** What no registration foretells, and how often it happens. */
export const surprises = [
  { kind: 'none', share: 0.85 },
  { kind: 'viral', share: 0.05 },
  { kind: 'no-interest', share: 0.04 },
  { kind: 'mail-lost', share: 0.03 },
  { kind: 'second-wave', share: 0.03 },
] as const;
export type Surprise = (typeof surprises)[number]['kind'];

/** What each one does. */
export const surpriseEffects = {
  /** It is all over the news in the last hour: nobody of those had registered. */
  viralFactor: 2.5,
  viralMinutes: 45,
  noInterestFactor: 0.4,
  /** The reminder is not sent: who would have come early comes late. */
  mailLostEarly: 0.3,
  /** Somebody famous says it 20 minutes after the opening. */
  secondWaveMinute: 20,
  secondWaveShare: 0.6,
} as const;

/**
 * How people behave in the simulation. None of this is measured: they are assumptions, stated here once
 * and repeated in docs/simulation.md, and every one of them can be argued with.
 */

export const assumptions = {
  /** Shares of the crowd: at the opening of the pre-queue, until the sale, in its last minutes, later. */
  arrivals: { first: 0.15, steady: 0.45, last: 0.25, late: 0.15 },
  /** Minutes that the pre-queue is open, that the last rush takes, and in which most of the late come. */
  preQueueMinutes: 30,
  lastMinutes: 3,
  lateMinutes: 10,

  /** A waiting page is seen for so long, then hidden for so long (means, exponential). */
  seenMs: 240_000,
  hiddenMs: 45_000,
  /** Of those who wait, one leaves for good per so many minutes of waiting (mean, exponential). */
  patienceMinutes: 120,
  /** Of those who see more than so many times the stock ahead of them, this share gives up. */
  hopelessTimes: 4,
  hopelessShare: 0.4,

  /** From being called to being at the door: the page goes in by itself. */
  doorMs: 400,
  /** At a full door: ask again, after what the answer says, plus up to half of it. */
  retryMs: 3_000,

  /** Looking at the map (median, spread of the logarithm), and how many then leave without a hold. */
  lookMs: 25_000,
  lookSpread: 0.7,
  unwilling: 0.12,
  /** Of those who leave, this share says so; the others close the page and keep their slot. */
  saysGoodbye: 0.6,
  /** Parties of 1, 2, 3, 4 people. */
  parties: [0.25, 0.45, 0.12, 0.18],
  /** A wanted seat is gone: a few per cent always, and more the fewer there are for those who look. */
  conflictBase: 0.03,
  conflictCrowd: 0.5,
  /** Choosing again after a conflict, or looking again when nothing is free, and how often. */
  againMs: 9_000,
  conflictsMax: 6,
  looksMax: 8,
  lookAgainMs: 20_000,

  /** Paying (median, spread), declines, and carts that are left. */
  payMs: 75_000,
  paySpread: 0.6,
  declined: 0.06,
  triesAgain: 0.6,
  leftCart: 0.08,
  /** A left cart is given back at once by this share; the others let it lapse. */
  givesBack: 0.3,
} as const;

/** Settings as the product has them. */
export const settings = {
  holdMs: 480_000,
  sessionMs: 600_000,
  graceMs: 120_000,
  /** The live channel sends at most so many frames a second. */
  framesPerSecond: 5,
} as const;

/**
 * What the machines bear. A purchase cost 13 ms of processor here, server and database together
 * (ARCHITECTURE.md); how it divides over its steps is assumed. A group commit takes `commitMs`.
 */
export const machine = {
  cores: 8,
  enterMs: 4,
  holdMs: 2,
  payMs: 7,
  refusalMs: 0.04,
  commitMs: 5,
  /** Short transactions of a purchase besides its hold, none of them grouped. */
  transactionsPerPurchase: 13,
  /** Requests of somebody who comes in: page, event, plan, state, session, live channel. */
  requestsPerEntry: 6,
} as const;

export const meanParty = assumptions.parties.reduce((sum, share, i) => sum + share * (i + 1), 0);

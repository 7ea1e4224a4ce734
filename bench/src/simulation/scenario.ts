/** What one run of the simulation is about. */
import { queuePoll, type QueuePoll } from '@onsale/contract/queue-poll.ts';
import type { PolicyName } from './policies.ts';

export type Scenario = {
  readonly title: string;
  readonly seed: number;
  readonly waiters: number;
  readonly seats: number;
  readonly activeMax: number;
  readonly perMinuteMax: number;
  /** Share of the waiting who are gone without a word when the sale opens. */
  readonly noShow: number;
  readonly policy: PolicyName;
  readonly poll: QueuePoll;
  /** 0: no cache, every question reaches the origin. */
  readonly cachePoints: number;
  readonly maxMinutes: number;
};

/** A cap that suits the stock: enough people to buy it, in the minutes that selling it may take. */
export const scenarioDefaults: Scenario = {
  title: 'this sale',
  seed: 1,
  waiters: 1_000_000,
  seats: 50_000,
  activeMax: 5_000,
  perMinuteMax: 3_000,
  noShow: 0.25,
  policy: 'controller',
  poll: queuePoll,
  cachePoints: 100,
  maxMinutes: 180,
};

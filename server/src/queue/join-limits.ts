/**
 * How many may join from where, and how much work is asked of them before. Whole towns share an
 * address, so a crowd from one range of addresses is asked for more work, never told to go away; only
 * far above that, and for a single session, requests are refused for a while. Counted in each process.
 */
import { LRUCache } from 'lru-cache';
import { callerOf } from '../lib/address.ts';
import type { Clock } from '../lib/clock.ts';
import { Gcra, type Rate } from '../lib/gcra.ts';
import type { Settings } from './model/room.ts';

export type JoinLimits = {
  /** For any request about a place. Answers 0, or the milliseconds to wait. */
  takePerson(personId: string): number;
  /** For requests to join. Answers 0, or the milliseconds to wait. */
  takeAddress(address: string | undefined): number;
  /** Tries of a proof of work that is asked of whoever joins from here now; 0: none. */
  triesFor(challenge: Settings['challenge'], address: string | undefined): number;
  /** Somebody has joined from here. */
  joined(address: string | undefined): void;
};

export type JoinLimitOptions = {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly perPersonMinute: number;
  readonly perAddressMinute: number;
  /** Of the easiest and of the hardest proof of work. */
  readonly triesMin: number;
  readonly triesMax: number;
  /** Joins from one range in about ten minutes before work is asked for. */
  readonly freeJoins: number;
  /** Joins per minute from everywhere before work is asked of everybody. */
  readonly surgePerMinute: number;
};

const PEOPLE_MAX = 200_000;
const ADDRESSES_MAX = 100_000;
const RANGES_MAX = 50_000;
/** Joins of a range count for about so long, with those of all for a minute: they fade by e. */
const RANGE_MS = 600_000;
const ALL_MS = 60_000;

/** A count that fades: `count` of `atMs`. */
type Fading = { count: number; atMs: number };

const faded = ({ count, atMs }: Fading, nowMs: number, forMs: number): number =>
  count * Math.exp((atMs - nowMs) / forMs);

/** Addresses that one hand may well have many of: a /24 of IPv4, a /48 of IPv6. */
export function rangeOf(address: string): string {
  const caller = callerOf(address);
  return caller.includes(':')
    ? caller.split(':').slice(0, 3).join(':')
    : caller.slice(0, caller.lastIndexOf('.'));
}

export function createJoinLimits(options: JoinLimitOptions): JoinLimits {
  const { clock, perPersonMinute, perAddressMinute, triesMin, triesMax } = options;
  const personRate = rateOf(perPersonMinute, 2);
  const addressRate = rateOf(perAddressMinute, 4);
  const people = new Gcra<string>({ callersMax: PEOPLE_MAX });
  const addresses = new Gcra<string>({ callersMax: ADDRESSES_MAX });
  const ranges = new LRUCache<string, Fading>({ max: RANGES_MAX });
  const all: Fading = { count: 0, atMs: clock.monotonicMs() };

  /** In proportion to how far the allowance is exceeded. */
  const triesAbove = (count: number, allowance: number): number =>
    count < allowance ? 0 : (triesMin * (count + 1)) / (allowance + 1);

  function pressure(address: string | undefined): number {
    const nowMs = clock.monotonicMs();
    const range = address === undefined ? undefined : ranges.get(rangeOf(address));
    const here = range === undefined ? 0 : faded(range, nowMs, RANGE_MS);
    const everywhere = faded(all, nowMs, ALL_MS);
    return Math.max(
      triesAbove(here, options.freeJoins),
      triesAbove(everywhere, options.surgePerMinute),
    );
  }

  function add(fading: Fading, nowMs: number, forMs: number): void {
    fading.count = faded(fading, nowMs, forMs) + 1;
    fading.atMs = nowMs;
  }

  return {
    takePerson: (personId) => people.take(personId, personRate, clock.monotonicMs()),
    takeAddress: (address) =>
      address === undefined
        ? 0
        : addresses.take(callerOf(address), addressRate, clock.monotonicMs()),
    triesFor(challenge, address) {
      if (challenge === 'off') return 0;
      const tries = Math.max(challenge === 'always' ? triesMin : 0, pressure(address));
      return Math.min(triesMax, Math.round(tries));
    },
    joined(address) {
      const nowMs = clock.monotonicMs();
      add(all, nowMs, ALL_MS);
      if (address === undefined) return;
      const key = rangeOf(address);
      const range = ranges.get(key);
      if (range === undefined) ranges.set(key, { count: 1, atMs: nowMs });
      else add(range, nowMs, RANGE_MS);
    },
  };
}

const rateOf = (perMinute: number, share: number): Rate => ({
  perSecond: perMinute / 60,
  burst: Math.max(1, Math.ceil(perMinute / share)),
});

/**
 * How often a caller may call. A key counts for itself, so that a box office behind one address is
 * not slowed down by it; everybody else counts by address. Per process and in memory: this protects
 * the process, it does not sell a quota.
 */
import type { Clock } from '../lib/clock.ts';
import { Gcra, type Rate } from '../lib/gcra.ts';
import type { Principal } from '../lib/handler.ts';

export type LimitOptions = {
  /** Of a key that brings no limit of its own. */
  readonly key: Rate;
  /** Of an address, for calls without a valid key. */
  readonly address: Rate;
  readonly keysMax: number;
  readonly addressesMax: number;
};

/** Far above 10,000 bookings at once from one address with one key, which must never be refused. */
export const limitDefaults: LimitOptions = {
  key: { perSecond: 50_000, burst: 100_000 },
  address: { perSecond: 5_000, burst: 50_000 },
  keysMax: 10_000,
  addressesMax: 100_000,
};

// A key's own limit admits this many seconds of it at once.
const OWN_BURST_SECONDS = 2;

export type Limits = {
  /** 0, or the milliseconds until the key may call again. */
  takeKey(principal: Principal): number;
  /** 0, or the milliseconds until the address may call again. */
  takeAddress(address: string): number;
};

export function createLimits(options: LimitOptions, clock: Clock): Limits {
  const keys = new Gcra<number>({ callersMax: options.keysMax });
  const addresses = new Gcra<string>({ callersMax: options.addressesMax });
  const ownRates = new Map<number, Rate>();

  function rateOf(perSecond: number): Rate {
    let rate = ownRates.get(perSecond);
    if (rate === undefined) {
      rate = { perSecond, burst: Math.max(1, perSecond * OWN_BURST_SECONDS) };
      if (ownRates.size < options.keysMax) ownRates.set(perSecond, rate);
    }
    return rate;
  }

  return {
    takeKey({ keyId, ratePerSecond }) {
      const rate = ratePerSecond === undefined ? options.key : rateOf(ratePerSecond);
      return keys.take(keyId, rate, clock.monotonicMs());
    },
    takeAddress: (address) =>
      addresses.take(callerOf(address), options.address, clock.monotonicMs()),
  };
}

/** One household or server has a whole /64 of IPv6: it counts as one caller. */
export function callerOf(address: string): string {
  if (!address.includes(':')) return address;
  if (address.startsWith('::ffff:') && address.includes('.')) return address.slice(7);
  const [head = '', tail] = address.split('::', 2);
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const after = tail === '' ? 0 : tail.split(':').length;
    while (groups.length + after < 8) groups.push('0');
    if (groups.length < 4) groups.push(...tail.split(':'));
  }
  return `${groups.slice(0, 4).join(':')}::/64`;
}

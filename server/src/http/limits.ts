/**
 * How often a caller may call. A key counts for itself, so that a box office behind one address is
 * not slowed down by it; everybody else counts by address. Per process and in memory: this protects
 * the process, it does not sell a quota.
 */
import { callerOf } from '../lib/address.ts';
import type { Clock } from '../lib/clock.ts';
import { Gcra, type Rate } from '../lib/gcra.ts';
import type { KeyPrincipal, Person } from '../lib/handler.ts';

export type LimitOptions = {
  /** Of a key that brings no limit of its own. */
  readonly key: Rate;
  /** Of an address, for calls without a valid key. */
  readonly address: Rate;
  /** Pages rendered for an address: each costs as much as a hundred calls. Pages that are kept do not count. */
  readonly page: Rate;
  /** Of a session, besides that of its address. */
  readonly person: Rate;
  readonly keysMax: number;
  readonly addressesMax: number;
  readonly personsMax: number;
};

/** Far above 10,000 bookings at once from one address with one key, which must never be refused. */
export const limitDefaults: LimitOptions = {
  key: { perSecond: 50_000, burst: 100_000 },
  address: { perSecond: 5_000, burst: 50_000 },
  page: { perSecond: 100, burst: 500 },
  person: { perSecond: 50, burst: 300 },
  keysMax: 10_000,
  addressesMax: 100_000,
  personsMax: 100_000,
};

// A key's own limit admits this many seconds of it at once.
const OWN_BURST_SECONDS = 2;

export type Limits = {
  /** 0, or the milliseconds until the key may call again. */
  takeKey(principal: KeyPrincipal): number;
  /** 0, or the milliseconds until the address may call again. */
  takeAddress(address: string): number;
  /** 0, or the milliseconds until another page is rendered for the address. */
  takePage(address: string): number;
  /** 0, or the milliseconds until the session may call again. */
  takePerson(person: Person): number;
};

export function createLimits(options: LimitOptions, clock: Clock): Limits {
  const keys = new Gcra<number>({ callersMax: options.keysMax });
  const addresses = new Gcra<string>({ callersMax: options.addressesMax });
  const pages = new Gcra<string>({ callersMax: options.addressesMax });
  const persons = new Gcra<string>({ callersMax: options.personsMax });
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
    takePage: (address) => pages.take(callerOf(address), options.page, clock.monotonicMs()),
    takePerson: ({ personId }) => persons.take(personId, options.person, clock.monotonicMs()),
  };
}

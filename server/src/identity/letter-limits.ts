/**
 * How many letters about accounts may be asked for: to one address, and from one place. Counted before
 * it is known whether the address has an account, so the answer says nothing about that.
 */
import { callerOf } from '../lib/address.ts';
import type { Rate } from '../lib/gcra.ts';
import type { Limiter } from '../shared/contract.ts';
import { nameless } from './sign-in-limits.ts';

export type LetterLimits = {
  /** 0, or the milliseconds until the next letter. */
  take(email: string, ip: string | undefined): Promise<number>;
};

export type LetterLimitOptions = {
  readonly perAddressMinute: number;
  readonly perEmailHour: number;
  readonly limiter: Limiter;
};

export function createLetterLimits(options: LetterLimitOptions): LetterLimits {
  const { perAddressMinute, perEmailHour, limiter } = options;
  /** A household, a company or a carrier may share an address of the network. */
  const fromCaller: Rate = { perSecond: perAddressMinute / 60, burst: perAddressMinute };
  const toAddress: Rate = {
    perSecond: perEmailHour / 3_600,
    burst: Math.max(1, Math.floor(perEmailHour / 2)),
  };
  return {
    async take(email, ip) {
      const caller = ip === undefined ? undefined : callerOf(ip);
      const waitMs =
        caller === undefined ? 0 : await limiter.take(`letters-from:${caller}`, fromCaller);
      return waitMs > 0 ? waitMs : limiter.take(`letters-to:${nameless(email)}`, toAddress);
    },
  };
}

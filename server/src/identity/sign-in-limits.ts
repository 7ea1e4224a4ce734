/**
 * How often somebody may try to sign in or up: by address; by e-mail address from one address, so that
 * guessing takes for ever; and by e-mail address from anywhere, ten times as often, so that many
 * attackers cannot guess long and one cannot lock somebody out. Counted over all processes, if they
 * share a limiter. Every attempt counts, also a right one.
 */
import { createHash } from 'node:crypto';
import type { Rate } from '../lib/gcra.ts';
import type { Limiter } from '../shared/contract.ts';

export type SignInLimits = {
  /** 0, or the milliseconds until the next attempt. `email` as it was sent; absent: none was. */
  take(address: string, email?: string): Promise<number>;
};

export type SignInLimitOptions = {
  readonly perAddressMinute: number;
  readonly perEmailHour: number;
  readonly limiter: Limiter;
};

/** As often from all addresses together as from one. */
const ANYWHERE = 10;

export function createSignInLimits(options: SignInLimitOptions): SignInLimits {
  const { perAddressMinute, perEmailHour, limiter } = options;
  const byAddress: Rate = { perSecond: perAddressMinute / 60, burst: perAddressMinute };
  const byEmail = hourly(perEmailHour);
  const byEmailAnywhere = hourly(perEmailHour * ANYWHERE);
  return {
    async take(address, email) {
      const waitMs = await limiter.take(`sign-in-address:${address}`, byAddress);
      if (waitMs > 0 || email === undefined) return waitMs;
      const name = nameless(email);
      const againMs = await limiter.take(`sign-in-pair:${name} ${address}`, byEmail);
      return againMs > 0 ? againMs : limiter.take(`sign-in-email:${name}`, byEmailAnywhere);
    },
  };
}

/** Half of an hour's attempts may come at once. */
const hourly = (attempts: number): Rate => ({
  perSecond: attempts / 3_600,
  burst: Math.max(1, Math.floor(attempts / 2)),
});

/** Memory holds no e-mail addresses, and no text of any length. */
export const nameless = (email: string): string =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('base64url');

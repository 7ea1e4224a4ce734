/**
 * How often somebody may try to sign in or up: by address, and by e-mail address, so that neither one
 * attacker nor many can guess long. Per process and in memory. Every attempt counts, also a right one.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../lib/clock.ts';
import { Gcra, type Rate } from '../lib/gcra.ts';

export type SignInLimits = {
  /** 0, or the milliseconds until the next attempt. `email` as it was sent; absent: none was. */
  take(address: string, email?: string): number;
};

export type SignInLimitOptions = {
  readonly perAddressMinute: number;
  readonly perEmailHour: number;
  readonly clock: Pick<Clock, 'monotonicMs'>;
};

const CALLERS_MAX = 100_000;

export function createSignInLimits(options: SignInLimitOptions): SignInLimits {
  const { perAddressMinute, perEmailHour, clock } = options;
  const byAddress: Rate = { perSecond: perAddressMinute / 60, burst: perAddressMinute };
  const byEmail: Rate = {
    perSecond: perEmailHour / 3_600,
    burst: Math.max(1, Math.floor(perEmailHour / 2)),
  };
  const addresses = new Gcra<string>({ callersMax: CALLERS_MAX });
  const emails = new Gcra<string>({ callersMax: CALLERS_MAX });
  return {
    take(address, email) {
      const nowMs = clock.monotonicMs();
      const waitMs = addresses.take(address, byAddress, nowMs);
      if (waitMs > 0 || email === undefined) return waitMs;
      return emails.take(nameless(email), byEmail, nowMs);
    },
  };
}

/** Memory holds no e-mail addresses, and no text of any length. */
const nameless = (email: string): string =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('base64url');

/**
 * How often somebody may try to sign in or up: by address; by e-mail address from one address, so that
 * guessing takes for ever; and by e-mail address from anywhere, ten times as often, so that many
 * attackers cannot guess long and one cannot lock somebody out. Per process and in memory. Every
 * attempt counts, also a right one.
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
/** As often from all addresses together as from one. */
const ANYWHERE = 10;

export function createSignInLimits(options: SignInLimitOptions): SignInLimits {
  const { perAddressMinute, perEmailHour, clock } = options;
  const byAddress: Rate = { perSecond: perAddressMinute / 60, burst: perAddressMinute };
  const byEmail = hourly(perEmailHour);
  const byEmailAnywhere = hourly(perEmailHour * ANYWHERE);
  const addresses = new Gcra<string>({ callersMax: CALLERS_MAX });
  const pairs = new Gcra<string>({ callersMax: CALLERS_MAX });
  const emails = new Gcra<string>({ callersMax: CALLERS_MAX });
  return {
    take(address, email) {
      const nowMs = clock.monotonicMs();
      const waitMs = addresses.take(address, byAddress, nowMs);
      if (waitMs > 0 || email === undefined) return waitMs;
      const name = nameless(email);
      const againMs = pairs.take(`${name} ${address}`, byEmail, nowMs);
      return againMs > 0 ? againMs : emails.take(name, byEmailAnywhere, nowMs);
    },
  };
}

/** Half of an hour's attempts may come at once. */
const hourly = (attempts: number): Rate => ({
  perSecond: attempts / 3_600,
  burst: Math.max(1, Math.floor(attempts / 2)),
});

/** Memory holds no e-mail addresses, and no text of any length. */
const nameless = (email: string): string =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('base64url');

/**
 * Links in reminders: one says that an address is its reader's, for a day; the other ends a reminder, for as
 * long as it lasts. They are signed and kept nowhere.
 */
import { createHash } from 'node:crypto';
import { createSigner, type Secrets } from '../identity/tokens.ts';

export type ReminderLinks = {
  confirm(reminderId: string, email: string, expiresAtMs: number): string;
  stop(reminderId: string): string;
  /** Undefined: not ours, for something else, or too old. */
  read(token: string, nowMs: number): ReadLink | undefined;
};

export type ReadLink =
  | { readonly does: 'confirm'; readonly reminderId: string; fits(email: string): boolean }
  | { readonly does: 'stop'; readonly reminderId: string };

type Wire = {
  readonly v: 1;
  readonly i: string;
  /** Of a link that confirms: the address it was sent to, as a digest, and its end. */
  readonly m?: string;
  readonly x?: number;
};

const digest = (email: string): string =>
  createHash('sha256').update(email).digest('base64url').slice(0, 22);

export function createReminderLinks(secrets: Secrets): ReminderLinks {
  const signer = createSigner(secrets, 'reminder');
  const sign = (wire: Wire): string => signer.sign(wire);
  return {
    confirm: (i, email, x) => sign({ v: 1, i, m: digest(email), x }),
    stop: (i) => sign({ v: 1, i }),
    read(token, nowMs) {
      const wire = signer.open(token) as Wire | undefined;
      if (wire?.v !== 1) return undefined;
      const { i: reminderId, m, x } = wire;
      if (m === undefined || x === undefined) return { does: 'stop', reminderId };
      if (x <= nowMs) return undefined;
      return { does: 'confirm', reminderId, fits: (email) => digest(email) === m };
    },
  };
}

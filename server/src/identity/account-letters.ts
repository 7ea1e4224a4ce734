/**
 * The letters that accounts need. Who writes them is decided in main: identity only says what they are
 * about, in the transaction of what they tell of. A deployment without mail has none of them.
 */
import type { Tx } from '../lib/db.ts';
import { cookieValue } from './cookies.ts';

export type LetterLanguage = 'ko' | 'en';

/** What changed about an account, as its owner is told. */
export type AccountChange =
  | 'password'
  | 'email'
  | 'two_factor'
  | 'passkey'
  | 'provider'
  | 'deleted';

type Contents = {
  readonly verify_email: { readonly name: string; readonly url: string };
  /** To the owner of an address that somebody signed up with again; the link chooses a password. */
  readonly account_exists: { readonly name: string; readonly url: string };
  readonly reset_password: { readonly name: string; readonly url: string };
  readonly account_changed: { readonly name: string; readonly what: AccountChange };
};

export type AccountLetter = {
  readonly [Kind in keyof Contents]: {
    readonly kind: Kind;
    readonly to: string;
    readonly language: LetterLanguage;
    readonly content: Contents[Kind];
    /** A letter with the same key is written once. */
    readonly key: string;
  };
}[keyof Contents];

export type AccountLetters = {
  write(tx: Tx, letter: AccountLetter): Promise<void>;
};

export type AskedFrom = {
  readonly cookie?: string | undefined;
  readonly host?: string | undefined;
  readonly 'accept-language'?: string | undefined;
};

/** What the page was read in: as chosen there, else as the browser asks for it. */
export function languageOf({ cookie, 'accept-language': accept }: AskedFrom): LetterLanguage {
  const chosen = cookieValue(cookie, 'onsale-language');
  if (chosen === 'en' || chosen === 'ko') return chosen;
  const first = /\b(ko|en)\b/i.exec((accept ?? '').slice(0, 200))?.[1];
  return first?.toLowerCase() === 'en' ? 'en' : 'ko';
}

/**
 * Where links lead. Without a configured address it is the host that was asked: only where no mail
 * leaves the machine, because with a mail server an address has to be configured.
 */
export const siteOf = (publicOrigin: string | undefined, { host }: AskedFrom): string =>
  publicOrigin ?? `http://${host ?? 'localhost'}`;

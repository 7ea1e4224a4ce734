/**
 * The secret of a letter's link: what stands behind the # of the address is taken out of it at once, so that
 * it is in no history, no picture of the window, no address that is passed on and none that a server logs. It
 * waits in this tab until it was used, also while somebody signs in.
 */
import { isText, readStored, writeStored } from '../purchase/stored.ts';

export type LinkToken = {
  /** Undefined: what stands behind the # is not whole. */
  readonly in: (hash: string) => string | undefined;
  /** Empty: there was one, and it is none of ours. Undefined: none was brought along. */
  readonly take: () => string | undefined;
  /** It was used, or is of no use. */
  readonly forget: () => void;
};

/** @param key of what is kept @param pattern of all behind the #; its first group is the token */
export function linkToken(key: string, pattern: RegExp): LinkToken {
  const tokenIn = (hash: string): string | undefined => pattern.exec(hash)?.[1];
  return {
    in: tokenIn,
    take() {
      const { hash, pathname, search } = window.location;
      if (hash !== '') {
        writeStored(key, tokenIn(hash) ?? '');
        // What the router remembers of this entry stays with it.
        window.history.replaceState(window.history.state, '', `${pathname}${search}`);
      }
      return readStored(key, isText);
    },
    forget: () => writeStored(key, undefined),
  };
}

/** Of letters to guests: signed, with who the guest is. */
export const guestLink = linkToken('guest-link', /^#([\w-]{1,900}\.[\w-]{43})$/);

/** Of letters that ask whether an address is somebody's: 256 random bits. */
export const confirmLink = linkToken('confirm-link', /^#([\w-]{43})$/);

/**
 * The secret of a link: made here, kept in this tab while its ticket is offered, and sent to the server in
 * bodies only. Behind the # of an address it reaches no server, no log and no other site.
 */
import { isText, readStored, writeStored } from '../purchase/stored.ts';

const keyOf = (transferId: string): string => `transfer:${transferId}`;

/** 32 random bytes in base64url. */
export function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

export const keepToken = (transferId: string, token: string | undefined): void =>
  writeStored(keyOf(transferId), token);

/** Undefined: the offer was made elsewhere; its link is known to nobody here. */
export const keptToken = (transferId: string): string | undefined =>
  readStored(keyOf(transferId), isText);

/** Signing in must not carry the secret in an address: it waits here until one comes back. */
export const rememberOpened = (token: string): void => writeStored('transfer:opened', token);
export const openedToken = (): string | undefined => readStored('transfer:opened', isText);

const TOKEN = /^#([A-Za-z0-9_-]{43})$/;

/** Of the address of this page. */
export const tokenIn = (hash: string): string | undefined => TOKEN.exec(hash)?.[1];

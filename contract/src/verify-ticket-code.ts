/**
 * Verifies ticket codes with public keys only, offline, in browsers and in Node (WebCrypto): what a
 * scanner at the door does. It knows nothing of a server.
 */
import { readTicketCode, signedBytes, type TicketClaims } from './ticket-code.ts';

/** Keys by their id. Made of the answer of `GET /api/v1/ticket-keys`. */
export type TicketKeySet = ReadonlyMap<string, CryptoKey>;

export type TicketJwk = { readonly kty: string; readonly crv: string; readonly x: string };

export type TicketVerdict =
  | { readonly verdict: 'valid'; readonly claims: TicketClaims }
  /** Signed by a known key, but this version of the ticket's code opens no door any more. */
  | { readonly verdict: 'revoked'; readonly claims: TicketClaims }
  /** Genuine, of another event. */
  | { readonly verdict: 'other_event'; readonly claims: TicketClaims }
  /** The signature does not fit what the code says: damaged or forged. */
  | { readonly verdict: 'altered' }
  /** No key with this id: forged, or the keys are out of date. */
  | { readonly verdict: 'unknown_key'; readonly keyId: string }
  /** Not a ticket code, or of a format that this release does not know. */
  | { readonly verdict: 'unreadable' };

export type VerifyOptions = {
  /** The event of this door. */
  readonly eventId?: number;
  /** By ticket: codes of this version and below are refused. */
  readonly revoked?: ReadonlyMap<string, number>;
};

/** The id of a key: the first 4 bytes of the SHA-256 of its 32 bytes, in hexadecimal. */
export async function ticketKeyId(publicKey: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', publicKey));
  return Array.from(digest.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Keys of other kinds are passed over. The id is worked out from the key: a `kid` proves nothing. */
export async function importTicketKeys(jwks: readonly TicketJwk[]): Promise<TicketKeySet> {
  const ours = jwks.filter(({ kty, crv }) => kty === 'OKP' && crv === 'Ed25519');
  const keys = ours.map(async ({ x }) => {
    const raw = base64UrlBytes(x);
    const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
    return [await ticketKeyId(raw), key] as const;
  });
  return new Map(await Promise.all(keys));
}

export async function verifyTicketCode(
  text: string,
  keys: TicketKeySet,
  { eventId, revoked }: VerifyOptions = {},
): Promise<TicketVerdict> {
  const code = readTicketCode(text);
  if (code === undefined) return { verdict: 'unreadable' };
  const { claims, body, signature } = code;
  const key = keys.get(claims.keyId);
  if (key === undefined) return { verdict: 'unknown_key', keyId: claims.keyId };
  const isGenuine = await crypto.subtle.verify('Ed25519', key, signature, signedBytes(body));
  if (!isGenuine) return { verdict: 'altered' };
  if (claims.version <= (revoked?.get(claims.ticketId) ?? 0)) return { verdict: 'revoked', claims };
  if (eventId !== undefined && claims.eventId !== eventId)
    return { verdict: 'other_event', claims };
  return { verdict: 'valid', claims };
}

function base64UrlBytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

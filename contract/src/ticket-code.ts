/**
 * What the QR code of a ticket says, byte by byte (docs/ticket-codes.md): 36 bytes of claims and an
 * Ed25519 signature over them, as Base45 behind `ONS:`. No personal data; 154 characters, which is a
 * QR code of 41 x 41 modules at error correction M.
 */
import { decodeBase45, encodeBase45 } from './base45.ts';

export type TicketPlace =
  /** A seat of the plan. */
  | { readonly seat: number }
  /** A general-admission area. */
  | { readonly pool: number };

export type TicketClaims = {
  /** Which key signed it: 8 hexadecimal digits. */
  readonly keyId: string;
  readonly eventId: number;
  /** A UUID in lower case. */
  readonly ticketId: string;
  /** Counts from 1; a code with a version below the ticket's own has been revoked. */
  readonly version: number;
  readonly place: TicketPlace;
  /** Which of how many admissions of one reservation. */
  readonly admission: number;
  readonly of: number;
};

export type TicketCode = {
  readonly claims: TicketClaims;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
};

const PREFIX = 'ONS:';
const FORMAT = 1;
const BODY_BYTES = 36;
const SIGNATURE_BYTES = 64;
/** Base45 of 100 bytes, behind the prefix. */
const TEXT_LENGTH = 154;
const ADMISSIONS_MAX = 100;
const POOL_BIT = 0x8000_0000;
const PLACE_MAX = 0x7fff_ffff;

/** Goes before the body into the signature, so that no other signature can be taken for a ticket's. */
const CONTEXT = new TextEncoder().encode('onsale-ticket-v1');

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const bytesOf = (hex: string): number[] =>
  (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));

const isWithin = (value: number, min: number, max: number): boolean =>
  Number.isSafeInteger(value) && value >= min && value <= max;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function areValid({ keyId, eventId, ticketId, version, place, admission, of }: TicketClaims) {
  const number = 'seat' in place ? place.seat : place.pool;
  return (
    /^[0-9a-f]{8}$/.test(keyId) &&
    UUID.test(ticketId) &&
    isWithin(eventId, 1, Number.MAX_SAFE_INTEGER) &&
    isWithin(version, 1, 0xffff) &&
    isWithin(number, 0, PLACE_MAX) &&
    isWithin(of, 1, ADMISSIONS_MAX) &&
    isWithin(admission, 1, of)
  );
}

/** The 36 bytes. Throws a RangeError when a claim is outside of its range. */
export function encodeClaims(claims: TicketClaims): Uint8Array<ArrayBuffer> {
  if (!areValid(claims)) throw new RangeError('a ticket code cannot say that');
  const { keyId, eventId, ticketId, version, place, admission, of } = claims;
  const body = new Uint8Array(BODY_BYTES);
  const view = new DataView(body.buffer);
  view.setUint8(0, FORMAT);
  body.set(bytesOf(keyId), 1);
  view.setUint32(5, Math.floor(eventId / 2 ** 24));
  view.setUint16(9, Math.floor(eventId / 2 ** 8) % 2 ** 16);
  view.setUint8(11, eventId % 2 ** 8);
  body.set(bytesOf(ticketId.replaceAll('-', '')), 12);
  view.setUint16(28, version);
  view.setUint32(30, 'seat' in place ? place.seat : place.pool + POOL_BIT);
  view.setUint8(34, admission);
  view.setUint8(35, of);
  return body;
}

function decodeClaims(body: Uint8Array<ArrayBuffer>): TicketClaims | undefined {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  if (view.getUint8(0) !== FORMAT) return undefined;
  const id = hexOf(body.subarray(12, 28));
  const place = view.getUint32(30);
  const claims: TicketClaims = {
    keyId: hexOf(body.subarray(1, 5)),
    eventId: view.getUint32(5) * 2 ** 24 + view.getUint16(9) * 2 ** 8 + view.getUint8(11),
    ticketId: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    version: view.getUint16(28),
    place: place >= POOL_BIT ? { pool: place - POOL_BIT } : { seat: place },
    admission: view.getUint8(34),
    of: view.getUint8(35),
  };
  return areValid(claims) ? claims : undefined;
}

/** What the key signs: the context and the body. */
export function signedBytes(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(CONTEXT.length + body.length);
  message.set(CONTEXT);
  message.set(body, CONTEXT.length);
  return message;
}

export function ticketCodeText(body: Uint8Array, signature: Uint8Array): string {
  const bytes = new Uint8Array(BODY_BYTES + SIGNATURE_BYTES);
  bytes.set(body);
  bytes.set(signature, BODY_BYTES);
  return PREFIX + encodeBase45(bytes);
}

/** Undefined when it is no ticket code of this format. The signature is not looked at. */
export function readTicketCode(text: string): TicketCode | undefined {
  if (text.length !== TEXT_LENGTH || !text.startsWith(PREFIX)) return undefined;
  const bytes = decodeBase45(text.slice(PREFIX.length));
  if (bytes?.length !== BODY_BYTES + SIGNATURE_BYTES) return undefined;
  const body = bytes.slice(0, BODY_BYTES);
  const claims = decodeClaims(body);
  return claims && { claims, body, signature: bytes.slice(BODY_BYTES) };
}

/**
 * A ticket for Google Wallet: the address that saves it, with a signed token (RS256) that carries the
 * whole pass. Nothing is asked of Google to make one. What was saved once is not changed by a later
 * token, so ids name the date and the code they were made with.
 */
import { createHash, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { TicketSheet } from './ticket-sheet.ts';

export type GoogleWallet = {
  readonly issuerId: string;
  /** Of the service account. */
  readonly email: string;
  readonly key: KeyObject;
};

const SAVE = 'https://pay.google.com/gp/v/save/';
/** A longer token may be cut off by a browser, says Google: texts give way. */
const TOKEN_MAX = 1_800;
const textBytes = [100, 70, 50, 35, 20] as const;

export async function googlePassUrl(
  sheet: TicketSheet,
  madeAtMs: number,
  wallet: GoogleWallet,
): Promise<string> {
  let token = '';
  for (const bytesMax of textBytes) {
    // Each only if the one before was too long.
    // oxlint-disable-next-line no-await-in-loop
    token = await tokenOf(sheet, madeAtMs, wallet, (text) => cut(text, bytesMax));
    if (token.length <= TOKEN_MAX) break;
  }
  return SAVE + token;
}

type Cut = (text: string) => string;

function cut(text: string, bytesMax: number): string {
  if (Buffer.byteLength(text) <= bytesMax) return text;
  // A character that was cut in two is left out.
  const begin = new TextDecoder().decode(Buffer.from(text).subarray(0, bytesMax - 3));
  return `${begin.replace(/\ufffd$/, '').trimEnd()}…`;
}

function tokenOf(
  sheet: TicketSheet,
  madeAtMs: number,
  { issuerId, email, key }: GoogleWallet,
  short: Cut,
): Promise<string> {
  const classId = `${issuerId}.${sheet.eventId}-${sheet.startsAtMs / 1_000}-${sheet.language}`;
  const payload = {
    eventTicketClasses: [classOf(sheet, classId, short)],
    eventTicketObjects: [objectOf(sheet, issuerId, classId, short)],
  };
  return new SignJWT({ typ: 'savetowallet', payload })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(email)
    .setAudience('google')
    .setIssuedAt(Math.floor(madeAtMs / 1_000))
    .sign(key);
}

function classOf(
  { language, organizer, event, venue, startsAtMs }: TicketSheet,
  id: string,
  short: Cut,
) {
  const localized = (text: string) => ({ defaultValue: { language, value: short(text) } });
  return {
    id,
    issuerName: short(organizer),
    reviewStatus: 'UNDER_REVIEW',
    eventName: localized(event),
    dateTime: { start: new Date(startsAtMs).toISOString() },
    // A venue needs an address; its name is all we have.
    ...(venue !== undefined && { venue: { name: localized(venue), address: localized(venue) } }),
  };
}

function objectOf(sheet: TicketSheet, issuerId: string, classId: string, short: Cut) {
  const { language, code, holder, place, ticketId } = sheet;
  const digest = createHash('sha256').update(code).digest('hex').slice(0, 24);
  return {
    id: `${issuerId}.${digest}`,
    classId,
    state: 'ACTIVE',
    ticketNumber: ticketId,
    barcode: { type: 'QR_CODE', value: code },
    seatInfo: { seat: { defaultValue: { language, value: short(place) } } },
    ...(holder !== undefined && { ticketHolderName: short(holder) }),
  };
}

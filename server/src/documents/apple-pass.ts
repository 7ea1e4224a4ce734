/**
 * A ticket for Apple Wallet: a zip with `pass.json`, pictures and a manifest, signed with the
 * certificate of the pass type. Nothing is asked of Apple to make one.
 */
import { PKPass } from 'passkit-generator';
import { formatDate } from '@onsale/contract/formats.ts';
import type { TicketSheet } from './ticket-sheet.ts';
import { ticketWords } from './words.ts';

export type AppleWallet = {
  readonly passTypeId: string;
  readonly teamId: string;
  /** In PEM. */
  readonly certificate: string;
  readonly key: string;
  readonly passphrase: string | undefined;
  /** Apple's intermediate certificate (WWDR), in PEM. */
  readonly wwdr: string;
  /** By the names they have in a pass. */
  readonly pictures: Readonly<Record<string, Buffer>>;
};

type Field = { readonly key: string; readonly label: string; readonly value: string };

/** After the event it moves to the old ones. */
const EXPIRES_AFTER_MS = 24 * 3_600_000;

/** @param link the page of the ticket */
export function applePass(sheet: TicketSheet, link: string, wallet: AppleWallet): Buffer {
  const { language, startsAtMs, endsAtMs } = sheet;
  const words = ticketWords[language];
  const pass = new PKPass(
    { ...wallet.pictures },
    {
      signerCert: wallet.certificate,
      signerKey: wallet.key,
      wwdr: wallet.wwdr,
      ...(wallet.passphrase !== undefined && { signerKeyPassphrase: wallet.passphrase }),
    },
    {
      formatVersion: 1,
      passTypeIdentifier: wallet.passTypeId,
      teamIdentifier: wallet.teamId,
      serialNumber: sheet.ticketId,
      organizationName: sheet.organizer,
      description: `${words.ticket}: ${sheet.event}`,
      logoText: sheet.organizer,
      // Sharing would copy the code; giving a ticket away has its own way.
      sharingProhibited: true,
      backgroundColor: 'rgb(30, 22, 56)',
      foregroundColor: 'rgb(255, 255, 255)',
      labelColor: 'rgb(200, 188, 245)',
    },
  );
  pass.type = 'eventTicket';
  pass.primaryFields.push({ key: 'event', label: words.ticket, value: sheet.event });
  pass.secondaryFields.push(...secondaryOf(sheet));
  pass.auxiliaryFields.push(...auxiliaryOf(sheet));
  pass.backFields.push(...backOf(sheet, link));
  if (sheet.orderId !== undefined) pass.setRelevantDate(new Date(startsAtMs));
  pass.setExpirationDate(new Date((endsAtMs ?? startsAtMs) + EXPIRES_AFTER_MS));
  pass.setBarcodes({
    format: 'PKBarcodeFormatQR',
    message: sheet.code,
    messageEncoding: 'iso-8859-1',
    altText: sheet.place.slice(0, 60),
  });
  return pass.getAsBuffer();
}

const present = (fields: readonly (Field | { readonly value: undefined })[]): Field[] =>
  fields.filter((field): field is Field => field.value !== undefined && field.value !== '');

function secondaryOf({ language, startsAtMs, timeZone, venue }: TicketSheet): Field[] {
  const words = ticketWords[language];
  return present([
    { key: 'when', label: words.when, value: formatDate(language, startsAtMs, 'full', timeZone) },
    venue === undefined ? { value: undefined } : { key: 'venue', label: words.venue, value: venue },
  ]);
}

function auxiliaryOf(sheet: TicketSheet): Field[] {
  const words = ticketWords[sheet.language];
  const { holder, ticketType: type } = sheet;
  return present([
    { key: 'place', label: words.place, value: sheet.place },
    type === undefined ? { value: undefined } : { key: 'type', label: words.type, value: type },
    holder === undefined
      ? { value: undefined }
      : { key: 'holder', label: words.holder, value: holder },
  ]);
}

function backOf(sheet: TicketSheet, link: string): Field[] {
  const words = ticketWords[sheet.language];
  const { orderId } = sheet;
  return present([
    { key: 'door', label: words.ticket, value: words.atTheDoor },
    { key: 'ticket', label: words.number, value: sheet.ticketId },
    orderId === undefined
      ? { value: undefined }
      : { key: 'order', label: words.order, value: orderId },
    { key: 'link', label: sheet.event, value: link },
  ]);
}

/**
 * Tickets: the receipt of a place, signed, so that its holder can show what the server had promised.
 * With the number and the nonce in it the place can be found in the published draw by anybody
 * (docs/fair-draw.md). A ticket is proof, not power: what counts for coming in is the database.
 */
import { createSigner, type Secrets } from '../identity/tokens.ts';
import type { Entry } from './model/room.ts';

export type TicketClaims = {
  readonly v: 1;
  readonly event: number;
  readonly number: number;
  /** Hex, 16 bytes. */
  readonly nonce: string;
  readonly person: string;
  /** Ms since the epoch. */
  readonly joinedAt: number;
};

export type EntryTickets = {
  /** About 3 µs. */
  write(entry: Entry): string;
  /** Undefined when it was not signed by us as a ticket. */
  read(text: string): TicketClaims | undefined;
};

export function createEntryTickets(secrets: Secrets): EntryTickets {
  const signer = createSigner(secrets, 'queue');
  return {
    write: ({ eventId, number, nonce, personId, joinedAtMs }) =>
      signer.sign({
        v: 1,
        event: eventId,
        number,
        nonce: nonce.toString('hex'),
        person: personId,
        joinedAt: joinedAtMs,
      } satisfies TicketClaims),
    read(text) {
      const claims = signer.open(text) as TicketClaims | undefined;
      return claims?.v === 1 ? claims : undefined;
    },
  };
}

/**
 * Offers a ticket to whoever gets the link. Repeating it with the same id and token answers the same
 * offer. The token comes from whoever offers and is kept as its hash, so no backup can accept anything.
 */
import type { EventRecord } from '../catalog/model/event.ts';
import type { Tx } from '../lib/db.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { writeLetter } from '../letters/write-letter.ts';
import {
  COMPLETE,
  type EventRefusal,
  notBeyondMs,
  OFFER_MS,
  OFFERS_MAX,
  statusNow,
  whyNotNow,
} from './model/transfer.ts';
import * as statements from './sql/transfers.ts';

export type OfferWish = {
  readonly ticketId: Uuid;
  readonly transferId: Uuid;
  /** Whose ticket it is. */
  readonly owner: string;
  readonly token: string;
  readonly tokenHash: Buffer;
  readonly fromName: string;
  /** Where the link is sent. Absent: its owner passes it on. */
  readonly toEmail: string | undefined;
  readonly language: 'ko' | 'en';
};

type OfferRefusal =
  | EventRefusal
  | 'ticket_not_found'
  | 'transfer_ended'
  | 'invalid_transition'
  | 'id_conflict'
  | 'limit_reached';
export type Offered = Result<statements.TransferDbRow, OfferRefusal>;

/** `linkTo`: the page that a letter leads to; undefined: no letters are sent. */
export async function offerTicket(
  tx: Tx,
  event: EventRecord,
  wish: OfferWish,
  linkTo: string | undefined,
): Promise<Offered> {
  const { eventId } = event;
  const { ticketId, transferId, owner, tokenHash } = wish;
  const [seen] = await tx.query(statements.readTicket, [ticketId, eventId]);
  if (seen?.owner !== owner) return refuse('ticket_not_found');
  await tx.query(statements.lockOrder, [eventId, seen.reservationId]);
  const [ticket] = await tx.query(statements.lockTicket, [ticketId, eventId]);
  if (ticket?.owner !== owner) return refuse('ticket_not_found');
  const [known] = await tx.query(statements.readTransfer, [eventId, transferId]);
  if (known !== undefined) return again(known, wish);
  const refusal = whyNotNow(event, ticket.nowMs);
  if (refusal !== undefined) return refusal;
  if (ticket.state !== 0 || ticket.orderState !== COMPLETE) {
    return refuse('invalid_transition', { status: 'revoked' });
  }
  if (ticket.isReturning) return refuse('invalid_transition', { status: 'returning' });
  await tx.query(statements.lapseOffers, [ticketId, eventId]);
  const [count] = await tx.query(statements.countOffers, [ticketId, eventId]);
  if ((count?.open ?? 0) > 0) return refuse('invalid_transition', { status: 'offered' });
  if ((count?.offers ?? 0) >= OFFERS_MAX) {
    return refuse('limit_reached', { limit: OFFERS_MAX, scope: 'transfers' });
  }
  const toEmail = linkTo === undefined ? null : (wish.toEmail ?? null);
  const [made] = await tx.query(statements.insertTransfer, [
    eventId,
    transferId,
    ticketId,
    ticket.reservationId,
    tokenHash,
    wish.fromName,
    toEmail,
    wish.language,
    OFFER_MS,
    notBeyondMs(event),
  ]);
  if (made === undefined) return refuse('id_conflict');
  if (linkTo !== undefined && toEmail !== null) {
    await writeLetter(tx, {
      kind: 'transfer_offered',
      to: toEmail,
      language: wish.language,
      content: {
        eventId,
        ticketId,
        fromName: wish.fromName,
        url: `${linkTo}#${wish.token}`,
        endsAt: new Date(made.endsAtMs).toISOString(),
      },
      key: `transfer_offered:${eventId}:${transferId}`,
    });
  }
  return ok(made);
}

function again(known: statements.TransferDbRow, { ticketId, tokenHash }: OfferWish): Offered {
  if (known.ticketId !== ticketId || !known.tokenHash.equals(tokenHash)) {
    return refuse('id_conflict');
  }
  const status = statusNow(known, true);
  return status === 'offered' ? ok(known) : refuse('transfer_ended', { status });
}

/**
 * Accepts an offered ticket: it has another holder, its codes die, and whoever gave it away is told. The
 * order is woken, so that a cancellation which was decided a moment before does not count.
 */
import type { EventRecord } from '../catalog/model/event.ts';
import type { Tx } from '../lib/db.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import { writeLetter } from '../letters/write-letter.ts';
import { appendOutbox } from '../outbox/append.ts';
import { tellByPush } from '../push/tell.ts';
import { COMPLETE, type EventRefusal, statusNow, whyNotNow } from './model/transfer.ts';
import * as statements from './sql/transfers.ts';

export type AcceptWish = {
  readonly offer: statements.TransferDbRow;
  /** The person who accepts. */
  readonly receiver: string;
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly language: 'ko' | 'en';
};

export type TransferPayload = {
  readonly v: 1;
  readonly kind: 'transfer';
  /** The ticket, and the version that its codes have from now on. */
  readonly t: string;
  readonly n: number;
};

export const transferPayload = (ticketId: string, version: number): TransferPayload => ({
  v: 1,
  kind: 'transfer',
  t: ticketId,
  n: version,
});

type AcceptRefusal = EventRefusal | 'transfer_ended' | 'invalid_transition' | 'invalid_request';
export type Accepted = Result<
  { readonly eventId: number; readonly ticketId: string },
  AcceptRefusal
>;

/** `sendsMail`: whether letters are sent at all. */
export async function acceptTransfer(
  tx: Tx,
  event: EventRecord,
  wish: AcceptWish,
  sendsMail: boolean,
): Promise<Accepted> {
  const { receiver, name = null, email = null, language } = wish;
  const { eventId, id, ticketId, reservationId } = wish.offer;
  await tx.query(statements.lockOrder, [eventId, reservationId]);
  const [ticket] = await tx.query(statements.lockTicket, [ticketId, eventId]);
  const [offer] = await tx.query(statements.readTransfer, [eventId, id]);
  if (ticket === undefined || offer === undefined) return refuse('transfer_ended');
  // Repeated: it is theirs already.
  const isTheirs = ticket.owner === receiver;
  if (offer.state === 1 && offer.receiver === receiver && isTheirs)
    return ok({ eventId, ticketId });
  const isThere = ticket.state === 0 && ticket.orderState === COMPLETE;
  const status = statusNow(offer, isThere);
  if (status !== 'offered') return refuse('transfer_ended', { status });
  const refusal = whyNotNow(event, offer.nowMs);
  if (refusal !== undefined) return refusal;
  if (isTheirs) return refuse('invalid_transition', { status: 'own' });
  // What may go to the waiting list at any moment is nobody's to take; withdrawn, it may be accepted.
  if (ticket.isReturning) return refuse('invalid_transition', { status: 'returning' });
  if (event.askNames && name === null) {
    const problem = 'this event asks who comes';
    return refuse('invalid_request', { fields: [{ field: 'body.name', problem }] });
  }
  const accepted = await tx.query(statements.acceptOffer, [eventId, id, receiver, email, language]);
  if (accepted.length === 0) return refuse('transfer_ended', { status: 'ended' });
  // Who bought it and gets it back from a friend holds it as before.
  const holder = receiver === ticket.buyer ? null : receiver;
  const holderName = holder === null ? null : name;
  const values = [ticketId, eventId, holder, holderName];
  const [handed] = await tx.query(statements.handOver, values);
  await tx.query(statements.wakeOrder, [eventId, reservationId]);
  await appendOutbox(tx, eventId, transferPayload(ticketId, handed?.version ?? 0));
  const key = `transfer_accepted:${eventId}:${id}`;
  const content = { eventId, ticketId };
  await tellByPush(tx, { buyer: ticket.owner, kind: 'transfer_accepted', content, key });
  if (sendsMail && ticket.ownerEmail !== null && ticket.ownerLanguage !== null) {
    await writeLetter(tx, {
      kind: 'transfer_accepted',
      to: ticket.ownerEmail,
      language: ticket.ownerLanguage,
      content,
      key,
    });
  }
  return ok({ eventId, ticketId });
}

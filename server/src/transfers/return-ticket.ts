/**
 * Ways back: an offer is withdrawn by its owner, a ticket is given back to whoever bought it. Whoever it
 * concerns is told: the friend who was sent a link, the buyer who has the ticket again.
 */
import type { EventRecord } from '../catalog/model/event.ts';
import type { Tx } from '../lib/db.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { writeLetter } from '../letters/write-letter.ts';
import { appendOutbox } from '../outbox/append.ts';
import { tellByPush } from '../push/tell.ts';
import { transferPayload } from './accept-transfer.ts';
import { hasStarted, statusNow } from './model/transfer.ts';
import * as statements from './sql/transfers.ts';

export type Withdrawn = Result<statements.TransferDbRow, 'transfer_not_found' | 'transfer_ended'>;

/** Withdrawing it again answers the same. `sendsMail`: whether letters are sent at all. */
export async function withdrawTransfer(
  tx: Tx,
  eventId: number,
  transferId: Uuid,
  owner: string,
  sendsMail: boolean,
): Promise<Withdrawn> {
  const [seen] = await tx.query(statements.readTransfer, [eventId, transferId]);
  if (seen === undefined) return refuse('transfer_not_found');
  const { ticketId, reservationId } = seen;
  await tx.query(statements.lockOrder, [eventId, reservationId]);
  const [ticket] = await tx.query(statements.lockTicket, [ticketId, eventId]);
  const [offer] = await tx.query(statements.readTransfer, [eventId, transferId]);
  if (ticket === undefined || offer === undefined) return refuse('transfer_not_found');
  const status = statusNow(offer, true);
  if (ticket.owner !== owner) {
    // Whoever bought it may know that somebody was faster; what holders do is theirs.
    return ticket.buyer === owner && status === 'accepted'
      ? refuse('transfer_ended', { status })
      : refuse('transfer_not_found');
  }
  if (status === 'withdrawn') return ok(offer);
  if (offer.state !== 0) return refuse('transfer_ended', { status });
  const withdrawn = await withdrawOpen(tx, eventId, ticketId, sendsMail);
  return withdrawn === undefined ? refuse('transfer_ended', { status: 'ended' }) : ok(withdrawn);
}

/** Whoever was sent a link that still worked is told that it works no more. */
async function withdrawOpen(
  tx: Tx,
  eventId: number,
  ticketId: string,
  sendsMail: boolean,
): Promise<statements.TransferDbRow | undefined> {
  const [open] = await tx.query(statements.readOpen, [ticketId, eventId]);
  if (open === undefined) return undefined;
  // Where the link was sent is forgotten with this.
  const [withdrawn] = await tx.query(statements.withdrawOffers, [ticketId, eventId]);
  if (sendsMail && open.toEmail !== null && open.nowMs < open.endsAtMs) {
    await writeLetter(tx, {
      kind: 'transfer_withdrawn',
      to: open.toEmail,
      language: open.language,
      content: { eventId, fromName: open.fromName },
      key: `transfer_withdrawn:${eventId}:${open.id}`,
    });
  }
  return withdrawn;
}

export type GivenBack = Result<
  { readonly eventId: number; readonly ticketId: string },
  'ticket_not_found' | 'invalid_transition' | 'event_started'
>;

/** By its holder, to its buyer, who finds it among their tickets again. `sendsMail`: as above. */
export async function giveBackTicket(
  tx: Tx,
  event: EventRecord,
  ticketId: Uuid,
  holder: string,
  sendsMail: boolean,
): Promise<GivenBack> {
  const { eventId } = event;
  const [seen] = await tx.query(statements.readTicket, [ticketId, eventId]);
  if (seen?.owner !== holder) return refuse('ticket_not_found');
  const { reservationId } = seen;
  await tx.query(statements.lockOrder, [eventId, reservationId]);
  const [ticket] = await tx.query(statements.lockTicket, [ticketId, eventId]);
  if (ticket?.owner !== holder) return refuse('ticket_not_found');
  if (ticket.buyer === holder) return refuse('invalid_transition', { status: 'own' });
  if (ticket.state !== 0) return refuse('invalid_transition', { status: 'revoked' });
  if (hasStarted(event, ticket.nowMs)) return refuse('event_started');
  await withdrawOpen(tx, eventId, ticketId, sendsMail);
  const [handed] = await tx.query(statements.handOver, [ticketId, eventId, null, null]);
  await tx.query(statements.wakeOrder, [eventId, reservationId]);
  const version = handed?.version ?? 0;
  await appendOutbox(tx, eventId, transferPayload(ticketId, version));
  await tellBuyer(tx, eventId, ticketId, version, sendsMail);
  return ok({ eventId, ticketId });
}

/** Once each time it comes back. */
async function tellBuyer(
  tx: Tx,
  eventId: number,
  ticketId: string,
  version: number,
  sendsMail: boolean,
): Promise<void> {
  const [ticket] = await tx.query(statements.readTicket, [ticketId, eventId]);
  if (ticket === undefined) return;
  const { buyer, ownerEmail: to, ownerLanguage: language } = ticket;
  const kind = 'transfer_returned';
  const content = { eventId, ticketId };
  const key = `${kind}:${eventId}:${ticketId}:${version}`;
  await tellByPush(tx, { buyer, kind, content, key });
  if (sendsMail && to !== null && language !== null) {
    await writeLetter(tx, { kind, to, language, content, key });
  }
}

/** Ways back: an offer is withdrawn by its owner, a ticket is given back to whoever bought it. */
import type { EventRecord } from '../catalog/model/event.ts';
import type { Tx } from '../lib/db.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { appendOutbox } from '../outbox/append.ts';
import { transferPayload } from './accept-transfer.ts';
import { hasStarted, statusNow } from './model/transfer.ts';
import * as statements from './sql/transfers.ts';

export type Withdrawn = Result<statements.TransferDbRow, 'transfer_not_found' | 'transfer_ended'>;

/** Withdrawing it again answers the same. */
export async function withdrawTransfer(
  tx: Tx,
  eventId: number,
  transferId: Uuid,
  owner: string,
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
  const [withdrawn] = await tx.query(statements.withdrawOffers, [ticketId, eventId]);
  return withdrawn === undefined ? refuse('transfer_ended', { status: 'ended' }) : ok(withdrawn);
}

export type GivenBack = Result<
  { readonly eventId: number; readonly ticketId: string },
  'ticket_not_found' | 'invalid_transition' | 'event_started'
>;

/** By its holder, to its buyer, who finds it among their tickets again. */
export async function giveBackTicket(
  tx: Tx,
  event: EventRecord,
  ticketId: Uuid,
  holder: string,
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
  await tx.query(statements.withdrawOffers, [ticketId, eventId]);
  const [handed] = await tx.query(statements.handOver, [ticketId, eventId, null, null]);
  await tx.query(statements.wakeOrder, [eventId, reservationId]);
  await appendOutbox(tx, eventId, transferPayload(ticketId, handed?.version ?? 0));
  return ok({ eventId, ticketId });
}

/** What stands in the way of a ticket, or may soon: void, given away, offered, cancelled, postponed. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../language/use-formats.ts';
import type { Ticket } from '../../purchase/queries.ts';
import { Notice } from '../../ui/notice.tsx';

export const opens = ({ status, event }: Ticket, isGone: boolean): boolean =>
  status === 'valid' && event.status !== 'cancelled' && !isGone;

type TicketStateProps = { readonly ticket: Ticket; readonly isGone: boolean };

export function TicketState({ ticket, isGone }: TicketStateProps): ReactNode {
  const t = useTranslations();
  const { date } = useFormats();
  const { event, offer } = ticket;
  if (isGone) {
    return (
      <Notice tone="danger" title={t('ticketState.goneTitle')}>
        <p>{t('ticketState.goneText')}</p>
      </Notice>
    );
  }
  if (!opens(ticket, isGone)) {
    const isCancelled = event.status === 'cancelled';
    return (
      <Notice
        tone="danger"
        title={t(isCancelled ? 'ticket.cancelledTitle' : 'ticket.revokedTitle')}
      >
        <p>{t('ticket.revokedText')}</p>
      </Notice>
    );
  }
  return (
    <>
      {event.status === 'postponed' && (
        <Notice tone="warning" title={t('status.postponed')}>
          <p>{t('event.postponedText')}</p>
        </Notice>
      )}
      {offer !== undefined && (
        <Notice tone="warning" title={t('ticketState.offeredTitle')}>
          <p>{t('ticketState.offeredText', { at: date(offer.endsAt, 'short') })}</p>
        </Notice>
      )}
    </>
  );
}

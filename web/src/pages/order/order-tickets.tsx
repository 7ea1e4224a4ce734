/** The tickets of an order that are still its buyer's: to the code, and on to a friend. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { paths } from '../../paths.ts';
import type { Ticket } from '../../purchase/queries.ts';
import { GiveTicket } from '../../transfer/give-ticket.tsx';
import '../../purchase/stub.css';

type OrderTicketsProps = {
  readonly tickets: readonly Ticket[];
  /** All of them are somebody else's. */
  readonly isNone: boolean;
  /** Nothing else is about to be done with the order. */
  readonly canGive: boolean;
};

export function OrderTickets({ tickets, isNone, canGive }: OrderTicketsProps): ReactNode {
  const t = useTranslations('order');
  const { language } = useLanguage();
  if (isNone) return null;
  return (
    <section className="order-tickets" aria-label={t('tickets')}>
      {tickets.length === 0 ? (
        <p role="status" className="order-issuing">
          {t('issuing')}
        </p>
      ) : (
        <ul>
          {tickets.map((ticket) => (
            <li key={ticket.id}>
              <Link to={paths.ticket(ticket.eventId, ticket.id)} className="stub">
                <span>
                  <strong>{translated(ticket.label, language)}</strong>
                  <span>
                    {t('admission', { admission: ticket.admission, of: ticket.of })}
                    {ticket.attendee !== undefined && ` · ${ticket.attendee}`}
                  </span>
                </span>
                <span className="stub-go">{t('showTicket')}</span>
              </Link>
              {canGive && <GiveTicket ticket={ticket} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

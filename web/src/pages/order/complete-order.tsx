/** Bought: the tickets, what was paid, and giving it back while that is allowed. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { type Order, ticketsQuery } from '../../purchase/queries.ts';
import { useSession } from '../../session/use-session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CancelOrder } from './cancel-order.tsx';
import { OrderLines } from './order-lines.tsx';
import '../../purchase/stub.css';

export function CompleteOrder({
  order,
  event,
}: {
  readonly order: Order;
  readonly event: Event;
}): ReactNode {
  const t = useTranslations('order');
  const { api } = useApp();
  const { language } = useLanguage();
  const { isAccount } = useSession();
  const { pathname } = useLocation();
  const wanted = order.lines.length;
  const { data: tickets = [] } = useQuery({
    ...ticketsQuery(api, order.reservationId),
    enabled: order.tickets > 0,
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) < wanted ? 1_000 : false),
  });
  return (
    <>
      <header className="order-head" role="status">
        <span className="order-mark order-mark-done">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M5 12.5l4.5 4.5L19 7.5" />
          </svg>
        </span>
        <h1>{t('title.complete')}</h1>
        <p>{t('completeText', { count: wanted })}</p>
      </header>
      <section className="order-tickets" aria-label={t('tickets')}>
        {tickets.length === 0 ? (
          <p role="status" className="order-issuing">
            {t('issuing')}
          </p>
        ) : (
          <ul>
            {tickets.map(({ id, label, admission, of }) => (
              <li key={id}>
                <Link to={paths.ticket(event.id, id)} className="stub">
                  <span>
                    <strong>{translated(label, language)}</strong>
                    <span>{t('admission', { admission, of })}</span>
                  </span>
                  <span className="stub-go">{t('showTicket')}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
      <OrderLines order={order} event={event} />
      {!isAccount && (
        <Notice
          title={t('guestTitle')}
          actions={<ButtonLink to={paths.signUp(pathname)}>{t('signUp')}</ButtonLink>}
        >
          <p>{t('guestText')}</p>
        </Notice>
      )}
      <div className="order-actions">
        <ButtonLink to={paths.tickets()}>{t('allTickets')}</ButtonLink>
        <CancelOrder order={order} event={event} />
      </div>
    </>
  );
}

/** An order in my tickets that is not a ticket: waiting, to be paid, or refunded. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { eventQuery } from '../../api/queries.ts';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import type { Order } from '../../purchase/queries.ts';

export function OrderRow({ order }: { readonly order: Order }): ReactNode {
  const t = useTranslations('order');
  const { api } = useApp();
  const { language } = useLanguage();
  const { money } = useFormats();
  const { data: event } = useQuery(eventQuery(api, order.eventId));
  const to =
    order.status === 'open'
      ? paths.checkout(order.eventId, order.reservationId)
      : paths.order(order.eventId, order.id);
  return (
    <li>
      <Link to={to} className="stub">
        <span>
          <strong>{event && translated(event.translations, language, event.name)}</strong>
          <span>
            {t('places', { count: order.lines.length })} · {money(order.totalMinor, order.currency)}
          </span>
        </span>
        <span className="stub-go">{t(`title.${order.status}`)}</span>
      </Link>
    </li>
  );
}

/** Over: why, where the money is, and what can be done next. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { useFormats } from '../../language/use-formats.ts';
import { paths } from '../../paths.ts';
import type { Order } from '../../purchase/queries.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OrderLines } from './order-lines.tsx';

export function EndedOrder({
  order,
  event,
}: {
  readonly order: Order;
  readonly event: Event;
}): ReactNode {
  const t = useTranslations('order');
  const { money } = useFormats();
  const { paidMinor, refundedMinor, currency, endReason = 'cancelled_by_buyer' } = order;
  const isRefunded = refundedMinor >= paidMinor;
  const canBuyAgain = event.status === 'on_sale' || event.status === 'sold_out';
  return (
    <>
      <div className="order-head" role="status">
        <h1>{t(`title.${order.status}`)}</h1>
        <p>{t(`ended.${endReason}`)}</p>
      </div>
      <Notice
        tone={paidMinor === 0 || isRefunded ? 'positive' : 'warning'}
        title={
          paidMinor === 0
            ? t('nothingCharged')
            : isRefunded
              ? t('refunded', { amount: money(refundedMinor, currency) })
              : t('refunding', { amount: money(paidMinor - refundedMinor, currency) })
        }
        actions={
          <>
            {canBuyAgain && (
              <ButtonLink look="primary" to={paths.seats(event.id)}>
                {t('chooseAgain')}
              </ButtonLink>
            )}
            <ButtonLink to={paths.home()}>{t('otherEvents')}</ButtonLink>
          </>
        }
      >
        <p>
          {paidMinor === 0
            ? t('nothingChargedText')
            : t(isRefunded ? 'refundedText' : 'refundingText')}
        </p>
      </Notice>
      <OrderLines order={order} event={event} />
    </>
  );
}

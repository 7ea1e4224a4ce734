/** Not paid yet, or declined after all: why, and the way back to paying. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '../../paths.ts';
import type { Order } from '../../purchase/queries.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { declineOf } from '../checkout/payment-trouble.tsx';

export function OpenOrder({ order }: { readonly order: Order }): ReactNode {
  const t = useTranslations();
  const last = order.payments.at(-1);
  const isDeclined = last?.status === 'declined';
  return (
    <Notice
      level="h1"
      size="large"
      tone={isDeclined ? 'danger' : 'neutral'}
      title={t(isDeclined ? 'checkout.declinedTitle' : 'order.title.open')}
      actions={
        <ButtonLink
          look="primary"
          size="large"
          to={paths.checkout(order.eventId, order.reservationId)}
        >
          {t(isDeclined ? 'order.payOtherwise' : 'order.payNow')}
        </ButtonLink>
      }
    >
      <p>
        {isDeclined
          ? `${t(`declined.${declineOf(last.declineCode)}`)} ${t('checkout.declinedText')}`
          : t('order.openText')}
      </p>
    </Notice>
  );
}

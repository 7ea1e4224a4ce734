/** Why it is not paid: the bank's no, another price, or a refusal; and that the places are still held. */
import { type DeclineCode, declineCodes } from '@onsale/contract/decline.ts';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Order } from '../../purchase/queries.ts';
import { Notice } from '../../ui/notice.tsx';
import type { Trouble } from './use-paying.ts';

type PaymentTroubleProps = {
  readonly order: Order | undefined;
  readonly trouble: Trouble | undefined;
  readonly isBusy: boolean;
};

export const declineOf = (code: string | undefined): DeclineCode =>
  declineCodes.find((one) => one === code) ?? 'card_declined';

export function PaymentTrouble({ order, trouble, isBusy }: PaymentTroubleProps): ReactNode {
  const t = useTranslations();
  if (isBusy) return null;
  const last = order?.payments.at(-1);
  if (trouble?.kind === 'price') {
    return (
      <Notice tone="warning" title={t('checkout.priceTitle')} level="h3">
        <p>{t('checkout.priceText')}</p>
      </Notice>
    );
  }
  if (trouble?.kind === 'refused') {
    const { code, details } = trouble.refused;
    const isTooOften = code === 'limit_reached' && details['scope'] === 'payments';
    return (
      <Notice tone="danger" title={t('checkout.notPaid')} level="h3">
        <p>{isTooOften ? t('checkout.tooManyPayments') : t(`errors.${code}`)}</p>
      </Notice>
    );
  }
  if (last?.status !== 'declined') return null;
  return (
    <Notice tone="danger" title={t('checkout.declinedTitle')} level="h3">
      <p>
        {t(`declined.${declineOf(last.declineCode)}`)} {t('checkout.declinedText')}
      </p>
    </Notice>
  );
}

/** What can be taken along: the receipt, the tickets as a file, the date, and the letter once more. */
import { productApi } from '@onsale/contract/product-api.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { addressOf } from '../../api/address.ts';
import { featuresQuery } from '../../api/features.ts';
import type { AnyCode } from '../../api/outcome.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import type { Order } from '../../purchase/queries.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { useToasts } from '../../ui/toasts.tsx';

export function OrderPapers({ order }: { readonly order: Order }): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const { language } = useLanguage();
  const { show } = useToasts();
  const { data: features } = useQuery(featuresQuery(api));
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AnyCode>();
  const { eventId, id, email } = order;
  const params = { eventId, orderId: id };
  const isIssued = order.tickets >= order.lines.length;
  const isAllGiven = order.lines.every((line) => line.given === true);

  /** The browser fetches the file by itself: its session has to be fresh before. */
  async function fetchFile(address: string): Promise<void> {
    const session = await api.call(productApi.readSession);
    if (session.ok) location.assign(address);
    else setProblem(session.code);
  }
  async function mailAgain(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    const outcome = await api.call(productApi.confirmOrderAgain, { params });
    setBusy(false);
    if (outcome.ok) show(t('receipt.mailSent', { email }), 'positive');
    else setProblem(outcome.code);
  }
  return (
    <div className="order-papers">
      <ButtonLink size="small" to={paths.receipt(eventId, id)}>
        {t('receipt.open')}
      </ButtonLink>
      {isIssued && !isAllGiven && (
        <Button
          size="small"
          onClick={() => void fetchFile(addressOf(productApi.readOrderPdf, params, { language }))}
        >
          {t('receipt.pdf')}
        </Button>
      )}
      <Button
        size="small"
        onClick={() => void fetchFile(addressOf(productApi.readCalendar, params, { language }))}
      >
        {t('receipt.calendar')}
      </Button>
      {features?.mail === true && (
        <Button size="small" busy={isBusy} onClick={() => void mailAgain()}>
          {t('receipt.mailAgain')}
        </Button>
      )}
      {problem !== undefined && (
        <p className="field-error" role="alert">
          {t(`errors.${problem}`)}
        </p>
      )}
    </div>
  );
}

/** Gives an order back: says until when and how much comes back, asks once more, and does it. */
import { useQueryClient } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { useFormats } from '../../language/use-formats.ts';
import { useApp, useNow } from '../../main/app-services.ts';
import { type Order, orderKey } from '../../purchase/queries.ts';
import { untilDefinite } from '../../purchase/until-definite.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export function CancelOrder({
  order,
  event,
}: {
  readonly order: Order;
  readonly event: Event;
}): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const queries = useQueryClient();
  const { money, date } = useFormats();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const nowMs = useNow();
  const deadline = order.refundableUntil;
  if (deadline === undefined || nowMs >= Date.parse(deadline)) {
    return <p className="order-final">{t('order.notRefundable')}</p>;
  }
  const until = date(deadline, 'full', event.timeZone);

  async function cancel(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    const params = { eventId: order.eventId, orderId: order.id };
    const outcome = await untilDefinite<typeof productApi.cancelOrder>(() =>
      api.call(productApi.cancelOrder, { params }),
    );
    setBusy(false);
    if (!outcome.ok) {
      setProblem(t(`errors.${outcome.code}`));
      return;
    }
    setOpen(false);
    queries.setQueryData(orderKey(order.eventId, order.id), outcome.value.order);
    void queries.invalidateQueries({ queryKey: ['orders'] });
    void queries.invalidateQueries({ queryKey: ['tickets'] });
    void queries.invalidateQueries({ queryKey: ['ticket'] });
  }
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t('order.cancel')}
      </Button>
      <p className="order-final">{t('order.cancelUntil', { date: until })}</p>
      <Dialog
        open={isOpen}
        title={t('order.cancelTitle')}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button look="danger" size="large" busy={isBusy} onClick={() => void cancel()}>
              {t('order.cancelYes')}
            </Button>
            <Button size="large" onClick={() => setOpen(false)}>
              {t('order.cancelNo')}
            </Button>
          </>
        }
      >
        <p>{t('order.cancelText', { count: order.lines.length })}</p>
        <p>
          <strong>
            {t('order.refundAmount', { amount: money(order.paidMinor, order.currency) })}
          </strong>
        </p>
        <p>{t('order.cancelUntil', { date: until })}</p>
        {problem !== undefined && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
      </Dialog>
    </>
  );
}

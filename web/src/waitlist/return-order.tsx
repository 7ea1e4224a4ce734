/**
 * On the page of a bought order: giving it to the waiting list once it cannot be cancelled any more. It
 * stays its buyer's until somebody takes it over, and until then they may change their mind.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { waitlistRoutes } from '@onsale/contract/product-waitlist.ts';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { AnyCode } from '../api/outcome.ts';
import type { Event } from '../api/queries.ts';
import { useFormats } from '../language/use-formats.ts';
import { useApp, useNow } from '../main/app-services.ts';
import { type Order, orderKey } from '../purchase/queries.ts';
import { untilDefinite } from '../purchase/until-definite.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { waitingListQuery } from './queries.ts';

type ReturnOrderProps = { readonly order: Order; readonly event: Event };

export function ReturnOrder({ order, event }: ReturnOrderProps): ReactNode {
  const { api } = useApp();
  const nowMs = useNow();
  const { refundableUntil, status } = order;
  const isClosed = refundableUntil === undefined || nowMs >= Date.parse(refundableUntil);
  const isPossible = status === 'complete' && isClosed && nowMs < Date.parse(event.startsAt);
  const { data: list } = useQuery({ ...waitingListQuery(api, event.id), enabled: isPossible });
  if (order.return?.status === 'passing_on') return <PassingOn />;
  if (order.return !== undefined) return <Asked order={order} />;
  return isPossible && list?.returns === true ? <Ask order={order} /> : null;
}

function PassingOn(): ReactNode {
  const t = useTranslations('returning');
  return (
    <Notice title={t('passingTitle')}>
      <p>{t('passingText')}</p>
    </Notice>
  );
}

type Returning = {
  readonly isBusy: boolean;
  readonly problem: AnyCode | undefined;
  /** Answers whether it was done. */
  readonly run: () => Promise<boolean>;
};

function useReturning(order: Order, what: 'returnOrder' | 'withdrawReturn'): Returning {
  const { api } = useApp();
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AnyCode>();
  return {
    isBusy,
    problem,
    async run() {
      setBusy(true);
      setProblem(undefined);
      const params = { eventId: order.eventId, orderId: order.id };
      const outcome = await untilDefinite<(typeof waitlistRoutes)[typeof what]>(() =>
        api.call(waitlistRoutes[what], { params }),
      );
      // What is true now is for the order to say, also after a refusal.
      await queries.invalidateQueries({ queryKey: orderKey(order.eventId, order.id) });
      setBusy(false);
      if (!outcome.ok) setProblem(outcome.code);
      return outcome.ok;
    },
  };
}

function Asked({ order }: { readonly order: Order }): ReactNode {
  const t = useTranslations('returning');
  const { money } = useFormats();
  const { show } = useToasts();
  const { isBusy, run } = useReturning(order, 'withdrawReturn');
  const keep = async (): Promise<void> => {
    const isKept = await run();
    show(t(isKept ? 'withdrawn' : 'tooLate'), isKept ? 'positive' : 'danger');
  };
  return (
    <Notice
      title={t('waitingTitle')}
      actions={
        <Button busy={isBusy} onClick={() => void keep()}>
          {t('withdraw')}
        </Button>
      }
    >
      <p>{t('waitingText', { amount: money(order.paidMinor, order.currency) })}</p>
    </Notice>
  );
}

function Ask({ order }: { readonly order: Order }): ReactNode {
  const t = useTranslations();
  const { money } = useFormats();
  const [isOpen, setOpen] = useState(false);
  const { isBusy, problem, run } = useReturning(order, 'returnOrder');
  const ask = async (): Promise<void> => {
    if (await run()) setOpen(false);
  };
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t('returning.button')}
      </Button>
      <Dialog
        open={isOpen}
        title={t('returning.title')}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button look="primary" size="large" busy={isBusy} onClick={() => void ask()}>
              {t('returning.yes')}
            </Button>
            <Button size="large" onClick={() => setOpen(false)}>
              {t('returning.no')}
            </Button>
          </>
        }
      >
        <p>{t('returning.intro')}</p>
        <p>
          <strong>{t('returning.valid')}</strong>
        </p>
        <p>{t('returning.whole', { count: order.lines.length })}</p>
        <p>{t('returning.refund', { amount: money(order.paidMinor, order.currency) })}</p>
        <p>{t('returning.promise')}</p>
        {problem !== undefined && (
          <p className="field-error" role="alert">
            {t(`errors.${problem}`)}
          </p>
        )}
      </Dialog>
    </>
  );
}

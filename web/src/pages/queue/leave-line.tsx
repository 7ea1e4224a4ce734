/** Giving up the place: asked once more, because it cannot be undone. */
import { useQueryClient } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApp } from '../../main/app-services.ts';
import { untilDefinite } from '../../purchase/until-definite.ts';
import { keepAdmission } from '../../queue/pass.ts';
import { mineKey } from '../../queue/queries.ts';
import type { Stage } from '../../queue/standing.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { focusStage } from './focus-stage.ts';

type LeaveLineProps = { readonly eventId: number; readonly stage: Stage };

export function LeaveLine({ eventId, stage }: LeaveLineProps): ReactNode {
  const t = useTranslations('queue.leave');
  const { api } = useApp();
  const queries = useQueryClient();
  const { show } = useToasts();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const text =
    stage === 'in'
      ? 'textIn'
      : stage === 'gathering' || stage === 'closed'
        ? 'textGathering'
        : 'text';

  async function leave(): Promise<void> {
    setBusy(true);
    const outcome = await untilDefinite<typeof productApi.leaveQueue>(() =>
      api.call(productApi.leaveQueue, { params: { eventId } }),
    );
    setBusy(false);
    setOpen(false);
    if (!outcome.ok) {
      show(t('failed'), 'danger');
      return;
    }
    keepAdmission(eventId, undefined);
    queries.setQueryData(mineKey(eventId), null);
    show(t('left'));
    focusStage();
  }
  return (
    <>
      <Button look="quiet" wide onClick={() => setOpen(true)}>
        {t(stage === 'in' ? 'buttonIn' : 'button')}
      </Button>
      <Dialog
        open={isOpen}
        title={t('title')}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button look="danger" busy={isBusy} onClick={() => void leave()}>
              {t('yes')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('no')}</Button>
          </>
        }
      >
        <p>{t(text)}</p>
      </Dialog>
    </>
  );
}

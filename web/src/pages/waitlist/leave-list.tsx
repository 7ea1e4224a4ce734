/** Leaving the list, or declining an offer, which is the same: asks once more, and does it. */
import { useQueryClient } from '@tanstack/react-query';
import { waitlistRoutes } from '@onsale/contract/product-waitlist.ts';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { AnyCode } from '../../api/outcome.ts';
import type { Event } from '../../api/queries.ts';
import { useApp } from '../../main/app-services.ts';
import { untilDefinite } from '../../purchase/until-definite.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { entryKey } from '../../waitlist/queries.ts';

type LeaveListProps = { readonly event: Event; readonly what: 'leave' | 'decline' };

export function LeaveList({ event, what }: LeaveListProps): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AnyCode>();

  async function leave(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    const params = { eventId: event.id };
    const outcome = await untilDefinite<typeof waitlistRoutes.leaveWaitingList>(() =>
      api.call(waitlistRoutes.leaveWaitingList, { params }),
    );
    setBusy(false);
    if (!outcome.ok) {
      setProblem(outcome.code);
      return;
    }
    setOpen(false);
    queries.setQueryData(entryKey(event.id), outcome.value.entry);
    void queries.invalidateQueries({ queryKey: ['holds'] });
  }
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t(`waitlist.${what}`)}
      </Button>
      <Dialog
        open={isOpen}
        title={t(`waitlist.${what}Title`)}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button look="danger" size="large" busy={isBusy} onClick={() => void leave()}>
              {t(`waitlist.${what}Yes`)}
            </Button>
            <Button size="large" onClick={() => setOpen(false)}>
              {t(`waitlist.${what}No`)}
            </Button>
          </>
        }
      >
        <p>{t(`waitlist.${what}Text`)}</p>
        {problem !== undefined && (
          <p className="field-error" role="alert">
            {t(`errors.${problem}`)}
          </p>
        )}
      </Dialog>
    </>
  );
}

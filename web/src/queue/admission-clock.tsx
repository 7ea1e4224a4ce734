/** How long one may still choose: where there is a waiting room, others want in too. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { useApp } from '../main/app-services.ts';
import { HoldClock, useHoldLeft } from '../purchase/hold-clock.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { mineQuery, type Admission } from './queries.ts';

/** Shows what `useGate` has read; nothing where no admission is needed. */
export function AdmissionClock({ eventId }: { readonly eventId: number }): ReactNode {
  const { api } = useApp();
  const { data } = useQuery({ ...mineQuery(api, eventId), enabled: false });
  return data?.admission === undefined ? null : <Clock admission={data.admission} />;
}

function Clock({ admission }: { readonly admission: Admission }): ReactNode {
  const t = useTranslations('admission');
  const { say } = useToasts();
  const { expiresAt, endsAt } = admission;
  const left = useHoldLeft(expiresAt < endsAt ? expiresAt : endsAt);
  const isNear = left.urgency !== 'calm' && !left.isOver;
  useEffect(() => {
    if (isNear) say(t('warn'));
  }, [isNear, say, t]);
  return (
    <p className="admission-clock" title={t('note')}>
      <span>{t('left')}</span>
      <HoldClock left={left} />
    </p>
  );
}

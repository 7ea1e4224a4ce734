/** Says that there is no network, and that nothing is lost by it. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Waiting } from './until-definite.ts';
import { useOnline } from './use-online.ts';
import './offline-banner.css';

/** `waiting` while a request is being repeated. */
export function OfflineBanner({ waiting }: { readonly waiting?: Waiting | undefined }): ReactNode {
  const t = useTranslations('purchase');
  const isOnline = useOnline();
  const text = !isOnline
    ? t('offline')
    : waiting?.why === 'crowd'
      ? t('crowd')
      : waiting === undefined
        ? undefined
        : t('reconnecting');
  return (
    <div role="status" aria-live="polite">
      {text !== undefined && <p className="offline-banner">{text}</p>}
    </div>
  );
}

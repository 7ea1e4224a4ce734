/** What is unusual: no connection, nothing left, a word from the organizer, a slower pace. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useOnline } from '../../purchase/use-online.ts';
import type { RoomView } from '../../queue/use-room.ts';
import { Notice } from '../../ui/notice.tsx';

export function Notices({ room }: { readonly room: RoomView }): ReactNode {
  const { status, standing, isStale } = room;
  const t = useTranslations('queue');
  const { language } = useLanguage();
  const isOnline = useOnline();
  const { stage, hasPlace } = standing;
  const message = translated(status.message, language);
  const isSelling = stage === 'line' || stage === 'turn' || stage === 'front';
  const trouble = !isOnline
    ? t('notice.offline')
    : isStale
      ? t(hasPlace ? 'notice.stale' : 'notice.staleAway')
      : undefined;
  const pace =
    status.reason === 'throttled'
      ? t('notice.throttled')
      : status.reason === 'busy'
        ? t('notice.busy')
        : undefined;
  return (
    <>
      <div role="status">{trouble !== undefined && <p className="queue-trouble">{trouble}</p>}</div>
      {message !== '' && (
        <Notice title={t('notice.message')} level="h3">
          <p className="queue-message">{message}</p>
        </Notice>
      )}
      {isSelling && status.stock === 'sold_out' && (
        <Notice tone="warning" title={t('stock.soldOutTitle')} level="h3">
          <p>{t('stock.soldOutText')}</p>
        </Notice>
      )}
      {isSelling && status.stock === 'all_held' && (
        <Notice tone="warning" title={t('stock.allHeldTitle')} level="h3">
          <p>{t('stock.allHeldText')}</p>
        </Notice>
      )}
      {stage === 'line' && status.phase === 'paused' && !hasPlace && (
        <Notice title={t('paused.title')} level="h3">
          <p>{t('paused.textAway')}</p>
        </Notice>
      )}
      {stage === 'line' && pace !== undefined && <p className="queue-small">{pace}</p>}
    </>
  );
}

/** How waiting ended, and what can be done next. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { WaitlistEntry } from '../../waitlist/queries.ts';

type EndedEntryProps = {
  readonly event: Event;
  readonly entry: WaitlistEntry;
  /** Absent: nobody can join now. */
  readonly onAgain: (() => void) | undefined;
};

export function EndedEntry({ event, entry, onAgain }: EndedEntryProps): ReactNode {
  const t = useTranslations('waitlist');
  const { endReason = 'left' } = entry;
  const isBought = endReason === 'bought';
  return (
    <div role="status">
      <Notice
        tone={isBought ? 'positive' : 'neutral'}
        title={t(isBought ? 'endedTitleBought' : 'endedTitle')}
        actions={
          <>
            {isBought && (
              <ButtonLink look="primary" to={paths.tickets()}>
                {t('toTickets')}
              </ButtonLink>
            )}
            {!isBought && onAgain !== undefined && (
              <Button look="primary" onClick={onAgain}>
                {t('again')}
              </Button>
            )}
            <ButtonLink to={paths.event(event.id)}>{t('back')}</ButtonLink>
          </>
        }
      >
        <p>{t(`ended.${endReason}`)}</p>
      </Notice>
    </div>
  );
}

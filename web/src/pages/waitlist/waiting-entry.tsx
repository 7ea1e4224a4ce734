/** On the list: who is ahead, what was passed over and why, and leaving it. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import type { WaitlistEntry } from '../../waitlist/queries.ts';
import { LeaveList } from './leave-list.tsx';

type EntryProps = { readonly event: Event; readonly entry: WaitlistEntry };

export function WaitingEntry({ event, entry }: EntryProps): ReactNode {
  const t = useTranslations('waitlist');
  const { ahead, passedOver, email } = entry;
  return (
    <section className="waitlist-card" aria-labelledby="waitlist-stage">
      <div className="waitlist-title" role="status">
        <h2 id="waitlist-stage">{t('waitingTitle')}</h2>
        {ahead !== undefined && (
          <p className="waitlist-place">
            {ahead.all === 0 ? t('first') : t('ahead', { count: ahead.all })}
          </p>
        )}
        {ahead !== undefined && ahead.all > 0 && <p>{t('rivals', { count: ahead.rivals })}</p>}
        {passedOver > 0 && <p>{t('passedOver', { count: passedOver })}</p>}
      </div>
      <WishList event={event} entry={entry} />
      <p className="waitlist-hint">{t('noPromise')}</p>
      <p className="waitlist-hint">
        {email === undefined ? t('watchingHere') : t('watching', { email })}
      </p>
      <LeaveList event={event} what="leave" />
    </section>
  );
}

function WishList({ event, entry }: EntryProps): ReactNode {
  const t = useTranslations('waitlist');
  const { language } = useLanguage();
  const { date } = useFormats();
  const { party, tiers, together, accessible, joinedAt } = entry;
  const names = event.tiers
    .filter(({ code }) => tiers?.includes(code) === true)
    .map(({ name }) => translated(name, language));
  const parts = [
    t('wishParty', { count: party }),
    tiers === undefined ? t('wishAny') : names.join(', '),
    ...(event.seatingPlan !== undefined && party > 1
      ? [t(together ? 'wishTogether' : 'wishApart')]
      : []),
    ...(accessible > 0 ? [t('wishAccessible', { count: accessible })] : []),
  ];
  return (
    <dl className="waitlist-wish">
      <dt>{t('wish')}</dt>
      <dd>{parts.join(' · ')}</dd>
      <dd className="waitlist-hint">{t('since', { date: date(joinedAt, 'full') })}</dd>
    </dl>
  );
}

/** When, where, how long, for whom: as a list of terms. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { useEventText } from '../../event/event-text.ts';
import { EventTime } from '../../event/event-time.tsx';

export function EventFacts({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations('event');
  const { venue } = useEventText(event);
  const { startsAt, timeZone, runningMinutes, ageMin, organizer } = event;
  return (
    <dl className="event-facts">
      <Fact term={t('when')}>
        <EventTime instant={startsAt} timeZone={timeZone} style="full" named />
      </Fact>
      {venue !== '' && <Fact term={t('where')}>{venue}</Fact>}
      {runningMinutes !== undefined && (
        <Fact term={t('runningTime')}>{t('minutes', { minutes: runningMinutes })}</Fact>
      )}
      {ageMin !== undefined && (
        <Fact term={t('age')}>{ageMin === 0 ? t('ageAll') : t('ageFrom', { age: ageMin })}</Fact>
      )}
      {organizer !== undefined && <Fact term={t('organizer')}>{organizer}</Fact>}
    </dl>
  );
}

const Fact = (props: { readonly term: string; readonly children: ReactNode }): ReactNode => (
  <div>
    <dt>{props.term}</dt>
    <dd>{props.children}</dd>
  </div>
);

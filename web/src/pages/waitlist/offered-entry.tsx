/** Places are held: what they are, how long, and buying or declining them. */
import { useQuery } from '@tanstack/react-query';
import { findSeat, placeLabel } from '@onsale/contract/seating-plan-places.ts';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { planQuery } from '../../purchase/queries.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { OfferClock } from '../../waitlist/offer-clock.tsx';
import type { WaitlistEntry } from '../../waitlist/queries.ts';
import { LeaveList } from './leave-list.tsx';

type OfferedEntryProps = { readonly event: Event; readonly entry: WaitlistEntry };

export function OfferedEntry({ event, entry }: OfferedEntryProps): ReactNode {
  const t = useTranslations('waitlist');
  const { offer, party } = entry;
  return (
    <section className="waitlist-card waitlist-offer" aria-labelledby="waitlist-stage">
      <div className="waitlist-title" role="status">
        <h2 id="waitlist-stage">{t('offerTitle')}</h2>
        <p>{t('offerText', { count: party })}</p>
      </div>
      {offer !== undefined && (
        <>
          <OfferClock endsAt={offer.endsAt} />
          {offer.seats.length > 0 && <Seats event={event} seats={offer.seats} />}
          <div className="waitlist-actions">
            <ButtonLink
              look="primary"
              size="large"
              to={paths.checkout(event.id, offer.reservationId)}
            >
              {t('buy')}
            </ButtonLink>
            <LeaveList event={event} what="decline" />
          </div>
        </>
      )}
    </section>
  );
}

function Seats(props: { readonly event: Event; readonly seats: readonly number[] }): ReactNode {
  const { event, seats } = props;
  const { api } = useApp();
  const { language } = useLanguage();
  const { seatingPlan } = event;
  const { data: plan } = useQuery({
    ...planQuery(api, event.id, seatingPlan?.version),
    enabled: seatingPlan !== undefined,
  });
  if (plan === undefined) return null;
  const labels = seats.flatMap((seat) => {
    const place = findSeat(plan, seat);
    return place === undefined ? [] : [placeLabel(place, language)];
  });
  return (
    <ul className="waitlist-seats">
      {labels.map((label) => (
        <li key={label}>{label}</li>
      ))}
    </ul>
  );
}

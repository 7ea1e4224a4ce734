/**
 * What can be done now: choose seats, be reminded of the opening, or nothing and why. Beside the text on
 * large windows; on phones the button stays at the bottom, under the thumb.
 */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { priceFrom } from '../../event/prices.ts';
import { isNearlySoldOut, type Sale, type SaleKind } from '../../event/sale.ts';
import { useFormats } from '../../language/use-formats.ts';
import { useHasCome, useNow, useVisitorZone } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { CountdownClock } from '../../ui/countdown.tsx';
import { BellIcon } from '../../ui/more-icons.tsx';
import { WaitlistPanel } from '../../waitlist/waitlist-panel.tsx';

type PanelProps = {
  readonly event: Event;
  readonly sale: Sale;
  /** The way leads through a waiting room, which may be open before the sale is. */
  readonly hasRoom: boolean;
};

const reasons = {
  sold_out: 'event.soldOutText',
  sale_ended: 'event.saleEndedText',
  ended: 'event.endedText',
  cancelled: 'event.cancelledText',
  postponed: 'event.postponedText',
} as const satisfies Partial<Record<SaleKind, string>>;

export function PurchasePanel({ event, sale, hasRoom }: PanelProps): ReactNode {
  const t = useTranslations();
  const isOpen = sale.kind === 'on_sale';
  // Who waits for tickets that come back waits there too.
  const isBuyable = isOpen || sale.kind === 'upcoming' || (hasRoom && sale.kind === 'sold_out');
  return (
    <aside className="purchase" data-kind={sale.kind}>
      {isOpen && <Left event={event} />}
      {sale.kind === 'upcoming' && (
        <Opening event={event} opensAtMs={sale.opensAtMs} hasReminder={hasRoom} />
      )}
      {sale.kind !== 'on_sale' && sale.kind !== 'upcoming' && (
        <p className="purchase-reason">{t(reasons[sale.kind])}</p>
      )}
      {isBuyable && (
        <div className="purchase-bar">
          <Price event={event} />
          {sale.kind === 'upcoming' && (
            // On phones in place of the price, which is in the list below.
            <p className="purchase-until">
              <CountdownClock untilMs={sale.opensAtMs} />
              <small>{t('event.untilOpening')}</small>
            </p>
          )}
          {hasRoom ? (
            <ButtonLink to={paths.queue(event.id)} look="primary" size="large">
              {t('queue.enter')}
            </ButtonLink>
          ) : isOpen ? (
            <ButtonLink to={paths.seats(event.id)} look="primary" size="large">
              {t(chooseOf(event))}
            </ButtonLink>
          ) : (
            <BeforeOpening event={event} />
          )}
        </div>
      )}
      {sale.kind === 'sold_out' && <WaitlistPanel event={event} />}
      {hasRoom && isBuyable && <p className="purchase-room">{t('queue.onEventPage')}</p>}
      {isOpen && <Conditions event={event} />}
    </aside>
  );
}

const chooseOf = ({ seatingPlan }: Event) =>
  seatingPlan ? 'event.chooseSeats' : 'event.chooseTickets';

/** No reminder is later than this before the opening: whoever is here then is waiting for it. */
const REMINDED_LAST_MS = 10 * 60_000;

function BeforeOpening({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations();
  const isNear = useHasCome(Date.parse(event.saleOpensAt ?? '') - REMINDED_LAST_MS);
  return isNear ? (
    <Button look="primary" size="large" disabled>
      {t(chooseOf(event))}
    </Button>
  ) : (
    <ButtonLink to={paths.reminder(event.id)} look="primary" size="large">
      <BellIcon />
      {t('event.remind')}
    </ButtonLink>
  );
}

function Price({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations();
  const { money } = useFormats();
  const lowest = priceFrom(event);
  if (lowest === undefined) return null;
  const price = lowest === 0 ? t('event.free') : money(lowest, event.currency);
  return (
    <p className="purchase-price">
      <strong>{event.tiers.length > 1 ? t('home.from', { price }) : price}</strong>
      {lowest > 0 && <small>{t('event.feesIncluded')}</small>}
    </p>
  );
}

function Left({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations('event');
  const { available, capacity } = event;
  return (
    <div className="purchase-left" data-few={isNearlySoldOut(event) || undefined}>
      <p>
        {isNearlySoldOut(event)
          ? t('fewLeft', { count: available })
          : t('left', { available, capacity })}
      </p>
      <progress value={available} max={Math.max(1, capacity)} aria-hidden="true" />
    </div>
  );
}

type OpeningProps = {
  readonly event: Event;
  readonly opensAtMs: number;
  /** Here, because the button leads elsewhere. */
  readonly hasReminder: boolean;
};

function Opening({ event, opensAtMs, hasReminder }: OpeningProps): ReactNode {
  const t = useTranslations('event');
  const { date, zone } = useFormats();
  const visitorZone = useVisitorZone();
  const opensAt = new Date(opensAtMs).toISOString();
  const here = date(opensAtMs, 'full', event.timeZone);
  const yours = visitorZone === undefined ? here : date(opensAtMs, 'full', visitorZone);
  return (
    <div className="purchase-opening">
      <p className="purchase-clock">
        <CountdownClock untilMs={opensAtMs} />
      </p>
      <p suppressHydrationWarning>
        {t('opensAt', { date: `${here} (${zone(opensAt, event.timeZone)})` })}
      </p>
      {yours !== here && <p className="purchase-yours">{t('opensYourTime', { date: yours })}</p>}
      <ServerTime timeZone={visitorZone ?? event.timeZone} />
      {hasReminder && (
        <p>
          <ButtonLink to={paths.reminder(event.id)} size="small">
            {t('remind')}
          </ButtonLink>
        </p>
      )}
    </div>
  );
}

/** What the countdown goes by; a visitor's own clock may be wrong. */
function ServerTime({ timeZone }: { readonly timeZone: string }): ReactNode {
  const t = useTranslations('event');
  const { date } = useFormats();
  return (
    <p className="purchase-server-time" suppressHydrationWarning>
      {t('serverTime', { time: date(useNow(), 'seconds', timeZone) })}
    </p>
  );
}

function Conditions({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations('event');
  const { date } = useFormats();
  const { perOrderMax, perPersonMax, refundableUntil, timeZone } = event;
  return (
    <ul className="purchase-conditions">
      <li>{t('fair')}</li>
      {perPersonMax !== undefined ? (
        <li>{t('limitPerson', { count: perPersonMax })}</li>
      ) : (
        perOrderMax !== undefined && <li>{t('limit', { count: perOrderMax })}</li>
      )}
      {refundableUntil !== undefined && (
        <li suppressHydrationWarning>
          {t('refundableUntil', { date: date(refundableUntil, 'short', timeZone) })}
        </li>
      )}
    </ul>
  );
}

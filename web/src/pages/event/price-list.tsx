/** Every price as it will be paid, fees included, and which fee is in it. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { hasFees, ticketPrice } from '../../event/prices.ts';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';

export function PriceList({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations('event');
  const { language } = useLanguage();
  if (event.tiers.length === 0) return null;
  const reduced = event.ticketTypes?.filter(({ pricePercent }) => pricePercent < 100) ?? [];
  return (
    <section className="event-section">
      <h2>
        {t('prices')}
        <small>{t(hasFees(event) ? 'feesIncluded' : 'noFees')}</small>
      </h2>
      <ul className="price-list">
        {event.tiers.map((tier) => (
          <TierPrice
            key={tier.code}
            event={event}
            code={tier.code}
            name={translated(tier.name, language, tier.code)}
            tierMinor={tier.price.amountMinor}
          />
        ))}
      </ul>
      {reduced.length > 0 && (
        <p className="price-note">
          {reduced
            .map(({ code, name, pricePercent }) =>
              [translated(name, language, code), t('percentOf', { percent: pricePercent })].join(
                ' ',
              ),
            )
            .join(' · ')}
        </p>
      )}
    </section>
  );
}

type TierPriceProps = {
  readonly event: Event;
  readonly code: string;
  readonly name: string;
  readonly tierMinor: number;
};

function TierPrice({ event, code, name, tierMinor }: TierPriceProps): ReactNode {
  const t = useTranslations('event');
  const { money } = useFormats();
  const { totalMinor, feeMinor } = ticketPrice(tierMinor, event.fees);
  // Areas say what is left in them; of seats only the map knows by tier.
  const areas = event.pools.filter((pool) => pool.tier === code && pool.available !== undefined);
  const left = areas.reduce((sum, area) => sum + (area.available ?? 0), 0);
  return (
    <li>
      <span className="price-name">
        {name}
        {areas.length > 0 && (
          <small>{left === 0 ? t('soldOut') : t('leftShort', { count: left })}</small>
        )}
      </span>
      <span className="price-amount">
        <strong>{totalMinor === 0 ? t('free') : money(totalMinor, event.currency)}</strong>
        {feeMinor > 0 && <small>{t('feeNote', { fee: money(feeMinor, event.currency) })}</small>}
      </span>
    </li>
  );
}

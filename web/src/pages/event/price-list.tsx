/** Every price as it will be paid, fees included, and which fee is in it. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { tierStockQuery } from '../../discover/queries.ts';
import { hasFees, ticketPrice } from '../../event/prices.ts';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import { useApp } from '../../main/app-services.ts';

const REFRESH_MS = 20_000;

type PriceListProps = { readonly event: Event; readonly isOpen: boolean };

export function PriceList({ event, isOpen }: PriceListProps): ReactNode {
  const t = useTranslations('event');
  const { api } = useApp();
  const { data: stock } = useQuery({
    ...tierStockQuery(api, event.id),
    enabled: isOpen,
    refetchInterval: REFRESH_MS,
  });
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
            name={translated(tier.name, language, tier.code)}
            tierMinor={tier.price.amountMinor}
            {...(isOpen && { stock: stock?.find(({ code }) => code === tier.code) })}
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
  readonly name: string;
  readonly tierMinor: number;
  /** What is left of it; undefined where that is not known, or cannot be bought. */
  readonly stock?: { readonly available: number; readonly held: number } | undefined;
};

function TierPrice({ event, name, tierMinor, stock }: TierPriceProps): ReactNode {
  const t = useTranslations('event');
  const { money } = useFormats();
  const { totalMinor, feeMinor } = ticketPrice(tierMinor, event.fees);
  return (
    <li>
      <span className="price-name">
        {name}
        {stock !== undefined && <Left {...stock} />}
      </span>
      <span className="price-amount">
        <strong>{totalMinor === 0 ? t('free') : money(totalMinor, event.currency)}</strong>
        {feeMinor > 0 && <small>{t('feeNote', { fee: money(feeMinor, event.currency) })}</small>}
      </span>
    </li>
  );
}

/** What others hold is not sold: it is said apart, because some of it comes back. */
function Left({
  available,
  held,
}: {
  readonly available: number;
  readonly held: number;
}): ReactNode {
  const t = useTranslations('event');
  if (available === 0) return <small>{held > 0 ? t('mayReturn') : t('soldOut')}</small>;
  return (
    <small>
      {t('leftShort', { count: available })}
      {held > 0 && (
        <>
          {' · '}
          <span className="price-held">{t('heldNow', { count: held })}</span>
        </>
      )}
    </small>
  );
}

/** The lowest price of an event, fees included. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../api/queries.ts';
import { priceFrom } from '../event/prices.ts';
import { useFormats } from '../language/use-formats.ts';

export function PriceFrom({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations();
  const { money } = useFormats();
  const lowest = priceFrom(event);
  if (lowest === undefined) return null;
  const isOnly = event.tiers.length === 1;
  const price = lowest === 0 ? t('event.free') : money(lowest, event.currency);
  return (
    <span className="price-from">{isOnly || lowest === 0 ? price : t('home.from', { price })}</span>
  );
}

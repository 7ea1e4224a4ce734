/** What is offered of an event, as search engines read it: https://schema.org/Offer. Pure. */
import type { Event } from '../../api/queries.ts';
import { ticketPrice } from '../../event/prices.ts';
import type { SaleKind } from '../../event/sale.ts';
import { minorDigits } from '@onsale/contract/formats.ts';
import { type Language, translated } from '../../language/language.ts';

const schema = 'https://schema.org';

const availability: Readonly<Record<SaleKind, string>> = {
  on_sale: 'InStock',
  upcoming: 'PreSale',
  sold_out: 'SoldOut',
  sale_ended: 'OutOfStock',
  ended: 'OutOfStock',
  cancelled: 'Discontinued',
  postponed: 'OutOfStock',
};

/** One for each price, fees included. */
export const offersOf = (
  event: Event,
  kind: SaleKind,
  language: Language,
  url: string,
): readonly object[] =>
  event.tiers.map(({ code, name, price }) => ({
    '@type': 'Offer',
    name: translated(name, language, code),
    url,
    price: (
      ticketPrice(price.amountMinor, event.fees).totalMinor /
      10 ** minorDigits(event.currency)
    ).toString(),
    priceCurrency: event.currency,
    availability: `${schema}/${availability[kind]}`,
    ...(event.saleOpensAt !== undefined && { validFrom: event.saleOpensAt }),
    ...(event.saleEndsAt !== undefined && { validThrough: event.saleEndsAt }),
  }));

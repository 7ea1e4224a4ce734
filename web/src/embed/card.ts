/**
 * The content of a card, built with the DOM alone: what an event is, what it costs with fees, whether
 * there is anything left, and the one link that leads to buying.
 */
import type { Event } from '../api/queries.ts';
import { isNearlySoldOut, saleOf } from '../event/sale.ts';
import { priceFrom } from '../event/prices.ts';
import { formatDate, formatMoney, formatNumber } from '@onsale/contract/formats.ts';
import { type Language, translated } from '../language/language.ts';
import { embedTexts } from './texts.ts';

export type CardSource = {
  readonly event: Event;
  /** The server's time. */
  readonly nowMs: number;
  readonly language: Language;
  /** Where the shop is, without a slash at the end. */
  readonly shop: string;
};

type Child = Node | string | undefined;

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

export function eventCard({ event, nowMs, language, shop }: CardSource): HTMLElement {
  const text = embedTexts[language];
  const sale = saleOf(event, nowMs);
  const name = translated(event.translations, language, event.name);
  const when = element('time', '', formatDate(language, event.startsAt, 'full', event.timeZone));
  when.dateTime = event.startsAt;
  const lowest = sale.kind === 'on_sale' || sale.kind === 'upcoming' ? priceFrom(event) : undefined;
  const facts = element(
    'div',
    'facts',
    element('p', 'status', statusOf(event, nowMs, language)),
    element('h3', '', name),
    element('p', 'quiet', when),
    event.venue && element('p', 'quiet', translated(event.venue, language, '')),
    lowest === undefined
      ? undefined
      : element('p', 'price', text.from(formatMoney(language, lowest, event.currency))),
  );
  const action = element('a', sale.kind === 'on_sale' ? 'wide' : 'wide second');
  action.href = `${shop}/events/${event.id}?lang=${language}`;
  action.target = '_blank';
  action.rel = 'noopener';
  action.append(text.action[sale.kind], element('span', 'unseen', ` (${name}, ${text.newTab})`));
  const poster = posterOf(event, shop);
  return element('article', poster === undefined ? '' : 'with-poster', poster, facts, action);
}

function statusOf(event: Event, nowMs: number, language: Language): string {
  const text = embedTexts[language];
  const sale = saleOf(event, nowMs);
  // What a visitor has to be awake for is told in their own zone.
  if (sale.kind === 'upcoming') return text.opens(formatDate(language, sale.opensAtMs, 'short'));
  const isScarce = sale.kind === 'on_sale' && isNearlySoldOut(event);
  const left = isScarce ? ` · ${text.left(formatNumber(language, event.available))}` : '';
  return `${text.status[sale.kind]}${left}`;
}

function posterOf(event: Event, shop: string): HTMLImageElement | undefined {
  const { poster } = event as { readonly poster?: { readonly url: string } };
  if (poster === undefined) return undefined;
  const image = element('img', '');
  image.alt = '';
  image.loading = 'lazy';
  // The policy of the page may forbid foreign images: the card does without.
  image.addEventListener('error', () => {
    image.parentElement?.classList.remove('with-poster');
    image.remove();
  });
  image.src = new URL(poster.url, shop).href;
  return image;
}

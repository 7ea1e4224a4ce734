/** From the dates that a search found to the shows that somebody might mean: each once, its soonest date. */
import { genres } from '@onsale/contract/product.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import type { EventRecord } from '../../catalog/model/event.ts';

type Suggestion = BodyOf<ProductApi['suggestEvents']>['suggestions'][number];

const SHOWS_MAX = 8;

type Genre = (typeof genres)[number];
const isGenre = (word: string | null): word is Genre => genres.some((one) => one === word);

/** Dates of a series are one show, and so are dates of the same name by the same organizer. */
const showOf = ({ seriesId, organizationId, name }: EventRecord): string =>
  seriesId === null ? `${organizationId} ${name}` : `series ${seriesId}`;

/** `events`: the best first; the order of shows is that of their best dates. */
export function suggestionsOf(events: readonly EventRecord[]): Suggestion[] {
  const shows = new Map<string, EventRecord[]>();
  for (const event of events) {
    const dates = shows.get(showOf(event));
    if (dates !== undefined) dates.push(event);
    else if (shows.size < SHOWS_MAX) shows.set(showOf(event), [event]);
  }
  return [...shows.values()].map((dates) => present(dates));
}

function present(dates: readonly EventRecord[]): Suggestion {
  const [first, ...others] = dates;
  if (first === undefined) throw new RangeError('a show without a date');
  const soonest = others.reduce((a, b) => (b.startsAtMs < a.startsAtMs ? b : a), first);
  const { eventId, name, translations, startsAtMs, timeZone, venue, city, genre } = soonest;
  return {
    eventId,
    name,
    translations,
    startsAt: new Date(startsAtMs).toISOString(),
    timeZone,
    ...(venue !== null && { venue }),
    ...(city !== null && { city }),
    ...(isGenre(genre) && { genre }),
    dates: dates.length,
  };
}

/** Writes what is searched of an event, in the transaction that changes the event. */
import type { Tx } from '../lib/db.ts';
import { plainArray } from '../lib/pg-array.ts';
import { priceRange, SEARCH_FORM, searchTexts } from './model/search-words.ts';
import { putSearchText, readSearchFacts, type SearchFactsDbRow } from './sql/search-index.ts';

/** Repeating it changes nothing; rehearsals are passed over. */
export async function indexEvents(tx: Tx, eventIds: readonly number[]): Promise<void> {
  const events = await tx.query(readSearchFacts, [plainArray(eventIds)]);
  for (const event of events) await put(tx, event);
}

function put(tx: Tx, event: SearchFactsDbRow): Promise<unknown> {
  const { words, names } = searchTexts(event);
  const { least, most } = priceRange(event.tiers, event.fees);
  return tx.query(putSearchText, [
    event.eventId,
    SEARCH_FORM,
    words,
    names,
    event.cityCode,
    least,
    most,
  ]);
}

/** What a worker does for the catalog: writes the search texts that are missing or of an older form. */
import type { Db } from '../lib/db.ts';
import { indexEvents } from './index-event.ts';
import { SEARCH_FORM } from './model/search-words.ts';
import { listUnindexed } from './sql/search-index.ts';

const EVENTS_MAX = 200;

/**
 * One bounded step. `more`: there may be others. Releases that run side by side undo nothing: whoever
 * changed an event without knowing of its text is noticed by the next round.
 */
export async function indexMissing(db: Db): Promise<'more' | 'rest'> {
  const missing = await db.query(listUnindexed, [SEARCH_FORM, EVENTS_MAX]);
  if (missing.length === 0) return 'rest';
  await db.transaction((tx) =>
    indexEvents(
      tx,
      missing.map(({ eventId }) => eventId),
    ),
  );
  return missing.length === EVENTS_MAX ? 'more' : 'rest';
}

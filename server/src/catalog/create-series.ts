/** A series: the dates of a tour or a run, told together. Each date remains an event of its own. */
import { assert } from '../lib/assert.ts';
import type { Tx } from '../lib/db.ts';
import type { Translations } from './model/event.ts';
import { insertSeries } from './sql/plans.ts';

/** Answers the new series' id, for `EventDraft.seriesId`. */
export async function createSeries(
  tx: Tx,
  series: { readonly organizationId: number; readonly name: Translations },
): Promise<number> {
  const values = [series.organizationId, JSON.stringify(series.name)];
  const [row] = await tx.query(insertSeries, values);
  assert(row !== undefined, 'the series was not stored');
  return row.seriesId;
}

/** The demo's events, made once on an empty database, and made again when their time is over. */
import { listEvents } from '../catalog/list-events.ts';
import type { Tx } from '../lib/db.ts';
import { createShow, type DemoOptions, hallsOf } from './create-show.ts';
import { needsAnother } from './model/dates.ts';
import { demoShows } from './shows.ts';
import * as statements from './sql/demo-events.ts';

/** False when there are events already: a demo never touches somebody's data. */
export async function createDemo(tx: Tx, options: DemoOptions): Promise<boolean> {
  const existing = await listEvents(tx, { limit: 1 });
  if (existing === undefined || existing.eventIds.length > 0) return false;
  const halls = hallsOf(demoShows);
  for (const show of demoShows) await createShow(tx, show, halls, options);
  return true;
}

/**
 * A demo that runs on, or is started days later, must not look dead: every show whose latest date no
 * longer shows what it is there for gets another one. Adds dates of the demo's own shows and changes
 * nothing else; where there is no demo it does nothing. Answers how many dates it made.
 */
export async function rollDemo(
  tx: Tx,
  options: Omit<DemoOptions, 'organizationId'>,
): Promise<number> {
  await tx.query(statements.lockDemo);
  const latest = new Map((await tx.query(statements.readLatest)).map((row) => [row.show, row]));
  const [first] = latest.values();
  if (first === undefined) return 0;
  const due = demoShows.filter((show) => needsAnother(show, latest.get(show.code), options.nowMs));
  const halls = hallsOf(due);
  for (const show of due) {
    const afterMs = latest.get(show.code)?.startsAtMs;
    await createShow(tx, show, halls, {
      ...options,
      organizationId: first.organizationId,
      ...(afterMs === undefined ? {} : { afterMs }),
    });
  }
  return due.length;
}

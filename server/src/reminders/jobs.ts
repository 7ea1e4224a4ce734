/** What a worker does for reminders: tells those that are due, and forgets those that are over. */
import type { Clock } from '../lib/clock.ts';
import type { Db, Tx } from '../lib/db.ts';
import { writeLetters } from '../letters/write-letter.ts';
import { tellByPush } from '../push/tell.ts';
import type { ReminderLinks } from './links.ts';
import { CONFIRM_MS } from './put-reminder.ts';
import { type DueDbRow, purgeReminders, takeDue } from './sql/tell.ts';

export type ReminderJobDeps = {
  readonly db: Db;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly links: ReminderLinks;
  readonly siteUrl: string;
};

const ROWS_MAX = 500;
/** A worker that was away tells of a sale that has been open for so long: better late. */
const LATE_MS = 600_000;
const KEPT_MS = 7 * 24 * 3_600_000;

/** Told and marked in one commit; letters and notifications are sent afterwards, by their own workers. */
export async function tellDue(deps: ReminderJobDeps): Promise<'more' | 'rest'> {
  const { db, clock } = deps;
  const told = await db.transaction(async (tx) => {
    const due = await tx.query(takeDue, [clock.nowMs(), LATE_MS, ROWS_MAX]);
    await tell(tx, deps, due);
    return due.length;
  });
  return told === ROWS_MAX ? 'more' : 'rest';
}

async function tell(
  tx: Tx,
  { links, siteUrl }: ReminderJobDeps,
  due: readonly DueDbRow[],
): Promise<void> {
  const contents = due.map((row) => ({
    ...row,
    // Another opening of the same sale is other news.
    key: `reminder:${row.id}:${row.saleOpensAtMs}`,
    content: {
      eventId: row.eventId,
      saleOpensAt: new Date(row.saleOpensAtMs).toISOString(),
    },
  }));
  await writeLetters(
    tx,
    contents.flatMap(({ id, email, language, key, content }) => {
      if (email === null) return [];
      const stopUrl = `${siteUrl}/reminders?stop=${links.stop(id)}`;
      return [{ kind: 'reminder', to: email, language, key, content: { ...content, stopUrl } }];
    }),
  );
  // Sent together: they travel together.
  await Promise.all(
    contents
      .filter(({ channel }) => channel === 'push')
      .map(({ person, key, content }) =>
        tellByPush(tx, { buyer: person, kind: 'reminder', content, key }),
      ),
  );
}

export async function tidyReminders({
  db,
  clock,
}: Pick<ReminderJobDeps, 'db' | 'clock'>): Promise<'more' | 'rest'> {
  const gone = await db.query(purgeReminders, [clock.nowMs(), CONFIRM_MS, KEPT_MS, ROWS_MAX]);
  return gone.length === ROWS_MAX ? 'more' : 'rest';
}

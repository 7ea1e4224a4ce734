/** Reminders: put, read, ended, and taken along when somebody signs in. */
import { sql } from '../../lib/db.ts';
import type { ReminderRecord } from '../model/reminder.ts';

const ms = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;

/** Of a reminder `r` and its event `e`. */
const record = `r.id, r.event_id AS "eventId", r.person, r.channel, r.lead_minutes AS "leadMinutes",
       r.email, r.language, r.confirmed_at IS NOT NULL AS "isConfirmed", ${ms('r.told_for')} AS "toldForMs",
       e.name, e.translations, ${ms('e.sale_opens_at')} AS "saleOpensAtMs",
       e.cancelled_at IS NOT NULL AS "isCancelled"`;

/** Serialises what one person puts, so that a count holds; until the transaction ends. Parameter: person. */
export const lockPerson = sql(
  'reminders_lock_person',
  `SELECT pg_advisory_xact_lock(hashtextextended($1, 7403))`,
);

/** Not counting the one that is to be put. Parameters: person, event, channel, address or null. */
export const countOthers = sql<{ ofPerson: number; ofAddress: number }>(
  'reminders_count_others',
  `SELECT (SELECT count(*)::int FROM reminders WHERE person = $1 AND (event_id, channel) <> ($2, $3))
            AS "ofPerson",
          (SELECT count(*)::int FROM reminders
            WHERE email = $4 AND confirmed_at IS NULL AND (person, event_id) <> ($1, $2::bigint))
            AS "ofAddress"`,
);

/**
 * Again, with the same address, it stays confirmed; with another one it has to be confirmed anew. It is told
 * again in any case. Parameters: id, event, person, channel, minutes, address or null, language, confirmed.
 */
export const putReminder = sql<{ id: string; isConfirmed: boolean }>(
  'reminders_put',
  `INSERT INTO reminders AS r (id, event_id, person, channel, lead_minutes, email, language, confirmed_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $8::boolean THEN now() END)
   ON CONFLICT (event_id, person, channel) DO UPDATE
      SET lead_minutes = excluded.lead_minutes, language = excluded.language, email = excluded.email,
          confirmed_at = CASE WHEN r.email IS NOT DISTINCT FROM excluded.email
                              THEN coalesce(r.confirmed_at, excluded.confirmed_at)
                              ELSE excluded.confirmed_at END,
          told_for = NULL, told_at = NULL
   RETURNING id, confirmed_at IS NOT NULL AS "isConfirmed"`,
);

/** Parameter: reminder. */
export const readReminder = sql<ReminderRecord>(
  'reminders_read',
  `SELECT ${record} FROM reminders r JOIN events e ON e.id = r.event_id WHERE r.id = $1`,
);

/** Parameters: person, before this id or null, event or null, rows at most. */
export const listReminders = sql<ReminderRecord>(
  'reminders_list',
  `SELECT ${record} FROM reminders r JOIN events e ON e.id = r.event_id
    WHERE r.person = $1 AND ($2::uuid IS NULL OR r.id < $2) AND ($3::bigint IS NULL OR r.event_id = $3)
    ORDER BY r.id DESC LIMIT $4`,
);

/** No row: it has ended, or another address is in it now. Parameters: reminder, address. */
export const confirmReminder = sql<{ id: string }>(
  'reminders_confirm',
  `UPDATE reminders SET confirmed_at = coalesce(confirmed_at, now()) WHERE id = $1 AND email = $2
   RETURNING id`,
);

/** Parameter: reminder. */
export const stopReminder = sql<{ id: string }>(
  'reminders_stop',
  `DELETE FROM reminders WHERE id = $1 RETURNING id`,
);

/** Parameters: event, person, channel. */
export const removeReminder = sql<{ id: string }>(
  'reminders_remove',
  `DELETE FROM reminders WHERE event_id = $1 AND person = $2 AND channel = $3 RETURNING id`,
);

/** What the other one has already stays. Parameters: from, to. */
export const adoptReminders = sql<{ id: string }>(
  'reminders_adopt',
  `UPDATE reminders r SET person = $2
    WHERE r.person = $1
      AND NOT EXISTS (SELECT FROM reminders o
                       WHERE o.person = $2 AND o.event_id = r.event_id AND o.channel = r.channel)
   RETURNING r.id`,
);

/** Parameter: person. */
export const forgetReminders = sql<{ id: string }>(
  'reminders_forget',
  `DELETE FROM reminders WHERE person = $1 RETURNING id`,
);

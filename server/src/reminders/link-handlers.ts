/** What the links in mails do, for whoever reads them: confirm an address, end a reminder. */
import { ok, refuse } from '../lib/result.ts';
import { presentReminder } from './model/reminder.ts';
import type { ReminderDeps, ReminderRoutes } from './routes.ts';
import * as statements from './sql/reminders.ts';

type Served = Pick<ReminderRoutes, 'confirmReminder' | 'stopReminder'>;

export function linkHandlers({ db, clock, links }: ReminderDeps): Served {
  return {
    async confirmReminder({ body }) {
      const nowMs = clock.nowMs();
      const link = links.read(body.token, nowMs);
      if (link?.does !== 'confirm') return refuse('link_invalid');
      const [reminder] = await db.query(statements.readReminder, [link.reminderId]);
      const email = reminder?.email ?? undefined;
      if (reminder === undefined || email === undefined || !link.fits(email))
        return refuse('link_invalid');
      const confirmed = await db.query(statements.confirmReminder, [link.reminderId, email]);
      if (confirmed.length === 0) return refuse('link_invalid');
      return ok({ reminder: presentReminder({ ...reminder, isConfirmed: true }, nowMs) });
    },

    async stopReminder({ body }) {
      const link = links.read(body.token, clock.nowMs());
      if (link?.does !== 'stop') return refuse('link_invalid');
      const stopped = await db.query(statements.stopReminder, [link.reminderId]);
      return ok({ stopped: stopped.length > 0 });
    },
  };
}

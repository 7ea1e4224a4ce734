/** Binds the routes about reminders. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { EventBook } from '../catalog/event-book.ts';
import type { VerifiedEmail } from '../identity/verified-email.ts';
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import type { Handlers } from '../lib/handler.ts';
import type { Ids } from '../lib/uuid-v7.ts';
import type { Limiter } from '../shared/contract.ts';
import type { ReminderLinks } from './links.ts';
import { ownHandlers } from './own-handlers.ts';
import { linkHandlers } from './link-handlers.ts';

export type ReminderDeps = {
  readonly db: Db;
  readonly book: EventBook;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly limiter: Limiter;
  readonly links: ReminderLinks;
  /** Whether this deployment sends mail. */
  readonly mayMail: boolean;
  /** Where links lead: `https://host`. */
  readonly siteUrl: string;
  /** The confirmed address of an account. */
  readonly verifiedEmail: (accountId: string) => Promise<VerifiedEmail | undefined>;
};

export type ReminderRoutes = Pick<
  Handlers<ProductApi>,
  'putReminder' | 'removeReminder' | 'listReminders' | 'confirmReminder' | 'stopReminder'
>;

export const reminderRoutes = (deps: ReminderDeps): ReminderRoutes => ({
  ...ownHandlers(deps),
  ...linkHandlers(deps),
});

/** What a person does with their own reminders: put, list, end. */
import { pageLimitDefault } from '@onsale/contract/fields.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import { callerOf } from '../lib/address.ts';
import type { Handlers, Person } from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import { nameless } from '../identity/sign-in-limits.ts';
import { dueAt, presentReminder } from './model/reminder.ts';
import { putReminder, type ReminderWish } from './put-reminder.ts';
import type { ReminderDeps, ReminderRoutes } from './routes.ts';
import * as statements from './sql/reminders.ts';

type Served = Pick<ReminderRoutes, 'putReminder' | 'removeReminder' | 'listReminders'>;
type Address = NonNullable<ReminderWish['to']>;

/** Letters to addresses that have not been confirmed: of one address, and from one place. */
const toAddress = { perSecond: 6 / 3_600, burst: 3 };
const fromCaller = { perSecond: 30 / 60, burst: 30 };

const CURSOR = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const missing = (field: string, problem: string) =>
  refuse('invalid_request', { fields: [{ field, problem }] });

export function ownHandlers(deps: ReminderDeps): Served {
  const { db, book, clock, limiter, mayMail } = deps;

  /** Undefined: somebody has to say which. */
  async function addressOf(
    given: string | undefined,
    { account }: Person,
  ): Promise<Address | undefined> {
    const own = account === undefined ? undefined : await deps.verifiedEmail(account.id);
    const email = given?.trim().toLowerCase();
    if (own !== undefined && (email === undefined || email === own.email.toLowerCase()))
      return { email: own.email, isTheirs: true };
    return email === undefined ? undefined : { email, isTheirs: false };
  }

  async function waitFor({ email, isTheirs }: Address, ip: string | undefined): Promise<number> {
    if (isTheirs) return 0;
    const here = ip === undefined ? undefined : callerOf(ip);
    const waitMs =
      here === undefined ? 0 : await limiter.take(`reminders-from:${here}`, fromCaller);
    return waitMs > 0 ? waitMs : limiter.take(`reminders-to:${nameless(email)}`, toAddress);
  }

  const put: Handlers<ProductApi>['putReminder'] = async ({ params, body }, person, _, asker) => {
    const { eventId, channel } = params;
    const { leadMinutes, language } = body;
    const event = await book.get(eventId);
    if (event === undefined || event.rehearsalOf !== null) return refuse('event_not_found');
    if (event.cancelledAtMs !== null) return refuse('event_cancelled');
    const { saleOpensAtMs } = event;
    if (dueAt(saleOpensAtMs, leadMinutes) <= clock.nowMs())
      return refuse('reminder_too_late', { saleOpensAt: new Date(saleOpensAtMs).toISOString() });
    const wish = {
      eventId,
      person: person.personId,
      channel,
      leadMinutes,
      language,
      saleOpensAtMs,
    };
    if (channel === 'push') return done(wish);
    if (!mayMail) return refuse('reminder_unavailable', { channel });
    const to = await addressOf(body.email, person);
    if (to === undefined) return missing('body.email', 'is needed');
    const waitMs = await waitFor(to, asker?.ip);
    if (waitMs > 0) return refuse('rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
    return done({ ...wish, to });
  };

  async function done(wish: ReminderWish) {
    const outcome = await db.transaction(async (tx) => putReminder(tx, deps, wish));
    if (!outcome.ok) return outcome;
    const [reminder] = await db.query(statements.readReminder, [outcome.value]);
    if (reminder === undefined) return refuse('internal');
    return ok({ reminder: presentReminder(reminder, clock.nowMs()) });
  }

  return {
    putReminder: put,

    async removeReminder({ params }, { personId }) {
      const values = [params.eventId, personId, params.channel];
      const removed = await db.query(statements.removeReminder, values);
      return ok({ removed: removed.length > 0 });
    },

    async listReminders({ query }, { personId }) {
      const { limit = pageLimitDefault, cursor, eventId } = query;
      const after = cursor && Buffer.from(cursor, 'base64url').toString();
      if (after !== undefined && !CURSOR.test(after))
        return missing('query.cursor', 'is not a cursor of this list');
      const values = [personId, after ?? null, eventId ?? null, limit + 1];
      const rows = await db.query(statements.listReminders, values);
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      const nowMs = clock.nowMs();
      return ok({
        reminders: shown.map((row) => presentReminder(row, nowMs)),
        ...(last && { nextCursor: Buffer.from(last.id).toString('base64url') }),
      });
    },
  };
}

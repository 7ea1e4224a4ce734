/** How many reminders there may be, whose they are, and when they go: the rest of the invariants of SPEC.md. */
import { expect, it } from 'vitest';
import { guest, HOUR_MS, jimin, opensMs, useReminding } from '../../test/support/reminding.ts';
import { adoptReminders } from './adopt-reminders.ts';
import { tidyReminders } from './jobs.ts';
import { personalReminders } from './personal-reminders.ts';
import { ADDRESS_MAX, PERSON_MAX } from './put-reminder.ts';

const open = useReminding();

it('there is a limit to everything', async () => {
  const eventIds = [];
  for (let n = 0; n <= PERSON_MAX; n++) eventIds.push(await open().makeEvent());
  const [first = 0, ...others] = eventIds;
  for (const eventId of others)
    expect(await open().put(eventId, jimin)).toMatchObject({ ok: true });
  expect(await open().put(first, jimin)).toMatchObject({
    code: 'reminder_limit',
    details: { of: 'person' },
  });
  // One that is there may be changed.
  expect(await open().put(others[0] ?? 0, jimin, { leadMinutes: 60 })).toMatchObject({ ok: true });
  const email = 'victim@example.com';
  for (let n = 0; n < ADDRESS_MAX; n++)
    expect(await open().put(first, guest(`n${n}`), { email })).toMatchObject({ ok: true });
  expect(await open().put(first, guest('more'), { email })).toMatchObject({
    code: 'reminder_limit',
    details: { of: 'address' },
  });
});

it('signing in takes them along; what the account has already stays', async () => {
  const [both, only] = [await open().makeEvent(), await open().makeEvent()];
  await open().put(both, jimin, { leadMinutes: 60 });
  await open().put(both, guest('b'), { channel: 'mail', email: 'b@example.com' });
  await open().put(only, guest('b'), { channel: 'push' });
  expect(await adoptReminders(open().db, 'g:b', 'a:jimin')).toBe(1);
  expect(await open().list(guest('b'))).toEqual([]);
  expect(await open().list(jimin)).toMatchObject([
    { eventId: only, channel: 'push' },
    { eventId: both, leadMinutes: 60 },
  ]);
  expect(await personalReminders.exportOf(open().db, 'a:jimin')).toHaveLength(2);
  await open().db.transaction(async (tx) => personalReminders.forget?.(tx, 'a:jimin'));
  expect(await open().list(jimin)).toEqual([]);
});

it('pages, and forgets what is over', async () => {
  const eventIds = [await open().makeEvent(), await open().makeEvent(), await open().makeEvent()];
  for (const eventId of eventIds) await open().put(eventId, jimin);
  await open().put(eventIds[0] ?? 0, guest('c'), { email: 'c@example.com' });
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await open().page(jimin, { limit: 2, ...(cursor && { cursor }) });
    seen.push(...page.reminders.map(({ eventId }) => eventId));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(seen).toEqual(eventIds.toReversed());
  // Rows are as old as the database says: a day from now, the unconfirmed one goes.
  open().at.ms = Date.now() + 25 * HOUR_MS;
  await tidyReminders(open().deps);
  expect(await open().list(guest('c'))).toEqual([]);
  expect(await open().list(jimin)).toHaveLength(3);
  open().at.ms = opensMs + 8 * 24 * HOUR_MS;
  await tidyReminders(open().deps);
  expect(await open().list(jimin)).toEqual([]);
});

/** Asking first, telling once, following the sale: the invariants of SPEC.md on a real database. */
import { describe, expect, it } from 'vitest';
import {
  guest,
  HOUR_MS,
  jimin,
  MINUTE_MS,
  opensMs,
  tokenIn,
  useReminding,
} from '../../test/support/reminding.ts';
import { cancelEvent } from '../catalog/cancel-event.ts';
import { updateEvent } from '../catalog/update-event.ts';
import { sql } from '../lib/db.ts';
import { tellDue } from './jobs.ts';
import { reminderRoutes } from './routes.ts';

const open = useReminding();

describe('an address is asked first', () => {
  it('unless an account has shown that it is theirs', async () => {
    const eventId = await open().makeEvent();
    expect(await open().put(eventId, guest('a'), { email: 'Somebody@Example.com' })).toMatchObject({
      ok: true,
      value: { reminder: { status: 'unconfirmed', email: 'somebody@example.com' } },
    });
    expect(await open().put(eventId, jimin)).toMatchObject({
      ok: true,
      value: { reminder: { status: 'waiting', email: 'jimin@example.com' } },
    });
    const [first, ...others] = await open().letters('reminder_confirm');
    expect(first).toMatchObject({ kind: 'reminder_confirm', recipient: 'somebody@example.com' });
    expect(others).toEqual([]);
    // Another address of an account is anybody's.
    expect(await open().put(eventId, jimin, { email: 'other@example.com' })).toMatchObject({
      value: { reminder: { status: 'unconfirmed' } },
    });
    open().at.ms = opensMs - 5 * MINUTE_MS;
    await tellDue(open().deps);
    expect(await open().letters('reminder')).toEqual([]);
  });

  it('and nothing is taken without one', async () => {
    const eventId = await open().makeEvent();
    expect(await open().put(eventId, guest('a'))).toMatchObject({
      ok: false,
      code: 'invalid_request',
    });
    const silent = reminderRoutes({ ...open().deps, mayMail: false });
    const refused = await open().put(eventId, guest('a'), { email: 'a@example.com' }, silent);
    expect(refused).toMatchObject({ ok: false, code: 'reminder_unavailable' });
  });
});

describe('a link is for one address', () => {
  it('for a day, and not for another address that was put since', async () => {
    const eventId = await open().makeEvent();
    await open().put(eventId, guest('a'), { email: 'first@example.com' });
    const [letter] = await open().letters('reminder_confirm');
    const token = tokenIn(letter, 'url');
    await open().put(eventId, guest('a'), { email: 'second@example.com' });
    expect(await open().confirm(token)).toMatchObject({ ok: false, code: 'link_invalid' });
    const second = tokenIn((await open().letters('reminder_confirm'))[1], 'url');
    expect(await open().confirm(second)).toMatchObject({
      ok: true,
      value: { reminder: { status: 'waiting', email: 'second@example.com' } },
    });
    // Twice is once.
    expect(await open().confirm(second)).toMatchObject({ ok: true });
    open().at.ms += 25 * HOUR_MS;
    expect(await open().confirm(second)).toMatchObject({ ok: false, code: 'link_invalid' });
    expect(await open().confirm(`${second}x`)).toMatchObject({ ok: false, code: 'link_invalid' });
  });

  it('the same address stays confirmed when the time before changes', async () => {
    const eventId = await open().makeEvent();
    await open().put(eventId, guest('a'), { email: 'a@example.com' });
    await open().confirm(tokenIn((await open().letters('reminder_confirm'))[0], 'url'));
    expect(
      await open().put(eventId, guest('a'), { email: 'a@example.com', leadMinutes: 60 }),
    ).toMatchObject({ value: { reminder: { status: 'waiting', leadMinutes: 60 } } });
    expect(await open().letters('reminder_confirm')).toHaveLength(1);
  });
});

it('is told once, in time, by as many workers as there are', async () => {
  const eventId = await open().makeEvent();
  await open().put(eventId, jimin, { leadMinutes: 60 });
  open().at.ms = opensMs - 60 * MINUTE_MS - 1;
  await tellDue(open().deps);
  expect(await open().letters('reminder')).toEqual([]);
  open().at.ms = opensMs - 60 * MINUTE_MS;
  await Promise.all([tellDue(open().deps), tellDue(open().deps), tellDue(open().deps)]);
  await tellDue(open().deps);
  const [letter, ...others] = await open().letters('reminder');
  expect(others).toEqual([]);
  expect(letter).toMatchObject({ recipient: 'jimin@example.com', content: { eventId } });
  expect(await open().list(jimin)).toMatchObject([{ status: 'told' }]);
  // The link in it ends the reminder, whoever reads it, once.
  const stop = () => open().stop(tokenIn(letter, 'stopUrl'));
  expect(await stop()).toEqual({ ok: true, value: { stopped: true } });
  expect(await stop()).toEqual({ ok: true, value: { stopped: false } });
  expect(await open().list(jimin)).toEqual([]);
});

it('is told on every device that was switched on, once', async () => {
  const device = sql(
    'test_device',
    `INSERT INTO push_subscriptions (id, buyer, endpoint, p256dh, auth, language)
     VALUES (rpad($1, 43, 'x'), 'g:d', 'https://push.example/' || $1, decode(repeat('04', 65), 'hex'),
             decode(repeat('01', 16), 'hex'), 'en')`,
  );
  for (const name of ['phone', 'laptop']) await open().db.query(device, [name]);
  const eventId = await open().makeEvent();
  expect(await open().put(eventId, guest('d'), { channel: 'push' })).toMatchObject({
    value: { reminder: { status: 'waiting' } },
  });
  open().at.ms = opensMs - 10 * MINUTE_MS;
  await tellDue(open().deps);
  await tellDue(open().deps);
  const messages = sql<{ kind: string; content: { eventId: number } }>(
    'test_push_messages',
    'SELECT kind, content FROM push_messages',
  );
  const found = await open().db.query(messages);
  expect(found.map(({ kind, content }) => [kind, content.eventId])).toEqual([
    ['reminder', eventId],
    ['reminder', eventId],
  ]);
});

it('a worker that was away tells late, but not of what is long open', async () => {
  await open().put(await open().makeEvent(), jimin);
  await open().put(await open().makeEvent(opensMs - 30 * MINUTE_MS), jimin);
  open().at.ms = opensMs + 5 * MINUTE_MS;
  await tellDue(open().deps);
  expect(await open().letters('reminder')).toHaveLength(1);
});

it('follows the sale: one that moves takes it along, one that is off tells nothing', async () => {
  const [moved, cancelled, postponed] = [
    await open().makeEvent(),
    await open().makeEvent(),
    await open().makeEvent(),
  ];
  for (const eventId of [moved, cancelled, postponed]) await open().put(eventId, jimin);
  await open().db.transaction(async (tx) => {
    await updateEvent(tx, moved, open().organizationId, { saleOpensAtMs: opensMs + HOUR_MS });
    await cancelEvent(tx, cancelled);
    await tx.query(sql('test_postpone', 'UPDATE events SET postponed_at = now() WHERE id = $1'), [
      postponed,
    ]);
  });
  open().at.ms = opensMs - 5 * MINUTE_MS;
  await tellDue(open().deps);
  expect(await open().letters('reminder')).toEqual([]);
  open().at.ms += HOUR_MS;
  await tellDue(open().deps);
  expect(await open().letters('reminder')).toMatchObject([{ content: { eventId: moved } }]);
  // It moves again, after it was told: that is news.
  await open().db.transaction((tx) =>
    updateEvent(tx, moved, open().organizationId, { saleOpensAtMs: opensMs + 5 * HOUR_MS }),
  );
  await tellDue(open().deps);
  expect(await open().letters('reminder')).toHaveLength(1);
  open().at.ms = opensMs + 5 * HOUR_MS - 10 * MINUTE_MS;
  await tellDue(open().deps);
  expect(await open().letters('reminder')).toHaveLength(2);
});

it('what is over already is refused', async () => {
  const eventId = await open().makeEvent();
  open().at.ms = opensMs - 30 * MINUTE_MS;
  expect(await open().put(eventId, jimin, { leadMinutes: 60 })).toMatchObject({
    code: 'reminder_too_late',
  });
  expect(await open().put(eventId, jimin, { leadMinutes: 10 })).toMatchObject({ ok: true });
  await open().db.transaction((tx) => cancelEvent(tx, eventId));
  open().deps.book.evict(eventId);
  expect(await open().put(eventId, jimin)).toMatchObject({ code: 'event_cancelled' });
  expect(await open().put(999_999, jimin)).toMatchObject({ code: 'event_not_found' });
});

/** Where a reminder stands, moment by moment. */
import { expect, it } from 'vitest';
import { dueAt, presentReminder, type ReminderRecord, statusOf } from './reminder.ts';

const opensMs = Date.UTC(2030, 0, 1, 11);
const reminder: ReminderRecord = {
  id: '01900000-0000-7000-8000-000000000000',
  eventId: 7,
  person: 'g:x',
  channel: 'mail',
  leadMinutes: 60,
  email: 'a@example.com',
  language: 'ko',
  isConfirmed: true,
  toldForMs: null,
  name: '봄밤',
  translations: {},
  saleOpensAtMs: opensMs,
  isCancelled: false,
};

it('waits, is told, and is over with the opening or the event', () => {
  expect(dueAt(opensMs, 60)).toBe(Date.UTC(2030, 0, 1, 10));
  expect(statusOf({ ...reminder, isConfirmed: false }, 0)).toBe('unconfirmed');
  expect(statusOf(reminder, 0)).toBe('waiting');
  expect(statusOf({ ...reminder, toldForMs: opensMs }, 0)).toBe('told');
  // The sale has moved since.
  expect(statusOf({ ...reminder, toldForMs: opensMs - 1 }, 0)).toBe('waiting');
  expect(statusOf(reminder, opensMs - 1)).toBe('waiting');
  expect(statusOf(reminder, opensMs)).toBe('over');
  expect(statusOf({ ...reminder, isCancelled: true }, 0)).toBe('over');
});

it('is shown without who asked for it', () => {
  expect(presentReminder(reminder, 0)).toEqual({
    eventId: 7,
    channel: 'mail',
    leadMinutes: 60,
    status: 'waiting',
    email: 'a@example.com',
    saleOpensAt: '2030-01-01T11:00:00.000Z',
    remindsAt: '2030-01-01T10:00:00.000Z',
    name: '봄밤',
    translations: {},
  });
});

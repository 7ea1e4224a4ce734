/** What opening a link means, by whose it is and who opens it; and addresses that only their owner knows. */
import { expect, it } from 'vitest';
import { effectOf, type Here } from './continue-session.ts';
import { maskEmail } from './mask-email.ts';

const link = {
  personId: 'g:buyer',
  subject: { kind: 'order', eventId: 1, id: 'x' },
} as const;

const nobody: Here = { accountPersonId: undefined, guestId: undefined };
const buyer: Here = { accountPersonId: undefined, guestId: 'g:buyer' };
const other: Here = { accountPersonId: undefined, guestId: 'g:other' };
const account: Here = { accountPersonId: 'a:1', guestId: undefined };
/** Signed in, and what could not move stayed with the guest. */
const both: Here = { accountPersonId: 'a:1', guestId: 'g:buyer' };

it.each([
  ['nobody', nobody, 'switch'],
  ['the guest of the letter', buyer, 'none'],
  ['another guest', other, 'switch'],
  ['an account', account, 'adopt'],
  ['an account in the browser that bought', both, 'adopt'],
] as const)('opened by %s while the guest has it', (_who, here, effect) => {
  expect(effectOf(link, 'g:buyer', here)).toBe(effect);
});

it.each([
  ['nobody', nobody, 'moved'],
  ['the guest of the letter', buyer, 'moved'],
  ['that account', account, 'none'],
  ['another account', { ...account, accountPersonId: 'a:2' }, 'moved'],
] as const)('opened by %s when an account has it', (_who, here, effect) => {
  expect(effectOf(link, 'a:1', here)).toBe(effect);
});

it('is of no use when another guest has it', () => {
  for (const here of [nobody, buyer, other, account]) {
    expect(effectOf(link, 'g:other', here)).toBeUndefined();
  }
});

it.each([
  ['minji@example.com', 'm***@example.com'],
  ['a@example.com', 'a***@example.com'],
  ['🎫x@example.com', '🎫***@example.com'],
  ['"a@b"@example.com', '"***@example.com'],
  ['nothing', '***'],
  ['', '***'],
])('hides most of %s', (email, shown) => {
  expect(maskEmail(email)).toBe(shown);
});

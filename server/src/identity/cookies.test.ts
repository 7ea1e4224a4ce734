/** Cookies as they are sent and found again. */
import { expect, it } from 'vitest';
import { cookieValue, createCookies } from './cookies.ts';

it('on https they are bound to the host and to https', () => {
  const cookies = createCookies(true);
  expect(cookies.set(cookies.session, 'v', 600_000)).toBe(
    '__Host-onsale_session=v; Max-Age=600; Path=/; HttpOnly; SameSite=Lax; Secure',
  );
  expect(cookies.clear(cookies.guest)).toBe(
    '__Host-onsale_guest=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure',
  );
  // A prefix that no browser keeps without these, and never with a Domain.
  expect(cookies.account).toBe('__Host-onsale_account');
});

it('without https they have plain names', () => {
  const cookies = createCookies(false);
  expect(cookies.set(cookies.session, 'v', 1)).toBe(
    'onsale_session=v; Max-Age=1; Path=/; HttpOnly; SameSite=Lax',
  );
});

it.each([
  ['a=1; onsale_session=x.y; b=2', 'x.y'],
  ['onsale_session=x', 'x'],
  ['a=1;onsale_session=x', 'x'],
  ['onsale_session=first; onsale_session=second', 'first'],
  ['__Host-onsale_session=x', undefined],
  ['my_onsale_session=x', undefined],
  ['onsale_session_old=x', undefined],
  ['a=onsale_session=x', undefined],
  ['onsale_session_old=1; onsale_session=x', 'x'],
  ['onsale_session', undefined],
  ['', undefined],
  [undefined, undefined],
])('finds its cookie in %j', (header, value) => {
  expect(cookieValue(header, 'onsale_session')).toBe(value);
});

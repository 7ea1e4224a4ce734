/** The secret of a link. */
import { expect, it } from 'vitest';
import { newToken, tokenIn } from './token.ts';

it('is as the contract wants it, and never the same', () => {
  const made = Array.from({ length: 100 }, newToken);
  for (const token of made) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(new Set(made).size).toBe(100);
});

it('is read from behind the # and nowhere else', () => {
  const token = newToken();
  expect(tokenIn(`#${token}`)).toBe(token);
  for (const wrong of ['', '#', `#${token}x`, `#${token.slice(1)}`, token, `#${token}&x=1`]) {
    expect(tokenIn(wrong)).toBeUndefined();
  }
});

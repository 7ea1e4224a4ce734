/** The link of a letter, as the page reads it. */
import { expect, it } from 'vitest';
import { guestLink } from './link-token.ts';

const token = `eyJ2IjoxfQ.${'A'.repeat(43)}`;

it('is what stands behind the #, and nothing else', () => {
  expect(guestLink.in(`#${token}`)).toBe(token);
  const long = `${'x'.repeat(901)}.${'A'.repeat(43)}`;
  for (const wrong of [
    '',
    '#',
    token,
    `#${token}x`,
    `#${token.slice(1, -1)}`,
    `#${long}`,
    '#main',
  ]) {
    expect(guestLink.in(wrong)).toBeUndefined();
  }
});

/** What is shown of a push message, and where pressing it leads. */
import { expect, it } from 'vitest';
import { shownFor, targetOf } from './notices.ts';

const origin = 'https://tickets.example.org';

it('shows what was said, under its tag', () => {
  const message = { title: 'T', body: 'B', path: '/tickets', tag: 'x', language: 'ko' };
  expect(shownFor(message)).toMatchObject({
    title: 'T',
    options: { body: 'B', tag: 'x', lang: 'ko', data: { path: '/tickets' } },
  });
});

it.each([undefined, null, 'text', 7, {}, { title: 7, path: {} }])(
  'shows something for %j too',
  (message) => {
    expect(shownFor(message)).toMatchObject({ title: 'Onsale', options: { data: { path: '' } } });
  },
);

it.each([
  ['/tickets', `${origin}/tickets`],
  ['/waitlist/e?key=1', `${origin}/waitlist/e?key=1`],
  ['//evil.example.org/', `${origin}/`],
  ['/\\evil.example.org/', `${origin}/`],
  ['https://evil.example.org/', `${origin}/`],
  ['javascript:alert(1)', `${origin}/`],
  [undefined, `${origin}/`],
])('%s leads to %s', (path, target) => {
  expect(targetOf(path, origin)).toBe(target);
});

/** What the service worker answers, and above all what it leaves alone. */
import { expect, it } from 'vitest';
import { isFont, ruleFor } from './rules.ts';

const origin = 'https://tickets.example.org';
const rule = (path: string, mode = 'navigate', method = 'GET') =>
  ruleFor({ method, mode, url: new URL(path, origin).href }, origin);

it.each(['/tickets', '/tickets/', '/tickets?x=1', '/events/7/tickets/0190-ab'])(
  '%s works without a network',
  (path) => {
    expect(rule(path)).toBe('tickets');
  },
);

it.each(['/', '/events/7', '/events/7/queue', '/events/7/orders/0190-ab', '/account'])(
  '%s says that it needs one',
  (path) => {
    expect(rule(path)).toBe('page');
  },
);

it.each([
  ['/api/v1/events/7', 'cors', 'GET'],
  ['/api/v1/events/7/queue', 'cors', 'GET'],
  ['/api/v1/tickets', 'cors', 'GET'],
  ['/api/v1/events/7/tickets/1/ticket.pdf', 'navigate', 'GET'],
  ['/api/docs', 'navigate', 'GET'],
  ['/events/7/queue', 'navigate', 'POST'],
  ['/sw.js', 'same-origin', 'GET'],
  ['/posters/abc', 'no-cors', 'GET'],
  ['/assets/a-12345678.js', 'cors', 'POST'],
  ['https://elsewhere.example.org/assets/a.js', 'cors', 'GET'],
])('%s (%s, %s) passes', (path, mode, method) => {
  expect(rule(path, mode, method)).toBe('pass');
});

it('keeps files with hashed names', () => {
  expect(rule('/assets/browser-12345678.js', 'cors')).toBe('asset');
  expect(isFont(`${origin}/assets/Pretendard-12345678.woff2`)).toBe(true);
  expect(isFont(`${origin}/assets/browser-12345678.js`)).toBe(false);
});

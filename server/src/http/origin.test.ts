/** Whose page sent it? Every combination that matters. */
import { expect, it } from 'vitest';
import { isSameOrigin } from './origin.ts';

type Case = {
  readonly site?: string;
  readonly origin?: string;
  readonly host?: string;
  readonly publicOrigin?: string;
  readonly secure?: boolean;
};

const own = 'https://tickets.example';
const ask = ({ site, origin, host = 'tickets.example', publicOrigin, secure = false }: Case) => {
  const headers = { ...(site && { 'sec-fetch-site': site }), ...(origin && { origin }) };
  return isSameOrigin({ headers, host }, { publicOrigin, secure });
};

it.each<Case>([
  { site: 'same-origin' },
  { site: 'none' },
  { site: 'same-origin', origin: 'null' },
  { origin: own },
  { origin: own, secure: true },
  { origin: 'http://tickets.example' },
  { origin: 'http://localhost:8080', host: 'localhost:8080' },
  { origin: 'http://[::1]:8080', host: '[::1]:8080' },
  { origin: own, host: 'tickets.example:443' },
  { origin: own, host: '10.0.0.7:8080', publicOrigin: own },
  { site: 'same-site', origin: own, host: 'api.tickets.example', publicOrigin: own },
  { origin: 'https://TICKETS.example' },
])('ours: %j', (asked) => {
  expect(ask(asked)).toBe(true);
});

it.each<Case>([
  {},
  { site: 'cross-site' },
  { site: 'same-site' },
  { site: 'cross-site', origin: 'https://elsewhere.example' },
  { site: 'same-site', origin: 'https://evil.tickets.example' },
  { origin: 'https://elsewhere.example' },
  { origin: 'null' },
  { origin: 'http://tickets.example', secure: true },
  { origin: 'http://localhost:9090', host: 'localhost:8080' },
  { origin: 'https://tickets.example.evil.test' },
  { origin: 'ftp://tickets.example' },
  { origin: 'not a url' },
  { origin: own, host: '10.0.0.7:8080' },
  { origin: own, host: '' },
  { origin: own, host: '10.0.0.7', publicOrigin: 'https://other.example' },
])('not ours: %j', (asked) => {
  expect(ask(asked)).toBe(false);
});

/** Kinds of requests that rules tell apart, in the terms of the product's addresses. */
import { sessionCookie } from '../edge-function/essential-cookies.ts';
import {
  all,
  hasHeader,
  headerContains,
  type Match,
  methodMatches,
  not,
  pathMatches,
  pathStartsWith,
} from './statements.ts';

/** Partner and product API. */
export const apiCall = pathStartsWith('/api/');

/** A browser that wants to show something. Only such a request can be answered with a puzzle. */
export const pageLoad: readonly [Match, Match] = [
  methodMatches('^GET$'),
  headerContains('accept', 'text/html'),
];

/** A payment provider's message: it is signed, cannot solve puzzles, comes from few addresses. */
export const webhook = pathMatches('^/api/v1/payments/webhooks/[^/]+$');

/** An API key, or what pretends to be one: the server says which. */
export const hasApiKey = hasHeader('authorization');
export const hasSession = headerContains('cookie', `${sessionCookie}=`);

const writes = methodMatches('^(POST|PUT)$');
export const holdPaths = '^/api/(v1/events/[^/]+/)?reservations/?$';
export const orderPaths = '^/api/v1/events/[^/]+/orders/[^/]+(/payments)?/?$';

/** Takes seats out of the sale. */
export const holdAttempt = all(writes, pathMatches(holdPaths));
/** Orders what was held, or pays for it. */
export const orderAttempt = all(writes, pathMatches(orderPaths));
/** Either of them. */
export const saleAttempt: readonly [Match, Match] = [
  writes,
  pathMatches('^/api/(v1/events/[^/]+/)?(reservations/?$|orders/)'),
];

/** Whatever makes the server hash a password. */
export const signInAttempt = all(
  methodMatches('^POST$'),
  pathMatches('^/api/auth/(sign-(in|up)/|change-password|two-factor/)'),
);

export const notWebhook = not(webhook);

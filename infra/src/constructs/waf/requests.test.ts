/** Which addresses of the product the rules mean: compared with its routes. */
import { describe, expect, it } from 'vitest';
import { errorTable } from '../../../../contract/src/errors.ts';
import { partnerApi } from '../../../../contract/src/partner-api.ts';
import { productApi } from '../../../../contract/src/product-api.ts';
import { accountPaths } from '../../../../server/src/identity/account-paths.ts';
import { ACCOUNTS_PATH } from '../../../../server/src/identity/accounts.ts';
import { webhookPathOf } from '../../../../server/src/http/webhooks.ts';
import { refusalBodies, refusals } from './refusals.ts';
import {
  holdAttempt,
  holdPaths,
  orderPaths,
  pageLoad,
  saleAttempt,
  signInAttempt,
  webhook,
} from './requests.ts';
import type { Match } from './statements.ts';

type Asked = { readonly method: string; readonly path: string };

/** What AWS would say of a request that has only a method and a path. */
function matches(match: Match, { method, path }: Asked): boolean {
  if ('and_statement' in match) {
    return match.and_statement.statement.every((one) => matches(one, { method, path }));
  }
  if ('regex_match_statement' in match) {
    const { regex_string, field_to_match } = match.regex_match_statement;
    return new RegExp(regex_string).test('method' in field_to_match ? method : path);
  }
  throw new Error('Not needed here.');
}

const routes = [...Object.values(productApi), ...Object.values(partnerApi)].map(
  ({ id, method, path }) => ({
    id,
    method,
    path: path.replaceAll(/\{\w+\}/g, '01920000-0000-7000-8000-000000000000'),
  }),
);

const idsThat = (predicate: (asked: Asked) => boolean): string[] =>
  routes.filter(predicate).map(({ id }) => id);

describe('requests', () => {
  it('know what takes seats, and what orders or pays', () => {
    expect(idsThat((asked) => matches(holdAttempt, asked)).toSorted()).toEqual(
      [productApi.createReservation.id, partnerApi.createReservation.id].toSorted(),
    );
    const orders = new RegExp(orderPaths);
    expect(idsThat(({ method, path }) => /^(POST|PUT)$/.test(method) && orders.test(path))).toEqual(
      ['putOrder', 'payOrder'],
    );
    expect(new RegExp(holdPaths).test('/api/v1/events/1/reservations/')).toBe(true);
  });

  it('count as a sale whatever is one of both', () => {
    const [method, path] = saleAttempt;
    const either = routes.filter(
      (asked) =>
        matches(holdAttempt, asked) ||
        (/^(POST|PUT)$/.test(asked.method) && new RegExp(orderPaths).test(asked.path)),
    );
    expect(either).toHaveLength(4);
    expect(either.filter((asked) => !(matches(method, asked) && matches(path, asked)))).toEqual([]);
  });

  it('know every way to make the server hash a password', () => {
    const hashing = Object.entries(accountPaths)
      .filter(([, { hashes }]) => hashes === true)
      .map(([name, { method }]) => ({ method, path: ACCOUNTS_PATH + name }));
    expect(hashing.length).toBeGreaterThan(2);
    for (const asked of hashing)
      expect([asked, matches(signInAttempt, asked)]).toEqual([asked, true]);
    expect(matches(signInAttempt, { method: 'GET', path: `${ACCOUNTS_PATH}/get-session` })).toBe(
      false,
    );
  });

  it('know the messages of payment providers', () => {
    expect(matches(webhook, { method: 'POST', path: webhookPathOf('stripe') })).toBe(true);
    expect(matches(webhook, { method: 'POST', path: '/api/v1/events' })).toBe(false);
  });

  it('take only what may be answered with a page for a page load', () => {
    expect(JSON.stringify(pageLoad)).toContain('text/html');
    expect(matches(pageLoad[0], { method: 'POST', path: '/' })).toBe(false);
  });
});

describe('refusals', () => {
  it('say what the product says, in its envelope', () => {
    const { status, message, next } = errorTable.rate_limited;
    expect(refusals['rate-limited']).toMatchObject({ status, message, next });
    for (const { content } of refusalBodies) {
      const body = JSON.parse(content) as { error: { code: string } };
      expect(Object.keys(errorTable)).toContain(body.error.code);
      expect(content.length).toBeLessThanOrEqual(4_096);
    }
  });
});

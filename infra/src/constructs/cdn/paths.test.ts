/** What the edge keeps, compared with what the product's routes are: nothing about a person. */
import { describe, expect, it } from 'vitest';
import { partnerApi } from '../../../../contract/src/partner-api.ts';
import { productApi } from '../../../../contract/src/product-api.ts';
import { livePath } from '../../../../contract/src/realtime.ts';
import type { RouteSpec } from '../../../../contract/src/route.ts';
import { webhookPathOf } from '../../../../server/src/http/webhooks.ts';
import {
  type AnswerKind,
  otherPaths,
  pageParameters,
  pathPatterns,
  publicReadParameters,
} from './paths.ts';
import { searchParameters } from '../../../../web/src/discover/search-parameters.ts';

/** As CloudFront does: `*` is anything, slashes too, `?` one character. */
function kindOf(path: string): AnswerKind {
  const found = pathPatterns.find(([pattern]) =>
    new RegExp(
      `^${pattern.replaceAll(/[.+^$()|[\]{}\\]/g, String.raw`\$&`).replaceAll('*', '.*')}$`,
    ).test(path),
  );
  return found?.[1] ?? otherPaths;
}

const id = '01920000-0000-7000-8000-000000000000';
const routes: readonly RouteSpec[] = [...Object.values(productApi), ...Object.values(partnerApi)];
const addressOf = ({ path }: RouteSpec): string => path.replaceAll(/\{\w+\}/g, id);
const reads = routes.filter(({ method }) => method === 'GET');

describe('addresses', () => {
  it('whose answers depend on who asks are never kept', () => {
    const personal = reads.filter(({ auth }) => auth !== 'none');
    expect(personal.length).toBeGreaterThan(8);
    for (const route of personal) {
      expect([route.id, kindOf(addressOf(route))]).toEqual([route.id, 'personal']);
    }
  });

  it('of the product that everybody may read are kept as the server says', () => {
    const kept = reads.filter((route) => kindOf(addressOf(route)) === 'public-read');
    expect(kept.map((route) => route.id).toSorted()).toEqual(
      [
        'listEvents',
        'proveEntry',
        'readDates',
        'readDraw',
        'readEvent',
        'readQueue',
        'readSeatingPlan',
        'readShowcase',
        'readState',
        'readTicketKeys',
        'readTierStock',
        'suggestEvents',
      ].toSorted(),
    );
    for (const { auth } of kept) expect(auth).toBe('none');
  });

  it('keep apart every parameter that public reads have', () => {
    const names = reads
      .filter((route) => kindOf(addressOf(route)) === 'public-read')
      .flatMap(({ query }) => Object.keys((query as { properties?: object })?.properties ?? {}));
    expect([...new Set(names)].toSorted()).toEqual([...publicReadParameters].toSorted());
    // A cache policy of CloudFront names ten query strings at most.
    expect(publicReadParameters.length).toBeLessThanOrEqual(10);
    expect(pageParameters.length).toBeLessThanOrEqual(10);
  });

  it('keep apart what pages depend on', () => {
    expect(pageParameters).toEqual(['lang', ...searchParameters]);
  });

  it('that change something reach the server', () => {
    for (const route of routes.filter(({ method }) => method !== 'GET')) {
      expect(['personal', 'public-read']).toContain(kindOf(addressOf(route)));
    }
    expect(kindOf(webhookPathOf('stripe'))).toBe('personal');
    expect(kindOf('/api/auth/sign-in/email')).toBe('personal');
  });

  it('know the live channel, files and pages', () => {
    expect(kindOf(livePath)).toBe('live');
    expect(kindOf('/assets/browser-CUgF1DOV.js')).toBe('asset');
    expect(kindOf('/posters/00ff')).toBe('asset');
    for (const page of ['/', '/search', '/events/7', '/events/7/seats', '/tickets', '/account']) {
      expect(kindOf(page)).toBe('page');
    }
  });
});

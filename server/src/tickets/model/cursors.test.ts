/** Cursors of ticket lists: ours are read as written, nothing else is taken for one. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeIn, placeText, ticketIn, ticketText } from './cursors.ts';

const encoded = (text: string): string => Buffer.from(text).toString('base64url');
const uuid = '01934c8a-0000-7000-8000-000000000001';

describe('cursors', () => {
  it('are read as they were written, and fit the contract', () => {
    const place = fc.tuple(fc.uuid(), fc.maxSafeNat(), fc.integer({ min: 0, max: 100 }));
    fc.assert(
      fc.property(place, (one) => {
        expect(placeText(one)).toMatch(/^[A-Za-z0-9_-]{1,200}$/);
        expect(placeIn(placeText(one))).toEqual(one);
      }),
    );
    expect(ticketIn(ticketText(uuid))).toBe(uuid);
  });

  it.each([
    '',
    'x',
    encoded(uuid),
    encoded(`${uuid}.1`),
    encoded(`${uuid}.1.101`),
    encoded(`${uuid}.1.2.3`),
    encoded(`${uuid}.-1.1`),
    encoded(`${uuid}.99999999999999999.1`),
    encoded(`not-a-uuid.1.1`),
  ])('%j is none', (text) => {
    expect(placeIn(text)).toBeUndefined();
  });

  it('of tickets are tickets', () => {
    expect(ticketIn(encoded('x'))).toBeUndefined();
  });
});

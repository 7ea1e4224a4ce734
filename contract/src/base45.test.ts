/** Base45 against the examples of RFC 9285, and both ways for any bytes. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase45, encodeBase45 } from './base45.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('base45', () => {
  it.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
    ['', ''],
  ])('writes and reads %j as the RFC does', (plain, text) => {
    expect(encodeBase45(ascii(plain))).toBe(text);
    expect(decodeBase45(text)).toEqual(ascii(plain));
  });

  it.each([
    ['GGW', 'three characters above 65535'],
    ['AB8U6', 'two characters above 255'],
    ['BB8A', 'a character alone'],
    ['bb8', 'lower case'],
    ['BB=', 'a character outside of the alphabet'],
    ['B\u{1F600}', 'a character outside of Unicode’s first plane'],
  ])('refuses %j: %s', (text) => {
    expect(decodeBase45(text)).toBeUndefined();
  });

  it('reads what it writes, and writes what it reads', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeBase45(encodeBase45(bytes))).toEqual(bytes);
      }),
    );
    const text = fc.string({
      unit: fc.constantFrom(...Array.from('0AZ $%*+-./:9W')),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, (candidate) => {
        const bytes = decodeBase45(candidate);
        expect(bytes === undefined || encodeBase45(bytes) === candidate).toBe(true);
      }),
    );
  });
});

/** Tokens: nobody makes, changes or borrows one. */
import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSigner } from './tokens.ts';

const secret = (text: string): Buffer => Buffer.from(text.padEnd(32, '.'));
const signer = createSigner([secret('one')], 'session');

describe('a token', () => {
  it('says what it said', () => {
    const payload = { v: 1, p: 'g:길동', e: 5 };
    expect(signer.open(signer.sign(payload))).toEqual(payload);
    expect(signer.sign(payload)).toMatch(/^[\w-]+\.[\w-]{43}$/);
  });

  it('that was altered anywhere is nothing', () => {
    const token = signer.sign({ v: 1, p: 'a:1', r: [[1, 'staff']] });
    for (let at = 0; at < token.length; at++) {
      for (const other of ['A', 'B', '-', '.']) {
        if (token[at] === other) continue;
        const altered = token.slice(0, at) + other + token.slice(at + 1);
        // The last of 43 characters carries four bits: some letters there mean the same bytes.
        const isSame = at === token.length - 1 && bytesOf(altered) === bytesOf(token);
        expect([altered, signer.open(altered) !== undefined]).toEqual([altered, isSame]);
      }
    }
  });

  it('of another secret, or for another use, is nothing', () => {
    const payload = { v: 1 };
    expect(createSigner([secret('two')], 'session').open(signer.sign(payload))).toBeUndefined();
    const guests = createSigner([secret('one')], 'guest');
    expect(guests.open(signer.sign(payload))).toBeUndefined();
    expect(signer.open(guests.sign(payload))).toBeUndefined();
  });

  it('of the previous secret is still good, and new ones are made with the current', () => {
    const rotated = createSigner([secret('two'), secret('one')], 'session');
    expect(rotated.open(signer.sign({ v: 1 }))).toEqual({ v: 1 });
    expect(signer.open(rotated.sign({ v: 1 }))).toBeUndefined();
  });

  it('is never anything that others made up', () => {
    assert(
      property(string({ maxLength: 200 }), (text) => {
        expect(signer.open(text)).toBeUndefined();
      }),
    );
    expect(signer.open('x'.repeat(5_000))).toBeUndefined();
    expect(signer.open(`.${'A'.repeat(43)}`)).toBeUndefined();
  });
});

const bytesOf = (token: string): string =>
  Buffer.from(token.slice(-43), 'base64url').toString('hex');

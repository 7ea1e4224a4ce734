/** The forms in which the holder of a place may bring it. */
import { describe, expect, it } from 'vitest';
import { readDrawTicket } from './read-draw-ticket.ts';

const nonce = '00112233445566778899aabbccddeeff';
const tokenOf = (payload: object): string =>
  `${Buffer.from(JSON.stringify(payload)).toString('base64url')}.c2ln`;

describe('a ticket', () => {
  it.each([
    [`17:${nonce}`, { number: 17, nonce }],
    [` 17:${nonce.toUpperCase()}\n`, { number: 17, nonce }],
    [JSON.stringify({ number: 17, nonce }), { number: 17, nonce }],
    [
      JSON.stringify({ entry: { eventId: 7, number: 17, nonce, position: 3, ticket: 'x' } }),
      { eventId: 7, number: 17, nonce, position: 3 },
    ],
    [
      tokenOf({ v: 1, event: 7, number: 17, nonce, person: '??>>' }),
      { eventId: 7, number: 17, nonce },
    ],
  ])('is read from %s', (text, ticket) => {
    expect(readDrawTicket(text)).toEqual(ticket);
  });

  it.each([
    '',
    '17',
    `0:${nonce}`,
    `17:${nonce}0`,
    '{',
    '{}',
    'null.null',
    'a.b',
    'abcde.c2ln',
    tokenOf({ number: '17', nonce }),
    tokenOf({ number: 17, nonce: 'xy' }),
    JSON.stringify({ entry: 5 }),
    ' '.repeat(10) + 'a'.repeat(20_000),
  ])('is not read from %j', (text) => {
    expect(readDrawTicket(text)).toBeUndefined();
  });
});

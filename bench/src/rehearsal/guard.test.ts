/** A rehearsal cannot be pointed at a real sale, nor send keys over an open line, by accident. */
import type { ProductEvent } from '@onsale/contract/product.ts';
import { expect, it } from 'vitest';
import { guardAddress, guardEvent, isLoopback, Refused } from './guard.ts';
import { readOptions } from './options.ts';

const event = (more: Partial<ProductEvent>): ProductEvent => ({ id: 7, ...more }) as ProductEvent;

const args = (...more: string[]) => ['--url', 'https://a.example', '--event', '7', ...more];

it('loads only what the server calls a rehearsal', () => {
  expect(guardEvent(event({ rehearsalOf: 3 })).id).toBe(7);
  expect(guardEvent(event({ rehearsalOf: 3 }), 3).id).toBe(7);
  expect(() => guardEvent(event({}))).toThrow(Refused);
  expect(() => guardEvent(event({ rehearsalOf: 7 }))).toThrow(Refused);
  expect(() => guardEvent(event({ rehearsalOf: 3 }), 4)).toThrow(Refused);
  const odd = { rehearsalOf: null } as unknown as Partial<ProductEvent>;
  expect(() => guardEvent(event(odd))).toThrow(Refused);
});

it('there is no option that lifts it', () => {
  for (const more of ['--force', '--yes', '--allow-real', '--unsafe']) {
    expect(() => readOptions(args(more), undefined)).toThrow(TypeError);
  }
});

it('http is for this machine, or for those who say so', () => {
  const addresses = [
    'http://127.0.0.1:3000',
    'http://localhost',
    'http://127.9.9.9',
    'http://[::1]:8',
  ];
  for (const address of addresses) {
    expect(isLoopback(new URL(address))).toBe(true);
    expect(() => guardAddress(new URL(address), false)).not.toThrow();
  }
  const others = ['http://tickets.example.org', 'http://127.0.0.1.example.org', 'http://10.0.0.1'];
  for (const address of others) {
    expect(() => guardAddress(new URL(address), false)).toThrow(Refused);
    expect(() => guardAddress(new URL(address), true)).not.toThrow();
  }
  expect(() => guardAddress(new URL('https://tickets.example.org'), false)).not.toThrow();
  expect(() => guardAddress(new URL('ftp://tickets.example.org'), true)).toThrow(Refused);
  expect(() => guardAddress(new URL('https://a:b@tickets.example.org'), true)).toThrow(Refused);
});

it('options are checked before anything is sent', () => {
  expect(readOptions(args(), 'secret')).toMatchObject({
    buyers: 20_000,
    key: 'secret',
    keep: false,
  });
  for (const wrong of [
    ['--buyers', '0'],
    ['--buyers', '50001'],
    ['--profile', 'other'],
    ['--event', 'x'],
    ['--keep', '--remove'],
    ['--pace', 'fast'],
  ]) {
    expect(() => readOptions(args(...wrong), undefined)).toThrow(RangeError);
  }
  expect(() => readOptions(['--event', '7'], undefined)).toThrow(RangeError);
});

/** Ids: the version and variant the contract asks for, in the order of time. */
import { productApi } from '@onsale/contract/product-api.ts';
import { expect, it } from 'vitest';
import { uuidV7 } from './uuid-v7.ts';

const all =
  (byte: number) =>
  (bytes: Uint8Array): void =>
    void bytes.fill(byte);

it('writes the time first, then version and variant', () => {
  expect(uuidV7(0x0192_f0a4_7c2e, all(0xff))).toBe('0192f0a4-7c2e-7fff-bfff-ffffffffffff');
  expect(uuidV7(0x0192_f0a4_7c2e, all(0x00))).toBe('0192f0a4-7c2e-7000-8000-000000000000');
});

it('matches the pattern of the contract and sorts by time', () => {
  const { pattern } = productApi.createReservation.body.properties.id as { pattern?: string };
  const ids = [1_700_000_000_000, 1_700_000_000_001, 1_800_000_000_000].map((ms) => uuidV7(ms));
  expect(ids.every((id) => new RegExp(pattern ?? 'x^').test(id))).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(Array.from({ length: 100 }, () => uuidV7())).size).toBe(100);
});

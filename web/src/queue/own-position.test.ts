/** The own position, computed in the page, is the one that anybody else computes from the same record. */
import { createHash } from 'node:crypto';
import { verifyDraw } from '@onsale/contract/verify-draw.ts';
import { commitmentOf } from '@onsale/contract/fair-draw-terms.ts';
import { expect, it } from 'vitest';
import { canCompute, ownPosition } from './own-position.ts';
import type { DrawRecord } from './queries.ts';

const eventId = 42;
const seed = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
const beacon = {
  chainHash: 'ab'.repeat(32),
  publicKey: 'cd'.repeat(96),
  scheme: 'bls-unchained-g1-rfc9380',
  genesisTime: 1_000,
  period: 3,
  round: 9,
  fallbackRounds: 0,
  fallbackSeconds: 1,
};
const bytes = Uint8Array.from(Buffer.from(seed, 'hex'));
const recordOf = (more: Partial<DrawRecord>): DrawRecord => ({
  eventId,
  mode: 'operator',
  version: 1,
  commitment: commitmentOf(bytes, { eventId, mode: 'operator' }),
  committedAt: '2027-01-01T00:00:00Z',
  closedAt: '2027-01-01T00:00:00Z',
  cohortSize: 10,
  cohortRoot: createHash('sha256').digest('hex'),
  seed,
  ...more,
});
const positionsOf = async (record: DrawRecord): Promise<(number | undefined)[]> =>
  Promise.all(Array.from({ length: 12 }, (_, index) => ownPosition(record, index + 1)));

it('is that of the test vector of the document, and behind it the number', async () => {
  expect(canCompute()).toBe(true);
  expect(await positionsOf(recordOf({}))).toEqual([9, 4, 6, 5, 3, 10, 7, 2, 8, 1, 11, 12]);
});

it('is that of the verifier, with a beacon and where no round could be had', async () => {
  const round = { round: 9, signature: 'ef'.repeat(48) };
  for (const more of [
    { mode: 'beacon', beacon, beaconRound: round },
    { mode: 'beacon', beacon },
  ] as const) {
    const record = recordOf(more);
    // oxlint-disable-next-line no-await-in-loop -- two of them
    const { positions = [] } = await verifyDraw(record);
    expect(positions).toHaveLength(10);
    // oxlint-disable-next-line no-await-in-loop
    expect((await positionsOf(record)).slice(0, 10)).toEqual([...positions]);
  }
});

it('is not made up where the record does not say enough', async () => {
  const { seed: _hidden, ...sealed } = recordOf({});
  expect(await ownPosition(sealed, 1)).toBeUndefined();
  expect(await ownPosition(recordOf({ seed: 'zz' }), 1)).toBeUndefined();
  expect(await ownPosition(recordOf({ mode: 'beacon' }), 1)).toBeUndefined();
});

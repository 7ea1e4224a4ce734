/** Refunds through the provider, and the ledger that adds everything up. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../../test/support/wait-for.ts';
import { systemClock } from '../../lib/clock.ts';
import { createIds } from '../../lib/uuid-v7.ts';
import { openTestSimulator, type TestSimulator } from './testing.ts';

const ids = createIds(systemClock);
const chargeOf = (source: string, change: { currency?: string; amountMinor?: number } = {}) => ({
  key: ids.next(),
  amountMinor: 12_000,
  currency: 'KRW',
  source,
  orderId: ids.next(),
  description: 'Two seats',
  ...change,
});

let test: TestSimulator;
beforeAll(async () => {
  test = await openTestSimulator();
});
afterAll(() => test.close());

async function paid(source = 'sim_ok', amountMinor = 12_000): Promise<string> {
  const charge = await test.provider.charge(chargeOf(source, { amountMinor }));
  if (charge.state !== 'succeeded') throw new Error(charge.state);
  return charge.ref;
}

const refundOf = (chargeRef: string, amountMinor: number) => ({
  key: ids.next(),
  chargeRef,
  amountMinor,
  currency: 'KRW',
});

describe('refunds', () => {
  it('in parts, never more than was paid', async () => {
    const ref = await paid();
    const first = refundOf(ref, 5_000);
    const answer = await test.provider.refund(first);
    expect(answer).toEqual({ state: 'succeeded', ref: expect.stringMatching(/^re_/) });
    expect(await test.provider.findRefund(first.key)).toEqual(answer);
    expect(await test.provider.refund(refundOf(ref, 7_001))).toMatchObject({ state: 'failed' });
    expect(await test.provider.refund(refundOf(ref, 7_000))).toMatchObject({ state: 'succeeded' });
    expect(await test.provider.refund(refundOf(ref, 1))).toMatchObject({ state: 'failed' });
  });

  it('fifty at once for the same money: one gets it', async () => {
    const ref = await paid();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => test.provider.refund(refundOf(ref, 12_000))),
    );
    expect(answers.filter(({ state }) => state === 'succeeded')).toHaveLength(1);
  });

  it('repeated is one', async () => {
    const wish = refundOf(await paid(), 12_000);
    const answers = await Promise.all(Array.from({ length: 20 }, () => test.provider.refund(wish)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ state: 'succeeded' });
    const other = test.provider.refund({ ...wish, amountMinor: 1 });
    await expect(other).rejects.toThrow('idempotency_mismatch');
  });

  it('of what was never paid fails; an unknown key is missing', async () => {
    const declined = await test.provider.charge(chargeOf('sim_declined'));
    const ref = 'ref' in declined ? declined.ref : '';
    expect(await test.provider.refund(refundOf(ref, 1))).toMatchObject({ state: 'failed' });
    expect(await test.provider.refund(refundOf('ch_x', 1))).toMatchObject({ state: 'failed' });
    expect(await test.provider.findRefund(ids.next())).toEqual({ state: 'missing' });
  });

  it('sim_refund_late is pending first, and counts at once', async () => {
    const ref = await paid('sim_refund_late:200');
    const wish = refundOf(ref, 12_000);
    expect(await test.provider.refund(wish)).toMatchObject({ state: 'pending' });
    expect(await test.provider.refund(refundOf(ref, 1))).toMatchObject({ state: 'failed' });
    await waitFor('the refund', async () => {
      return (await test.provider.findRefund(wish.key)).state === 'succeeded';
    });
  });

  it('a late part leaves the rest, before and after it is settled', async () => {
    const ref = await paid('sim_refund_late:50');
    const settled = (wish: ReturnType<typeof refundOf>): Promise<unknown> =>
      waitFor('the refund', async () => {
        return (await test.provider.findRefund(wish.key)).state === 'succeeded';
      });
    const part = refundOf(ref, 5_000);
    expect(await test.provider.refund(part)).toMatchObject({ state: 'pending' });
    await settled(part);
    expect(await test.provider.refund(refundOf(ref, 7_001))).toMatchObject({ state: 'failed' });
    const rest = refundOf(ref, 7_000);
    expect(await test.provider.refund(rest)).toMatchObject({ state: 'pending' });
    // The next test reads the ledger twice: nothing may change in between.
    await settled(rest);
  });

  it('sim_refund_failed keeps the money', async () => {
    const wish = refundOf(await paid('sim_refund_failed'), 12_000);
    expect(await test.provider.refund(wish)).toMatchObject({ state: 'failed' });
    expect(await test.provider.findRefund(wish.key)).toMatchObject({ state: 'failed' });
  });
});

type Ledger = {
  readonly entries: readonly {
    readonly kind: string;
    readonly status: string;
    readonly amountMinor: number;
    readonly currency: string;
  }[];
  readonly next?: number;
  readonly totals: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

async function ledgerLines() {
  const entries: Ledger['entries'][number][] = [];
  for (let after: number | undefined = 0; after !== undefined;) {
    const page = (await test.ask('GET', `/v1/ledger?after=${after}&limit=7`)) as Ledger;
    expect(page.entries.length).toBeLessThanOrEqual(7);
    entries.push(...page.entries);
    after = page.next;
  }
  return entries;
}

it('the ledger lists everything once, and its totals are the sums of its lines', async () => {
  await test.provider.charge(chargeOf('sim_ok', { currency: 'EUR', amountMinor: 990 }));
  const lines = await ledgerLines();
  const sum = (kind: string, currency: string): number =>
    lines
      .filter((line) => line.kind === kind && line.status === 'succeeded')
      .filter((line) => line.currency === currency)
      .reduce((total, line) => total + line.amountMinor, 0);
  const { totals } = (await test.ask('GET', '/v1/ledger')) as Ledger;
  expect(Object.keys(totals).toSorted()).toEqual(['EUR', 'KRW']);
  for (const currency of ['KRW', 'EUR']) {
    expect(totals[currency]).toMatchObject({
      chargedMinor: sum('charge', currency),
      refundedMinor: sum('refund', currency),
    });
  }
  expect(sum('refund', 'KRW')).toBeGreaterThan(0);
});

it('what chance has reset once gets through when it is repeated', async () => {
  const chargeRef = await paid();
  await test.ask('PUT', '/v1/faults', { unreachableShare: 1 });
  const { key, ...wish } = refundOf(chargeRef, 12_000);
  await expect(test.ask('POST', '/v1/refunds', wish, key)).rejects.toThrow('fetch failed');
  expect(await test.provider.findRefund(key)).toEqual({ state: 'missing' });
  expect(await test.ask('POST', '/v1/refunds', wish, key)).toMatchObject({ status: 'succeeded' });
});

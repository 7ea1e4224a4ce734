/** The provider against a running simulator: every token, repetition, cancelling, faults. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../test/support/wait-for.ts';
import { systemClock } from '../lib/clock.ts';
import { createIds, type Uuid } from '../lib/uuid-v7.ts';
import { type ChargeRequest, ProviderUnreachable } from './provider.ts';
import { createSimulatorClient } from './simulator-client.ts';
import { openTestSimulator, type TestSimulator } from './simulator/testing.ts';

const ids = createIds(systemClock);
const chargeOf = (source: string, change: Partial<ChargeRequest> = {}): ChargeRequest => ({
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
  test = await openTestSimulator({ timeoutMs: 1_000, delays: { slowMs: 150, lateMs: 100 } });
});
afterAll(() => test.close());

const settled = (key: Uuid) =>
  waitFor('the charge to settle', async () => {
    const charge = await test.provider.findCharge(key);
    return charge.state !== 'pending' && charge;
  });

describe('charges', () => {
  it('sim_ok succeeds, and is found again', async () => {
    const wish = chargeOf('sim_ok');
    const charge = await test.provider.charge(wish);
    expect(charge).toEqual({ state: 'succeeded', ref: expect.stringMatching(/^ch_/) });
    expect(await test.provider.findCharge(wish.key)).toEqual(charge);
  });

  it.each([
    ['sim_declined', 'card_declined'],
    ['sim_insufficient_funds', 'insufficient_funds'],
    ['sim_expired', 'expired_card'],
    ['sim_authentication_failed', 'authentication_failed'],
    ['sim_processing_error', 'processing_error'],
    ['nobody_knows_this', 'card_declined'],
  ])('%s is declined: %s', async (source, code) => {
    const wish = chargeOf(source);
    const charge = await test.provider.charge(wish);
    expect(charge).toEqual({ state: 'declined', ref: expect.any(String), code });
    expect(await test.provider.findCharge(wish.key)).toEqual(charge);
    expect(await test.provider.cancelCharge(wish.key)).toEqual(charge);
  });

  it('sim_slow takes its time', async () => {
    const startedMs = performance.now();
    expect(await test.provider.charge(chargeOf('sim_slow'))).toMatchObject({ state: 'succeeded' });
    expect(performance.now() - startedMs).toBeGreaterThan(140);
  });

  it('sim_slow beyond the time-out: unknown, and it succeeded', async () => {
    const wish = chargeOf('sim_slow:60000');
    await expect(test.provider.charge(wish)).rejects.toThrow(ProviderUnreachable);
    expect(await test.provider.findCharge(wish.key)).toMatchObject({ state: 'succeeded' });
  });

  it('sim_timeout is never answered, in time unknown, and it succeeded', async () => {
    const wish = chargeOf('sim_timeout');
    const startedMs = performance.now();
    await expect(test.provider.charge(wish)).rejects.toThrow(ProviderUnreachable);
    expect(performance.now() - startedMs).toBeLessThan(3_000);
    expect(await test.provider.findCharge(wish.key)).toMatchObject({ state: 'succeeded' });
    expect(await test.provider.charge(wish)).toMatchObject({ state: 'succeeded' });
  });

  it.each(['sim_late', 'sim_lost'])('%s is pending and succeeds later', async (source) => {
    const wish = chargeOf(source);
    expect(await test.provider.charge(wish)).toMatchObject({ state: 'pending' });
    expect(await settled(wish.key)).toMatchObject({ state: 'succeeded' });
  });

  it('sim_late_declined is pending and declined later', async () => {
    const wish = chargeOf('sim_late_declined');
    expect(await test.provider.charge(wish)).toMatchObject({ state: 'pending' });
    expect(await settled(wish.key)).toMatchObject({ state: 'declined', code: 'card_declined' });
  });

  it('sim_unreachable breaks the connection before anything happened', async () => {
    const wish = chargeOf('sim_unreachable');
    await expect(test.provider.charge(wish)).rejects.toThrow(ProviderUnreachable);
    expect(await test.provider.findCharge(wish.key)).toEqual({ state: 'missing' });
  });
});

describe('repetition', () => {
  it('a hundred requests with one key at once are one charge', async () => {
    const wish = chargeOf('sim_ok');
    const charges = await Promise.all(
      Array.from({ length: 100 }, () => test.provider.charge(wish)),
    );
    expect(new Set(charges.map((charge) => JSON.stringify(charge))).size).toBe(1);
    const ledger = JSON.stringify(await test.ask('GET', '/v1/ledger?limit=1000'));
    expect(ledger.split(wish.key)).toHaveLength(2);
  });

  it.each([{ amountMinor: 1 }, { currency: 'EUR' }, { source: 'sim_late' }, { description: '' }])(
    'the same key with %j is a mistake of ours',
    async (change) => {
      const wish = chargeOf('sim_ok');
      await test.provider.charge(wish);
      const again = test.provider.charge({ ...wish, ...change });
      await expect(again).rejects.toThrow('idempotency_mismatch');
    },
  );
});

describe('cancelling', () => {
  it('a pending charge: it can never succeed any more', async () => {
    const wish = chargeOf('sim_late:60000');
    await test.provider.charge(wish);
    expect(await test.provider.cancelCharge(wish.key)).toEqual({ state: 'cancelled' });
    expect(await test.provider.charge(wish)).toEqual({ state: 'cancelled' });
    expect(await test.provider.findCharge(wish.key)).toEqual({ state: 'cancelled' });
  });

  it('an unknown key: a charge that arrives later is not made', async () => {
    const wish = chargeOf('sim_ok');
    expect(await test.provider.cancelCharge(wish.key)).toEqual({ state: 'cancelled' });
    expect(await test.provider.charge(wish)).toEqual({ state: 'cancelled' });
    expect(await test.provider.cancelCharge(wish.key)).toEqual({ state: 'cancelled' });
  });

  it('a paid one: too late, and it says so', async () => {
    const wish = chargeOf('sim_ok');
    const charge = await test.provider.charge(wish);
    expect(await test.provider.cancelCharge(wish.key)).toEqual(charge);
  });

  it('racing with the charge: both tell the same', async () => {
    for (let round = 0; round < 20; round++) {
      const wish = chargeOf('sim_ok');
      const [charge, cancelled] = await Promise.all([
        test.provider.charge(wish),
        test.provider.cancelCharge(wish.key),
      ]);
      expect(cancelled).toEqual(charge);
      expect(await test.provider.findCharge(wish.key)).toEqual(charge);
    }
  });
});

it('the fault profile is changed while it runs', async () => {
  await test.ask('PUT', '/v1/faults', { declineShare: 1 });
  expect(await test.ask('GET', '/v1/faults')).toMatchObject({ declineShare: 1, lateShare: 0 });
  expect(await test.provider.charge(chargeOf('sim_ok'))).toMatchObject({ state: 'declined' });
  const wrong = await test.ask('PUT', '/v1/faults', { declineShare: 7 });
  expect(wrong).toMatchObject({ error: { code: 'invalid_request' } });
  await test.ask('PUT', '/v1/faults', {});
  expect(await test.provider.charge(chargeOf('sim_ok'))).toMatchObject({ state: 'succeeded' });
});

describe('what does not fit', () => {
  it.each([
    ['POST', '/v1/charges', { amountMinor: 0 }],
    ['POST', '/v1/charges', { amountMinor: '12' }],
    ['POST', '/v1/charges', { more: 1 }],
    ['POST', '/v1/charges', { currency: 'krw' }],
  ])('%s %s with %j is refused', async (method, path, change) => {
    const { key, ...body } = chargeOf('sim_ok');
    const answer = await test.ask(method, path, { ...body, ...change }, key);
    expect(answer).toMatchObject({ error: { code: 'invalid_request' } });
    expect(await test.provider.findCharge(key)).toEqual({ state: 'missing' });
  });

  it('no key, no charge', async () => {
    const { key: _, ...body } = chargeOf('sim_ok');
    const answer = await test.ask('POST', '/v1/charges', body);
    expect(answer).toMatchObject({ error: { code: 'idempotency_key_required' } });
  });

  it('a ledger page too large is refused', async () => {
    const answer = await test.ask('GET', '/v1/ledger?limit=1001');
    expect(answer).toMatchObject({ error: { code: 'invalid_request' } });
  });

  it('without the secret nothing is said, except that it lives', async () => {
    const { url } = test.simulator();
    expect((await fetch(new URL('/v1/ledger', url))).status).toBe(401);
    expect((await fetch(new URL('/healthz', url))).status).toBe(200);
    const stranger = createSimulatorClient({
      target: () => ({ url, secret: 'wrong' }),
      webhookSecrets: [],
      timeoutMs: 1_000,
    });
    await expect(stranger.charge(chargeOf('sim_ok'))).rejects.toThrow(ProviderUnreachable);
    stranger.close();
  });
});

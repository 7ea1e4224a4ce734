/** Webhooks of the simulator: what is told, how often, in which order, and what survives a restart. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReceiver, type Receiver } from '../../../test/support/webhook-receiver.ts';
import { waitFor } from '../../../test/support/wait-for.ts';
import { systemClock } from '../../lib/clock.ts';
import { createIds, type Uuid } from '../../lib/uuid-v7.ts';
import { openTestSimulator, type TestSimulator, type TestSimulatorOptions } from './testing.ts';

const ids = createIds(systemClock);
const quick = { backoffMinMs: 10, backoffMaxMs: 40 };
let receiver: Receiver;
let test: TestSimulator;

beforeEach(async () => {
  receiver = await openReceiver();
});
afterEach(async () => {
  await test.close();
  await receiver.close();
});

async function open(options: TestSimulatorOptions = {}): Promise<void> {
  test = await openTestSimulator({
    webhookUrl: receiver.url,
    delays: { lateMs: 60 },
    deliveries: quick,
    ...options,
  });
}

async function charge(source: string): Promise<Uuid> {
  const key = ids.next();
  const money = { amountMinor: 500, currency: 'KRW', orderId: ids.next(), description: '' };
  await test.provider.charge({ key, source, ...money });
  return key;
}

const toldOf = (key: Uuid): string[] =>
  receiver
    .told()
    .filter((told) => told.key === key)
    .map(({ type }) => type);

/** Events come in the order of their time: when this one is here, earlier ones were sent or never. */
async function settleDown(): Promise<void> {
  const last = await charge('sim_late:150');
  await waitFor('the last event', () => toldOf(last).includes('charge.succeeded'));
}

describe('what is told', () => {
  it('the outcome, signed so that the provider believes it', async () => {
    await open();
    const key = await charge('sim_ok');
    const { headers, body } = await waitFor('the event', () => receiver.received[0]);
    const event = test.provider.readWebhook(headers, body, Date.now());
    expect(event).toEqual({
      ok: true,
      value: {
        id: expect.any(String),
        kind: 'charge',
        key,
        charge: { state: 'succeeded', ref: expect.stringMatching(/^ch_/) },
      },
    });
    const altered = Buffer.from(body.toString().replace('succeeded', 'succeedex'));
    expect(test.provider.readWebhook(headers, altered, Date.now())).toMatchObject({
      code: 'invalid_signature',
    });
    expect(test.provider.readWebhook({}, body, Date.now()).ok).toBe(false);
    expect(test.provider.readWebhook(headers, body, Date.now() + 400_000).ok).toBe(false);
  });

  it.each([
    ['sim_declined', ['charge.declined']],
    ['sim_timeout', ['charge.succeeded']],
    ['sim_late', ['charge.pending', 'charge.succeeded']],
    ['sim_late_declined', ['charge.pending', 'charge.declined']],
  ])('%s: %j', async (source, types) => {
    await open({ timeoutMs: 100 });
    const key = ids.next();
    const money = { amountMinor: 500, currency: 'KRW', orderId: ids.next(), description: '' };
    await test.provider.charge({ key, source, ...money }).catch(() => {});
    await waitFor('the events', () => toldOf(key).length === types.length);
    expect(toldOf(key)).toEqual(types);
  });

  it('sim_lost: nothing, ever', async () => {
    await open();
    const key = await charge('sim_lost');
    await waitFor('it to succeed', async () => {
      return (await test.provider.findCharge(key)).state === 'succeeded';
    });
    await settleDown();
    expect(toldOf(key)).toEqual([]);
  });

  it('refunds and cancellations', async () => {
    await open();
    const key = await charge('sim_refund_late');
    const found = await test.provider.findCharge(key);
    const refund = ids.next();
    const chargeRef = 'ref' in found ? found.ref : '';
    await test.provider.refund({ key: refund, chargeRef, amountMinor: 500, currency: 'KRW' });
    await waitFor('the refund', () => toldOf(refund).length === 2);
    expect(toldOf(refund)).toEqual(['refund.pending', 'refund.succeeded']);
    const { headers, body } = receiver.received.at(-1) ?? { headers: {}, body: Buffer.alloc(0) };
    expect(test.provider.readWebhook(headers, body, Date.now())).toMatchObject({
      value: { kind: 'refund', key: refund, refund: { state: 'succeeded' } },
    });
    const late = await charge('sim_late:60000');
    await test.provider.cancelCharge(late);
    await waitFor('the cancellation', () => toldOf(late).includes('charge.cancelled'));
  });
});

describe('faults', () => {
  it('lost: nothing is told', async () => {
    await open({ faults: { lostWebhookShare: 1 } });
    const key = await charge('sim_ok');
    await settleDown();
    expect(toldOf(key)).toEqual([]);
  });

  it('duplicate: the same event twice', async () => {
    await open({ faults: { duplicateWebhookShare: 1 } });
    const key = await charge('sim_ok');
    await waitFor('both', () => toldOf(key).length === 2);
    expect(new Set(receiver.told().map(({ id }) => id)).size).toBe(1);
  });

  it('late: pending, then told', async () => {
    await open({ faults: { lateShare: 1, lateMs: 50 } });
    const key = await charge('sim_ok');
    await waitFor('both', () => toldOf(key).length === 2);
    expect(toldOf(key)).toEqual(['charge.pending', 'charge.succeeded']);
  });

  it('out of order: an outdated event after the outcome', async () => {
    await open({ faults: { outOfOrderShare: 1 } });
    const key = await charge('sim_ok');
    await waitFor('both', () => toldOf(key).length === 2);
    expect(toldOf(key)).toEqual(['charge.succeeded', 'charge.pending']);
  });
});

describe('when nobody listens', () => {
  it('tells it again until it is taken', async () => {
    await open();
    receiver.answer(503);
    const key = await charge('sim_ok');
    await waitFor('three attempts', () => toldOf(key).length >= 3);
    receiver.answer(200);
    const tries = toldOf(key).length;
    await waitFor('one more', () => toldOf(key).length > tries);
    expect(new Set(receiver.told().map(({ id }) => id)).size).toBe(1);
    await settleDown();
    const taken = toldOf(key).length;
    await settleDown();
    expect(toldOf(key)).toHaveLength(taken);
  });

  it('gives up after a while, also across restarts', async () => {
    await open({ deliveries: { ...quick, attemptsMax: 3 } });
    receiver.answer(500);
    const key = await charge('sim_ok');
    await waitFor('three attempts', () => toldOf(key).length === 3);
    receiver.answer(200);
    await settleDown();
    await test.restart();
    await settleDown();
    expect(toldOf(key)).toHaveLength(3);
  });

  it('keeps events until there is an address', async () => {
    test = await openTestSimulator({ deliveries: quick });
    const key = await charge('sim_ok');
    expect(await test.ask('GET', '/v1/webhook')).toEqual({ url: null });
    await test.ask('PUT', '/v1/webhook', { url: receiver.url });
    await waitFor('the event', () => toldOf(key).length === 1);
  });
});

it('after a restart goes on telling, and settles what is pending', async () => {
  test = await openTestSimulator({ deliveries: quick });
  const told = await charge('sim_ok');
  const late = await charge('sim_late:300');
  await test.restart({ webhookUrl: receiver.url });
  await waitFor('all events', () => toldOf(told).length === 1 && toldOf(late).length === 2);
  expect(await test.provider.findCharge(late)).toMatchObject({ state: 'succeeded' });
  const count = receiver.received.length;
  await test.restart();
  await test.ask('PUT', '/v1/webhook', { url: receiver.url });
  await settleDown();
  expect(toldOf(told)).toHaveLength(1);
  expect(receiver.received.length).toBeGreaterThan(count);
});

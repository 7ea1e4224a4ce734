/** Messages of payment providers at the door: the bytes as they came, and what each outcome is answered. */
import { expect, it } from 'vitest';
import { Metrics } from '../ops/metrics.ts';
import type { Received } from '../orders/receive-webhook.ts';
import { createApp } from './create-app.ts';
import { createLog } from '../ops/log.ts';
import { systemClock } from '../lib/clock.ts';

const url = '/api/v1/payments/webhooks/simulator';

async function open(receive: (name: string, body: Buffer) => Promise<Received>) {
  return createApp({
    partner: {},
    product: {},
    authenticate: () => undefined,
    health: { check: () => Promise.resolve({}) } as never,
    clock: systemClock,
    log: createLog({ level: 'silent' }),
    metrics: new Metrics(),
    webhooks: {
      receive: (name, _headers, body) => receive(name, body),
      settle: () => Promise.resolve(),
    },
  });
}

it('hands on the very bytes, whatever they claim to be, and says that it has them', async () => {
  const heard: string[] = [];
  const app = await open((name, body) => {
    heard.push(`${name} ${body.toString('utf8')}`);
    return Promise.resolve({ ok: true, value: 'applied' });
  });
  for (const type of ['application/json', 'application/json; charset=utf-8', 'text/plain']) {
    const payload = `{ "id" : "${type}" }`;
    const reply = await app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': type },
      payload,
    });
    expect(reply.statusCode).toBe(200);
    expect(heard.at(-1)).toBe(`simulator ${payload}`);
  }
  await app.close();
});

it.each([
  ['invalid_signature', 400],
  ['not_found', 404],
] as const)('answers %s with %i in the envelope', async (code, status) => {
  const app = await open(() => Promise.resolve({ ok: false, code }));
  const reply = await app.inject({ method: 'POST', url, payload: '{}' });
  expect(reply.statusCode).toBe(status);
  expect(reply.json()).toMatchObject({ error: { code } });
  await app.close();
});

it('asks the provider to come again when the message could not be kept', async () => {
  const app = await open(() => Promise.reject(new Error('Connection terminated')));
  const reply = await app.inject({ method: 'POST', url, payload: '{}' });
  expect(reply.statusCode).toBe(503);
  expect(reply.headers['retry-after']).toBe('5');
  await app.close();
});

it('takes no more than 64 KiB, and only POST', async () => {
  const app = await open(() => Promise.resolve({ ok: true, value: 'applied' }));
  const large = await app.inject({ method: 'POST', url, payload: 'x'.repeat(65_537) });
  expect(large.statusCode).toBe(413);
  expect((await app.inject({ method: 'GET', url })).statusCode).toBe(405);
  await app.close();
});

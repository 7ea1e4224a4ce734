/** Answers that are none: whatever the provider cannot be sure of stays unknown, in bounded time. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../lib/clock.ts';
import { createIds } from '../lib/uuid-v7.ts';
import { ProviderUnreachable } from './provider.ts';
import { createSimulatorClient } from './simulator-client.ts';

const ids = createIds(systemClock);
const chargeOf = (source: string) => ({
  key: ids.next(),
  amountMinor: 12_000,
  currency: 'KRW',
  source,
  orderId: ids.next(),
  description: 'Two seats',
});

describe('strange answers', () => {
  it.each([
    [404, 'text/html', '<h1>Not found</h1>'],
    [404, 'application/json', '{"error":{"code":"no_such_route"}}'],
    [200, 'application/json', '{}'],
    [200, 'application/json', '{"status":"succeeded"'],
    [200, 'application/json', 'x'.repeat(100_000)],
    [404, 'application/json', `{"error":{"code":"unknown_key"}}${' '.repeat(100_000)}`],
    [502, 'text/html', 'Bad gateway'],
    [503, 'application/json', '{"error":{"code":"full"}}'],
  ])('%i %s %.40s leaves the outcome unknown', async (status, type, text) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(text);
    });
    await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const client = createSimulatorClient({
      target: () => ({ url: `http://127.0.0.1:${port}`, secret: 's' }),
      webhookSecrets: [],
      timeoutMs: 1_000,
    });
    await expect(client.charge(chargeOf('sim_ok'))).rejects.toThrow(ProviderUnreachable);
    await expect(client.findCharge(ids.next())).rejects.toThrow(ProviderUnreachable);
    client.close();
    server.close();
  });

  it('a call that is given up lets its connection go', async () => {
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    const server = createServer((request) => request.socket.once('close', resolve));
    await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const client = createSimulatorClient({
      target: () => ({ url: `http://127.0.0.1:${port}`, secret: 's' }),
      webhookSecrets: [],
      timeoutMs: 100,
    });
    await expect(client.charge(chargeOf('sim_ok'))).rejects.toThrow(ProviderUnreachable);
    await gone;
    client.close();
    server.close();
  });

  it('another amount than asked for is never taken for a payment', async () => {
    const wish = chargeOf('sim_ok');
    const server = createServer((_request, response) => {
      const shown = { key: wish.key, status: 'succeeded', ref: 'x', currency: 'KRW' };
      response.end(JSON.stringify({ ...shown, amountMinor: wish.amountMinor - 1 }));
    });
    await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const client = createSimulatorClient({
      target: () => ({ url: `http://127.0.0.1:${port}`, secret: 's' }),
      webhookSecrets: [],
      timeoutMs: 1_000,
    });
    await expect(client.charge(wish)).rejects.toThrow('something else');
    client.close();
    server.close();
  });

  it('nobody there, or an address that does not come: unknown in bounded time', async () => {
    const nowhere = { url: 'http://127.0.0.1:1', secret: 's' };
    for (const target of [() => nowhere, () => new Promise<never>(() => {})]) {
      const client = createSimulatorClient({ target, webhookSecrets: [], timeoutMs: 200 });
      await expect(client.cancelCharge(ids.next())).rejects.toThrow(ProviderUnreachable);
      client.close();
    }
  });
});

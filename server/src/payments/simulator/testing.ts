/** A simulator in a folder of its own and a client of it, for tests; `close` removes everything. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSimulatorClient, type SimulatorClient } from '../simulator-client.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from './start.ts';

export const testSecret = 'secret-of-the-tests-'.repeat(2);
export const testWebhookSecret = 'webhook-secret-of-the-tests-'.repeat(2);

export type TestSimulator = {
  readonly provider: SimulatorClient;
  readonly directory: string;
  readonly simulator: () => Simulator;
  /** Calls the API with the secret; the parsed answer. */
  ask(method: string, path: string, body?: unknown, key?: string): Promise<unknown>;
  /** Ends it and starts another one on the same journal, at another port. */
  restart(change?: Partial<SimulatorOptions>): Promise<void>;
  close(): Promise<void>;
};

export type TestSimulatorOptions = Partial<SimulatorOptions> & { readonly timeoutMs?: number };

export async function openTestSimulator(
  options: TestSimulatorOptions = {},
): Promise<TestSimulator> {
  const { timeoutMs = 10_000, ...more } = options;
  const directory = await mkdtemp(join(tmpdir(), 'onsale-payments-'));
  const start = (change: Partial<SimulatorOptions> = {}): Promise<Simulator> =>
    startSimulator({
      directory,
      secret: testSecret,
      webhookSecret: testWebhookSecret,
      ...more,
      ...change,
    });
  let simulator = await start();
  const provider = createSimulatorClient({
    target: () => ({ url: simulator.url, secret: testSecret }),
    webhookSecrets: [testWebhookSecret],
    timeoutMs,
  });
  return {
    provider,
    directory,
    simulator: () => simulator,
    async ask(method, path, body, key) {
      const response = await fetch(new URL(path, simulator.url), {
        method,
        headers: {
          authorization: `Bearer ${testSecret}`,
          ...(key !== undefined && { 'idempotency-key': key }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return response.json();
    },
    async restart(change) {
      await simulator.close();
      simulator = await start(change);
    },
    async close() {
      provider.close();
      await simulator.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

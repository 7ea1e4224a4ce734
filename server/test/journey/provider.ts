/** The payment simulator as a process of its own, and its ledger: what an accountant asks the bank for. */
import { join } from 'node:path';
import process from 'node:process';
import { newSecret } from '../../src/identity/api-keys.ts';
import type { Faults } from '../../src/payments/simulator/faults.ts';
import { freePort } from '../support/free-port.ts';
import { type ChildProcessHandle, startChild } from '../support/server-process.ts';

export type ProviderProcess = ChildProcessHandle & {
  /** What a server needs to know of it. */
  readonly env: Readonly<Record<string, string>>;
  /** Net amounts by currency: what was charged minus what was refunded, in minor units. */
  net(): Promise<Readonly<Record<string, number>>>;
};

const script = join(import.meta.dirname, '../../src/main/payment-simulator.ts');

type Totals = Readonly<Record<string, { chargedMinor: number; refundedMinor: number }>>;

export async function startProvider(options: {
  readonly serverPort: number;
  readonly dataDir: string;
  readonly faults: Partial<Faults>;
}): Promise<ProviderProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PAYMENT_SIMULATOR_URL: url,
    PAYMENT_SIMULATOR_SECRET: newSecret(),
    PAYMENT_WEBHOOK_SECRET: newSecret(),
  };
  const child = await startChild(
    script,
    {
      PATH: process.env['PATH'] ?? '',
      NODE_ENV: 'test',
      DATA_DIR: options.dataDir,
      PAYMENT_SIMULATOR_SECRET: env.PAYMENT_SIMULATOR_SECRET,
      PAYMENT_WEBHOOK_SECRET: env.PAYMENT_WEBHOOK_SECRET,
      PAYMENT_SIMULATOR_PORT: String(port),
      PAYMENT_SIMULATOR_WEBHOOK_URL: `http://127.0.0.1:${options.serverPort}/api/v1/payments/webhooks/simulator`,
      PAYMENT_SIMULATOR_FAULTS: JSON.stringify(options.faults),
    },
    'The payment simulator is ready.',
  );
  return Object.assign(child, {
    env,
    async net() {
      const headers = { authorization: `Bearer ${env.PAYMENT_SIMULATOR_SECRET}` };
      const response = await fetch(`${url}/v1/ledger?limit=1`, { headers });
      if (!response.ok) throw new Error(`the ledger answers ${response.status}`);
      const { totals } = (await response.json()) as { totals: Totals };
      return Object.fromEntries(
        Object.entries(totals).map(([currency, sum]) => [
          currency,
          sum.chargedMinor - sum.refundedMinor,
        ]),
      );
    },
  });
}

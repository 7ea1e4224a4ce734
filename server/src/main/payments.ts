/** From configuration to a payment provider that can be called. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { Log } from '../ops/log.ts';
import type { PaymentProvider } from '../payments/provider.ts';
import { openSimulatorChild, SIMULATOR_FOLDER } from '../payments/simulator-child.ts';
import { createSimulatorClient } from '../payments/simulator-client.ts';
import { parseFaults } from '../payments/simulator/faults.ts';
import { StartupError } from '../postgres/startup-error.ts';

export type OpenPaymentProvider = {
  readonly provider: PaymentProvider;
  /**
   * Where this process takes the provider's webhooks, once it listens. Matters to a simulator that
   * this process has started; one that runs by itself has an address of its own.
   */
  readonly webhooksTo: (url: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

const script = join(import.meta.dirname, 'payment-simulator.ts');
const newSecret = (): string => randomBytes(32).toString('base64url');

/** Throws a StartupError when the fault profile is none. */
export async function openPaymentProvider(config: Config, log: Log): Promise<OpenPaymentProvider> {
  const { timeoutMs, webhookSecrets, simulator } = config.payments;
  const faults = parseFaults(simulator.faults ?? '{}');
  if (typeof faults === 'string') {
    throw new StartupError(`PAYMENT_SIMULATOR_FAULTS is not a fault profile: ${faults}.`);
  }
  if (simulator.url !== undefined) {
    const target = { url: simulator.url, secret: simulator.secret ?? '' };
    const client = createSimulatorClient({ target: () => target, webhookSecrets, timeoutMs });
    const close = (): Promise<void> => Promise.resolve(client.close());
    return { provider: client, webhooksTo: () => Promise.resolve(), close };
  }
  const [webhookSecret = newSecret(), ...previous] = webhookSecrets;
  const child = openSimulatorChild({
    script,
    log,
    directory: join(config.dataDir, SIMULATOR_FOLDER),
    secret: newSecret(),
    webhookSecret,
    faults,
  });
  const client = createSimulatorClient({
    target: child.target,
    webhookSecrets: [webhookSecret, ...previous],
    timeoutMs,
  });
  return {
    provider: client,
    webhooksTo: child.webhooksTo,
    async close() {
      client.close();
      await child.close();
    },
  };
}

/** What the payment simulator is told. It has settings of its own besides the product's. */
import {
  type ContainerEnvironment,
  runtime,
  type SecretReferences,
} from '../../runtime/contract.ts';

export const simulatorPort = 8090;
export const simulatorHealthUrl = `http://127.0.0.1:${simulatorPort}/healthz`;

/** Known before it is made, so that whoever calls it need not wait for it. */
export const simulatorUrl = (domain: string): string =>
  `http://payments.${domain}:${simulatorPort}`;

export type SimulatorEnvironmentProps = {
  /** Where the product takes its webhooks: a path of the public API. */
  readonly webhookUrl: string;
  readonly secrets: Pick<SecretReferences, 'PAYMENT_SIMULATOR_SECRET' | 'PAYMENT_WEBHOOK_SECRET'>;
};

/** Below the public address. */
export const simulatorWebhookPath = '/api/v1/payments/webhooks/simulator';

export const simulatorEnvironment = ({
  webhookUrl,
  secrets,
}: SimulatorEnvironmentProps): ContainerEnvironment => ({
  plain: {
    NODE_ENV: 'production',
    DATA_DIR: runtime.dataDir,
    PAYMENT_SIMULATOR_HOST: '0.0.0.0',
    PAYMENT_SIMULATOR_PORT: String(simulatorPort),
    PAYMENT_SIMULATOR_WEBHOOK_URL: webhookUrl,
  },
  secrets: {
    PAYMENT_SIMULATOR_SECRET: secrets.PAYMENT_SIMULATOR_SECRET,
    PAYMENT_WEBHOOK_SECRET: secrets.PAYMENT_WEBHOOK_SECRET,
  },
});

/** The configuration of a payment simulator that runs by itself: a few settings, no database. */
import { resolve } from 'node:path';
import type { Environment } from './environment.ts';
import { ConfigError, dataDirDefault } from './load.ts';
import { parseSettings } from './parse.ts';
import type { Values } from './setting.ts';
import { paymentSettings, simulatorSettings } from './settings-payments.ts';
import { processSettings } from './settings-process.ts';

const table = {
  DATA_DIR: processSettings.DATA_DIR,
  PAYMENT_WEBHOOK_SECRET: paymentSettings.PAYMENT_WEBHOOK_SECRET,
  ...simulatorSettings,
};

export type SimulatorConfig = {
  /** An absolute path. */
  readonly dataDir: string;
  readonly secret: string;
  readonly webhookSecret: string;
  readonly webhookUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  /** JSON, not checked yet. */
  readonly faults: string | undefined;
};

/** @throws {ConfigError} listing every problem at once */
export function loadSimulatorConfig(env: Environment): SimulatorConfig {
  const { values: parsed, problems } = parseSettings(table, env);
  const values = parsed as Values<typeof table>;
  const { PAYMENT_SIMULATOR_SECRET: secret, PAYMENT_WEBHOOK_SECRET: webhookSecret } = values;
  const missing = [
    ...(secret === undefined ? ['PAYMENT_SIMULATOR_SECRET'] : []),
    ...(webhookSecret === undefined ? ['PAYMENT_WEBHOOK_SECRET'] : []),
  ]
    .filter((name) => !problems.some((problem) => problem.startsWith(`${name} `)))
    .map((name) => `${name} is required: the servers have to know the same one.`);
  if (problems.length > 0 || secret === undefined || webhookSecret === undefined) {
    throw new ConfigError([...problems, ...missing]);
  }
  return {
    dataDir: resolve(values.DATA_DIR ?? dataDirDefault),
    secret,
    webhookSecret,
    webhookUrl: values.PAYMENT_SIMULATOR_WEBHOOK_URL,
    host: values.PAYMENT_SIMULATOR_HOST,
    port: values.PAYMENT_SIMULATOR_PORT,
    faults: values.PAYMENT_SIMULATOR_FAULTS,
  };
}

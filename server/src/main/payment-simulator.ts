/**
 * The payment simulator as a process. By itself it reads settings from the environment and runs until
 * it is told to stop. With `--child` a server started it: its options are the first line of standard
 * input, which stays open; when that ends, the server has ended, however it did, and so does this.
 */
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { environment } from '../config/environment.ts';
import { ConfigError } from '../config/load.ts';
import { loadSimulatorConfig } from '../config/load-simulator.ts';
import { createLog } from '../ops/log.ts';
import { publishAddress } from '../payments/simulator-address.ts';
import { SIMULATOR_FOLDER } from '../payments/simulator-child.ts';
import type { ChildOptions } from '../payments/simulator-spawn.ts';
import { parseFaults } from '../payments/simulator/faults.ts';
import { type Simulator, startSimulator } from '../payments/simulator/start.ts';
import { StartupError } from '../postgres/startup-error.ts';

const trouble = {
  onError: (error: Error): void => void process.stderr.write(`${error.stack}\n`),
  /** Only a new process can read what the disk really holds. */
  onBroken(error: Error): void {
    process.stderr.write(`The journal of payments cannot be written: ${error.message}\n`);
    process.exit(1);
  },
};

async function runAlone(): Promise<void> {
  const config = loadSimulatorConfig(environment());
  const log = createLog({ level: 'info' });
  const faults = parseFaults(config.faults ?? '{}');
  if (typeof faults === 'string') {
    throw new StartupError(`PAYMENT_SIMULATOR_FAULTS is not a fault profile: ${faults}.`);
  }
  const directory = join(config.dataDir, SIMULATOR_FOLDER);
  const simulator = await startSimulator({ ...config, directory, faults, ...trouble });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => void simulator.close().then(() => process.exit(0)));
  }
  log.info({ port: simulator.port, directory }, 'The payment simulator is ready.');
}

async function runAsChild(): Promise<void> {
  // A terminal sends Ctrl-C to both: the server still needs us until it is done.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
  // Nobody may be left to hear us.
  process.stdout.on('error', () => {});
  let simulator: Simulator | undefined;
  for await (const line of createInterface({ input: process.stdin })) {
    if (simulator !== undefined) continue;
    const options = JSON.parse(line) as ChildOptions;
    simulator = await startSimulator({ ...options, ...trouble });
    publishAddress(options.directory, { url: simulator.url, secret: options.secret });
    process.stdout.write(`${JSON.stringify({ url: simulator.url })}\n`);
  }
  await simulator?.close();
  process.exit(0);
}

try {
  await (process.argv.includes('--child') ? runAsChild() : runAlone());
} catch (error) {
  const isExpected = error instanceof StartupError || error instanceof ConfigError;
  const text = isExpected ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(isExpected ? 2 : 1);
}

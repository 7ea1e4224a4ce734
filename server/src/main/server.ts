/** `npm start`: the server, in the role that the configuration gives it. */
import { readFile } from 'node:fs/promises';
import { environment } from '../config/environment.ts';
import { ConfigError, loadConfig } from '../config/load.ts';
import { demoAccountsFile } from '../demo/accounts.ts';
import { StartupError } from '../postgres/startup-error.ts';
import { demoKeyFile } from './prepare.ts';
import { run, type Running } from './run.ts';

async function main(): Promise<void> {
  const config = loadConfig(environment());
  const running = await run(config);
  const { log } = running.context;
  stopOnSignals(running);
  log.info(
    { port: running.port, metricsPort: running.metricsPort, role: config.role },
    'Onsale is ready.',
  );
  if (process.stdout.isTTY) await greet(running);
}

/** For a person at a terminal. Secrets go nowhere else. */
async function greet({ url, context: { config } }: Running): Promise<void> {
  const lines = ['', `  Onsale runs at ${url}`, `  API reference  ${url}/api/docs`];
  if (config.demo && config.partner.apiKey === undefined) {
    const key = (await readFile(demoKeyFile(config.dataDir), 'utf8')).trim();
    lines.push(`  Partner key    ${key}`);
  }
  if (config.demo) {
    const accounts = (await readFile(demoAccountsFile(config.dataDir), 'utf8')).trim();
    lines.push('  Accounts       e-mail, password, who', ...accounts.split('\n').map(indent));
  }
  process.stdout.write(`${lines.join('\n')}\n\n  Ctrl-C stops it.\n\n`);
}

const indent = (line: string): string => `                 ${line}`;

function stopOnSignals(running: Running): void {
  let asked = 0;
  const stop = (signal: string): void => {
    // A terminal and a wrapper may both pass the same Ctrl-C on; only a later one is impatience.
    const now = performance.now();
    if (asked > 0 && now - asked > 1_000) process.exit(1);
    if (asked > 0) return;
    asked = now;
    running.context.log.info({ signal }, 'Stopping.');
    running.stop().then(
      (inTime) => process.exit(inTime ? 0 : 1),
      (error: unknown) => {
        running.context.log.error({ error }, 'Stopping failed.');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartupError || error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

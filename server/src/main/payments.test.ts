/** The simulator as the server's child: started when needed, killed and back with all its money. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../../test/support/free-port.ts';
import { openReceiver } from '../../test/support/webhook-receiver.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import { loadConfig } from '../config/load.ts';
import { systemClock } from '../lib/clock.ts';
import { createIds, type Uuid } from '../lib/uuid-v7.ts';
import { createLog } from '../ops/log.ts';
import { type PaymentProvider, ProviderUnreachable } from '../payments/provider.ts';
import { isHeld, readAddress } from '../payments/simulator-address.ts';
import { isRunning } from '../postgres/processes.ts';
import { StartupError } from '../postgres/startup-error.ts';
import { openPaymentProvider, type OpenPaymentProvider } from './payments.ts';

const ids = createIds(systemClock);
const log = createLog({ level: 'silent' });
const script = join(import.meta.dirname, 'payment-simulator.ts');

let dataDir = '';
let opened: OpenPaymentProvider[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'onsale-payments-'));
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((one) => one.close()));
  await rm(dataDir, { recursive: true, force: true });
});

const folder = (): string => join(dataDir, 'payments');
const pidOfSimulator = (): number => readAddress(folder())?.pid ?? 0;

async function open(env: Readonly<Record<string, string>> = {}): Promise<OpenPaymentProvider> {
  const one = await openPaymentProvider(loadConfig({ DATA_DIR: dataDir, ...env }), log);
  opened.push(one);
  return one;
}

const pay = async (provider: PaymentProvider, source = 'sim_ok', key: Uuid = ids.next()) => {
  const money = { amountMinor: 700, currency: 'KRW', orderId: ids.next(), description: '' };
  return { key, charge: await provider.charge({ key, source, ...money }) };
};

it('starts with the first payment, and ends with its server', async () => {
  const { provider, close } = await open();
  expect(existsSync(folder())).toBe(false);
  const { key, charge } = await pay(provider);
  expect(charge).toMatchObject({ state: 'succeeded' });
  const pid = pidOfSimulator();
  expect(isRunning(pid)).toBe(true);
  expect(statSync(join(folder(), 'address.json')).mode & 0o077).toBe(0);
  await close();
  expect(isRunning(pid)).toBe(false);
  expect(isHeld(folder())).toBe(false);
  const again = await open();
  await waitFor('it to go on with its journal by itself', () => pidOfSimulator() > 0);
  expect(await again.provider.findCharge(key)).toEqual(charge);
});

it('killed under load it is started again, and nothing it acknowledged is lost', async () => {
  const { provider } = await open();
  await pay(provider);
  const paid: Uuid[] = [];
  const stopped = new AbortController();
  let unknown = 0;
  const payers = Array.from({ length: 8 }, async () => {
    while (!stopped.signal.aborted) {
      const result = await pay(provider).catch((error: unknown) => error);
      if (result instanceof ProviderUnreachable) unknown++;
      else if (result instanceof Error) throw result;
      else paid.push((result as { key: Uuid }).key);
    }
  });
  for (let kill = 1; kill <= 3; kill++) {
    const before = paid.length;
    await waitFor('payments', () => paid.length > before + 30);
    process.kill(pidOfSimulator(), 'SIGKILL');
  }
  const before = paid.length;
  await waitFor('payments after the last kill', () => paid.length > before + 30);
  stopped.abort();
  await Promise.all(payers);
  expect(unknown).toBeGreaterThan(0);
  const states = await Promise.all(paid.map((key) => provider.findCharge(key)));
  expect(states.filter(({ state }) => state !== 'succeeded')).toEqual([]);
}, 30_000);

it('two servers on one data directory share one; when its server ends, the other takes over', async () => {
  const [first, second] = [await open(), await open()];
  const [a, b] = await Promise.all([pay(first.provider), pay(second.provider)]);
  const pid = pidOfSimulator();
  expect(await first.provider.findCharge(b.key)).toEqual(b.charge);
  expect(await second.provider.findCharge(a.key)).toEqual(a.charge);
  // Whichever started it: after both ends, each time the other one goes on.
  await first.close();
  const found = await waitFor('the second to find it', () => second.provider.findCharge(a.key));
  expect(found).toEqual(a.charge);
  const third = await open();
  expect(await third.provider.findCharge(a.key)).toEqual(a.charge);
  await second.close();
  await waitFor('the end of the first simulator', () => !isRunning(pid));
  expect(await waitFor('the third', () => third.provider.findCharge(b.key))).toEqual(b.charge);
}, 30_000);

it('ends when its server is killed', async () => {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', parentProgram(dataDir)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(parent.stdout, 'data');
  const pid = pidOfSimulator();
  expect(isRunning(pid)).toBe(true);
  parent.kill('SIGKILL');
  await waitFor('the simulator to end', () => !isRunning(pid));
  expect(isHeld(folder())).toBe(false);
});

const parentProgram = (directory: string): string => `
  import { openPaymentProvider } from ${JSON.stringify(join(import.meta.dirname, 'payments.ts'))};
  import { loadConfig } from ${JSON.stringify(join(import.meta.dirname, '../config/load.ts'))};
  const log = { info() {}, warn() {}, error() {} };
  const config = loadConfig({ DATA_DIR: ${JSON.stringify(directory)} });
  const { provider } = await openPaymentProvider(config, log);
  await provider.findCharge('00000000-0000-7000-8000-000000000000');
  console.log('ready');
`;

it('tells its server by webhook where that listens, also after it was started again', async () => {
  const receiver = await openReceiver();
  const { provider, webhooksTo } = await open();
  await webhooksTo(receiver.url);
  const first = await pay(provider);
  await waitFor('the first event', () => receiver.told().some(({ key }) => key === first.key));
  const other = await openReceiver();
  await webhooksTo(other.url);
  const second = await pay(provider);
  const { headers, body } = await waitFor('the second', () => other.received[0]);
  expect(provider.readWebhook(headers, body, Date.now())).toMatchObject({
    value: { key: second.key },
  });
  process.kill(pidOfSimulator(), 'SIGKILL');
  const third = await waitFor('a third payment', () => pay(provider));
  await waitFor('its event', () => other.told().some(({ key }) => key === third.key));
  await receiver.close();
  await other.close();
});

it('a journal that is damaged: payments are unreachable, with the reason', async () => {
  const { provider, close } = await open();
  await pay(provider);
  await close();
  await writeFile(join(folder(), 'journal'), 'no journal\n');
  const broken = await open();
  const error = await pay(broken.provider).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProviderUnreachable);
  expect(String((error as Error).cause)).toContain('is damaged');
});

it('by itself: settings from the environment, its own port, ended by a signal', async () => {
  const env = {
    DATA_DIR: dataDir,
    PAYMENT_SIMULATOR_SECRET: 's'.repeat(24),
    PAYMENT_WEBHOOK_SECRET: 'w'.repeat(32),
    PAYMENT_SIMULATOR_PORT: String(await freePort()),
    PAYMENT_SIMULATOR_FAULTS: '{"declineShare": 1}',
  };
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const PAYMENT_SIMULATOR_URL = `http://127.0.0.1:${env.PAYMENT_SIMULATOR_PORT}`;
  const { PAYMENT_SIMULATOR_SECRET, PAYMENT_WEBHOOK_SECRET } = env;
  const { provider } = await open({
    PAYMENT_SIMULATOR_URL,
    PAYMENT_SIMULATOR_SECRET,
    PAYMENT_WEBHOOK_SECRET,
  });
  expect((await pay(provider)).charge).toMatchObject({ state: 'declined' });
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
  expect(readFileSync(join(folder(), 'journal'), 'utf8')).toContain('"declined"');
});

it('by itself without what it needs: says what, and refuses', async () => {
  const child = spawn(process.execPath, [script], {
    env: { PAYMENT_SIMULATOR_SECRET: 'short' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [words, [code]] = await Promise.all([
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  expect(code).toBe(2);
  expect(words).toContain('PAYMENT_SIMULATOR_SECRET must be a secret of 24 to 512 characters.');
  expect(words).toContain('PAYMENT_WEBHOOK_SECRET is required');
  expect(words).not.toContain('short');
});

it('a fault profile that is none refuses the start', async () => {
  await expect(open({ PAYMENT_SIMULATOR_FAULTS: '{"declineShare": 7}' })).rejects.toThrow(
    StartupError,
  );
});

/** What a wrong or odd environment leads to: every rule of the configuration, one by one. */
import { isAbsolute, join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './load.ts';
import { settings } from './settings.ts';

const url = 'postgres://onsale:hunter2-hunter2@db.example/onsale';
/** What production wants to be told in any case. */
const production = { NODE_ENV: 'production', PAYMENT_PROVIDER: 'simulator' };

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('defaults', () => {
  it('needs nothing on a laptop', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      environment: 'development',
      role: 'all',
      demo: true,
      http: { host: '0.0.0.0', port: 8080, portExplicit: false, trustedProxies: [] },
      metrics: { host: '127.0.0.1', port: 9464, portExplicit: false },
      database: { url: undefined, migrate: 'apply', poolMax: 20, connectTimeoutMs: 30_000 },
      holds: { holdMs: 480_000, extensionMs: 300_000 },
      retention: { outboxMs: 604_800_000, idempotencyMs: 86_400_000 },
      log: { level: 'info', requests: 'slow', slowRequestMs: 500 },
      warnings: [],
    });
    expect(isAbsolute(config.dataDir)).toBe(true);
    expect(config.dataDir).toBe(join(import.meta.dirname, '..', '..', '..', '.data'));
  });

  it('lets 10,000 bookings at once pass from one address with one key', () => {
    const { rateLimit } = loadConfig({});
    expect(Math.min(rateLimit.keyBurst, rateLimit.addressBurst)).toBeGreaterThanOrEqual(20_000);
  });

  it('is careful in production', () => {
    const config = loadConfig({ ...production, DATABASE_URL: url });
    expect(config.demo).toBe(false);
    expect(config.database.migrate).toBe('require');
    expect(loadConfig({ ...production, DATABASE_URL: url, DEMO: 'true' }).demo).toBe(true);
  });

  it('migrates an embedded database by itself, also where it is permitted in production', () => {
    const config = loadConfig({ ...production, DATABASE_EMBEDDED: 'true' });
    expect(config.database).toMatchObject({ url: undefined, migrate: 'apply' });
  });

  it('treats an empty value as unset', () => {
    expect(loadConfig({ PORT: ' ', DATABASE_URL: '', REDIS_URL: '' })).toEqual(loadConfig({}));
  });
});

describe('values', () => {
  it('reads numbers, flags, lists and names', () => {
    const config = loadConfig({
      PORT: '9000',
      DEMO: '0',
      TRUSTED_PROXIES: '10.0.0.0/16, fd00::/8,192.0.2.7',
      ROLE: 'worker',
      PARTNER_API_KEY: 'k'.repeat(24),
    });
    expect(config.http).toMatchObject({
      port: 9000,
      portExplicit: true,
      trustedProxies: ['10.0.0.0/16', 'fd00::/8', '192.0.2.7'],
    });
    expect(config).toMatchObject({
      demo: false,
      role: 'worker',
      partner: { apiKey: 'k'.repeat(24) },
    });
  });

  it.each([
    [{ PORT: '0' }, 'PORT must be a port number from 1 to 65535, not "0".'],
    [{ PORT: '80a' }, 'PORT must be a port number from 1 to 65535, not "80a".'],
    [{ PORT: '8080.5' }, 'PORT must be a port number from 1 to 65535, not "8080.5".'],
    [{ DEMO: 'yes' }, 'DEMO must be true or false, not "yes".'],
    [{ ROLE: 'web' }, 'ROLE must be one of all, api, worker, realtime, not "web".'],
    [
      { DATABASE_POOL_MAX: '501' },
      'DATABASE_POOL_MAX must be an integer from 1 to 500 (connections), not "501".',
    ],
  ])('refuses %j', (env, problem) => {
    expect(problemsOf(env)).toEqual([problem]);
  });

  it.each(['10.0.0.0/33', '10.0.0/8', 'fd00::/129', 'loopback', '10.0.0.0/8/8', ',', '1.2.3.4/'])(
    'refuses the network %s',
    (network) => {
      expect(problemsOf({ TRUSTED_PROXIES: network })).toHaveLength(1);
    },
  );

  it.each(['mysql://db/onsale', 'db.example', 'postgres://[', 'postgres:db'])(
    'refuses the database address %s',
    (address) => {
      expect(problemsOf({ DATABASE_URL: address })).toEqual([
        'DATABASE_URL must be a URL that starts with postgres:// or postgresql://.',
      ]);
    },
  );

  it('puts separate credentials into the database address', () => {
    const database = { DATABASE_URL: url, DATABASE_USER: 'app', DATABASE_PASSWORD: 'a/b:c@d e%f' };
    const written = new URL(loadConfig(database).database.url ?? '');
    expect(decodeURIComponent(written.username)).toBe('app');
    expect(decodeURIComponent(written.password)).toBe('a/b:c@d e%f');
    expect(written.host + written.pathname).toBe('db.example/onsale');
  });

  it('knows a replica by the credentials and the pool of the primary', () => {
    const database = { DATABASE_URL: url, DATABASE_USER: 'app', DATABASE_PASSWORD: 'secret' };
    expect(loadConfig(database).database.replica).toBeUndefined();
    const read = 'postgres://reader.example/onsale';
    expect(loadConfig({ ...database, DATABASE_READ_URL: read }).database.replica).toEqual({
      url: 'postgres://app:secret@reader.example/onsale',
      poolMax: 20,
      lagMaxMs: 2_000,
    });
    expect(problemsOf({ DATABASE_READ_URL: read })).toEqual([
      'DATABASE_READ_URL also needs DATABASE_URL.',
    ]);
    const budget = { DATABASE_MAX_CONNECTIONS_BUDGET: '200', INSTANCES_MAX: '4' };
    const fleet = { ...database, ...budget, DATABASE_READ_URL: read, ROLE: 'all' };
    const simulator = {
      PAYMENT_SIMULATOR_URL: 'http://simulator.example',
      PAYMENT_SIMULATOR_SECRET: 's'.repeat(24),
      PAYMENT_WEBHOOK_SECRET: 's'.repeat(32),
    };
    expect(problemsOf({ ...fleet, ...simulator, DATABASE_READ_POOL_MAX: '38' })).toEqual([
      'The connection budget of the replica is exceeded: INSTANCES_MAX 4 × ' +
        'DATABASE_READ_POOL_MAX 38 + 50 headroom = 202, more than ' +
        'DATABASE_MAX_CONNECTIONS_BUDGET 200.',
    ]);
  });
});

describe('problems', () => {
  it('lists every one at once, one per line', () => {
    const env = { PORT: 'x', PAYMENT_PROVIDER: 'toss', BLOBS_S3_BUCKET: 'x', DATABASE_USER: 'app' };
    expect(() => loadConfig(env)).toThrow(ConfigError);
    expect(problemsOf(env)).toEqual([
      'PORT must be a port number from 1 to 65535, not "x".',
      'PAYMENT_PROVIDER=toss is declared but the feature is not built yet; choose another.',
      'BLOBS_S3_BUCKET is declared but the feature is not built yet; unset it.',
      'DATABASE_PASSWORD must be set together with DATABASE_USER.',
      'DATABASE_USER and DATABASE_PASSWORD also need DATABASE_URL.',
    ]);
  });

  it('never prints a secret', () => {
    const secrets = {
      PARTNER_API_KEY: 'topsecret-short',
      DATABASE_URL: 'mysql://topsecret',
      REDIS_URL: 'topsecret',
      STRIPE_SECRET_KEY: 'topsecret',
    };
    expect(problemsOf(secrets)).toHaveLength(4);
    expect(problemsOf(secrets).join('\n')).not.toContain('topsecret');
  });

  it('has an answer for any environment, and never prints a secret of it', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.webUrl(),
      fc.boolean().map(String),
    );
    const names = fc.constantFrom(...Object.keys(settings));
    fc.assert(
      fc.property(fc.dictionary(names, value, { maxKeys: 12 }), (chosen) => {
        const env = Object.fromEntries(
          Object.entries(chosen).map(([name, text]) => [
            name,
            settings[name]?.secret ? `Zq7${text}Zq7` : text,
          ]),
        );
        expect(problemsOf(env).join('\n')).not.toContain('Zq7');
      }),
    );
  });

  it('says one thing about a wrong value, not that it is missing as well', () => {
    expect(problemsOf({ ...production, DATABASE_URL: 'nonsense' })).toHaveLength(1);
  });

  it('wants a database in production, or permission for the embedded one', () => {
    expect(problemsOf(production)).toEqual([expect.stringContaining('DATABASE_URL is required')]);
    expect(problemsOf({ DATABASE_EMBEDDED: 'false' })).toHaveLength(1);
    expect(problemsOf({ DATABASE_EMBEDDED: 'true', DATABASE_URL: url })).toHaveLength(1);
  });

  it('wants the provider of payments to be named in production', () => {
    const env = { NODE_ENV: 'production', DATABASE_URL: url };
    expect(problemsOf(env)).toEqual([expect.stringContaining('PAYMENT_PROVIDER is required')]);
    expect(problemsOf({ PAYMENT_PROVIDER: 'stripe' })).toEqual([
      'PAYMENT_PROVIDER=stripe is declared but the feature is not built yet; choose another.',
    ]);
  });

  it('wants one simulator for all processes of a database', () => {
    const shared = {
      PAYMENT_SIMULATOR_URL: 'http://127.0.0.1:8090',
      PAYMENT_SIMULATOR_SECRET: 's'.repeat(24),
      PAYMENT_WEBHOOK_SECRET: 'w'.repeat(32),
    };
    for (const fleet of [{ ROLE: 'worker' }, { ROLE: 'api' }]) {
      const problems = problemsOf({ ...fleet, DATABASE_URL: url });
      expect(problems).toEqual([expect.stringContaining('PAYMENT_SIMULATOR_URL is required')]);
      expect(problemsOf({ ...fleet, DATABASE_URL: url, ...shared })).toEqual([]);
    }
    expect(problemsOf({ PAYMENT_SIMULATOR_URL: shared.PAYMENT_SIMULATOR_URL })).toEqual([
      'PAYMENT_SIMULATOR_SECRET, PAYMENT_WEBHOOK_SECRET must be set together with ' +
        'PAYMENT_SIMULATOR_URL.',
    ]);
    const previous = { PAYMENT_WEBHOOK_SECRET_PREVIOUS: 'v'.repeat(32) };
    expect(problemsOf(previous)).toHaveLength(1);
    expect(loadConfig({ ...shared, ...previous }).payments.webhookSecrets).toEqual([
      'w'.repeat(32),
      'v'.repeat(32),
    ]);
  });

  it('wants both halves of the budget', () => {
    expect(problemsOf({ INSTANCES_MAX: '2' })).toEqual([
      'DATABASE_MAX_CONNECTIONS_BUDGET must be set together with INSTANCES_MAX.',
    ]);
  });

  it('refuses a fleet that could exhaust the database, and says what would fit', () => {
    const budget = { INSTANCES_MAX: '20', DATABASE_MAX_CONNECTIONS_BUDGET: '500' };
    expect(problemsOf(budget)).toEqual([expect.stringContaining('= 550, more than')]);
    expect(problemsOf(budget)[0]).toContain('DATABASE_POOL_MAX may be at most 17');
    expect(problemsOf({ ...budget, DATABASE_POOL_MAX: '18' })).toHaveLength(1);
    expect(problemsOf({ ...budget, DATABASE_POOL_MAX: '17' })).toEqual([]);
    expect(problemsOf({ ...budget, INSTANCES_MAX: '400' })[0]).toContain('no pool fits');
  });

  it.each([
    { DATABASE_LOCK_TIMEOUT_MS: '20000' },
    { ENGINE_WAIT_MAX_MS: '40000' },
    { ENGINE_QUEUE_MAX: '240' },
    { RATE_LIMIT_KEY_BURST: '1000' },
    { RATE_LIMIT_ADDRESS_BURST: '1000' },
    { PORT: '9000', METRICS_PORT: '9000' },
    { RATE_LIMIT_SESSION_BURST: '10' },
    { SESSION_SECRET_PREVIOUS: 's'.repeat(32) },
    { PUBLIC_URL: 'https://tickets.example', COOKIES_SECURE: 'false' },
    { DATABASE_URL: 'postgres:///x?host=/run', DATABASE_USER: 'a', DATABASE_PASSWORD: 'b' },
  ])('refuses the combination %j', (env) => {
    expect(problemsOf(env)).toHaveLength(1);
  });
});

describe('warnings', () => {
  it('names a misspelt setting and the one that was meant', () => {
    expect(loadConfig({ DATABSE_URL: url, HOLDS_MS: '1' }).warnings).toEqual([
      'DATABSE_URL is not a setting and is ignored; DATABASE_URL is.',
      'HOLDS_MS is not a setting and is ignored; HOLD_MS is.',
    ]);
  });

  it('leaves the usual variables of a system alone', () => {
    const usual = [
      'PATH',
      'HOME',
      'HOSTNAME',
      'LANG',
      'AWS_REGION',
      'NODE_OPTIONS',
      'PGHOST',
      'PWD',
    ];
    expect(loadConfig(Object.fromEntries(usual.map((name) => [name, 'x']))).warnings).toEqual([]);
  });

  it('says in production that the key that signs tickets is in the database', () => {
    const env = { ...production, DATABASE_URL: url };
    const about = (more: Record<string, string>) =>
      loadConfig({ ...env, ...more }).warnings.filter((line) => line.includes('TICKET_SIGNING'));
    expect(about({})).toHaveLength(1);
    expect(about({ TICKET_SIGNING_KEY_FILE: '/run/secrets/ticket-key' })).toEqual([]);
  });

  it('warns when every proxy is believed', () => {
    expect(loadConfig({ TRUSTED_PROXIES: '0.0.0.0/0' }).warnings).toHaveLength(1);
  });
});

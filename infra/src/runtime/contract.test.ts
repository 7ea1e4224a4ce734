/**
 * The runtime contract and the server's own settings say the same. When the server gains a feature,
 * a test fails here until the contract passes the setting on.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../server/src/config/load.ts';
import type { Setting } from '../../../server/src/config/setting.ts';
import { settings } from '../../../server/src/config/settings.ts';
import {
  constants,
  containerEnvironment,
  roles,
  runtime,
  secretVariables,
  topologyVariables,
} from './contract.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const source = (path: string): string => readFileSync(join(root, path), 'utf8');
const settingOf = (name: string): Setting | undefined => settings[name];

const values = {
  ROLE: 'api',
  PUBLIC_URL: 'https://tickets.example.com',
  TRUSTED_PROXIES: '10.0.0.0/16,130.176.0.0/17',
  DATABASE_URL: 'postgres://database.internal:5432/ticketing?sslmode=verify-full',
  DATABASE_POOL_MAX: '10',
  ENGINE_CONNECTIONS: '2',
  DATABASE_MAX_CONNECTIONS_BUDGET: '500',
  DATABASE_CONNECTIONS_HEADROOM: '50',
  INSTANCES_MAX: '24',
  PAYMENT_SIMULATOR_URL: 'http://payments.ticketing.internal:8090',
  DATABASE_READ_URL: 'postgres://reader.internal:5432/ticketing',
  REDIS_URL: 'rediss://store.internal:6379',
  REDIS_CLUSTER: 'false',
  BLOBS_S3_BUCKET: 'ticketing-dev-blobs',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
};
const secretNames = Object.keys(secretVariables);
const references = Object.fromEntries(
  secretNames.map((name) => [name, { secretArn: `arn:aws:secretsmanager:::secret:${name}` }]),
) as Parameters<typeof containerEnvironment>[1];

describe('the runtime contract', () => {
  it('knows no variable that the server does not know', () => {
    const names = [constants, topologyVariables, secretVariables].flatMap((table) =>
      Object.keys(table),
    );
    expect(names.filter((name) => settingOf(name) === undefined)).toEqual([]);
  });

  it('passes on exactly what the server accepts', () => {
    const contradicted = Object.entries({ ...topologyVariables, ...secretVariables }).filter(
      ([name, { accepted }]) => accepted === (settingOf(name)?.notYet === true),
    );
    expect(contradicted.map(([name]) => name)).toEqual([]);
  });

  it('treats as secret what the server treats as secret', () => {
    // These URLs carry no password here: user and password come by themselves.
    const withoutPassword = new Set(['DATABASE_URL', 'DATABASE_READ_URL', 'REDIS_URL']);
    const exposed = Object.keys(topologyVariables).filter(
      (name) => settingOf(name)?.secret === true && !withoutPassword.has(name),
    );
    expect(exposed).toEqual([]);
  });

  it.each(roles.filter(({ built }) => built))('makes an environment for $role', ({ role }) => {
    const { plain, secrets } = containerEnvironment({ ...values, ROLE: role }, references);
    const samples = Object.keys(secrets).map((name) => [name, 's'.repeat(40)]);
    const config = loadConfig({ ...plain, ...Object.fromEntries(samples) });
    expect(config).toMatchObject({ role, http: { port: runtime.port } });
    // The key stays in the database, which is encrypted: a container here gets no files.
    expect(config.warnings).toEqual([expect.stringMatching(/^TICKET_SIGNING_KEY_FILE is not set/)]);
  });

  it('leaves out the roles that the server refuses', () => {
    const refused = settingOf('ROLE')?.notYetValues ?? [];
    for (const { role, built } of roles) expect(built).toBe(!refused.includes(role));
  });

  it('names the ports, paths, user and commands of the product', () => {
    const dockerfile = source('Dockerfile');
    expect(dockerfile).toContain(`EXPOSE ${runtime.port}`);
    expect(dockerfile).toContain(`USER ${runtime.userId}:${runtime.userId}`);
    expect(dockerfile).toContain(`DATA_DIR=${runtime.dataDir}`);
    expect(dockerfile).toContain(`STOPSIGNAL ${runtime.stopSignal}`);
    expect(dockerfile).toContain(
      `CMD ${JSON.stringify(runtime.commands.serve).replace(',', ', ')}`,
    );
    const health = source('server/src/http/health-routes.ts');
    for (const path of runtime.healthPaths.slice(1)) expect(health).toContain(`'${path}'`);
    expect(source('contract/src/partner-api.ts')).toContain(runtime.healthPaths[0]);
    expect(health).toContain(`'${runtime.readyPath}'`);
    for (const [, file] of Object.values(runtime.commands)) {
      expect(() => source(file)).not.toThrow();
    }
  });

  it('gives a process longer to end than it takes', () => {
    expect(runtime.stopGraceSeconds * 1_000).toBeGreaterThan(runtime.stopTimeoutMs);
  });
});

/** Settings that cannot be deployed are refused, all at once, with the setting's name and a way out. */
import { describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { ConfigError } from '../lib/problem.ts';
import { checkSettings, imageOf, parseEnvironment, readSettings } from './settings.ts';

const example = join(import.meta.dirname, '..', '..', 'settings.example.json');
const good = readSettings(example, 'prod');

const refusalOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('settings', () => {
  it('come with an example that can be synthesised', () => {
    expect(imageOf(good)).toMatch(/@sha256:[0-9a-f]{64}$/);
  });

  it('refuse an unknown environment', () => {
    expect(refusalOf(() => parseEnvironment('production'))).toBe(
      'environment: "production" is unknown. Use one of dev, staging, prod.',
    );
  });

  it('demand a digest in prod, and a digest or a tag elsewhere', () => {
    const { imageDigest: _, ...rest } = good;
    expect(refusalOf(() => checkSettings({ ...rest, imageTag: 'v1' }, 'prod'))).toMatch(
      /^imageDigest: is missing; .* Set it to the digest/,
    );
    expect(refusalOf(() => checkSettings(rest, 'dev'))).toMatch(/^imageTag: is missing/);
    expect(imageOf(checkSettings({ ...rest, imageTag: 'v1' }, 'dev'))).toMatch(/:v1$/);
  });

  it('refuse a secret in plain text without repeating it', () => {
    const refusal = refusalOf(() => checkSettings({ ...good, dbPassword: 'hunter22' }, 'dev'));
    expect(refusal).toMatch(/^dbPassword: looks like a secret in plain text; .* Secrets Manager/);
    expect(refusal).not.toContain('hunter22');
  });

  it('tell every problem at once', () => {
    const refusal = refusalOf(() =>
      checkSettings({ ...good, accountId: '42', domain: 'Example', colour: 'red' }, 'prod'),
    );
    expect(refusal.split('\n').map((line) => line.split(':')[0])).toEqual([
      'colour',
      'accountId',
      'domain',
    ]);
  });

  it('refuse a file that is missing or is not JSON', () => {
    expect(refusalOf(() => readSettings('/nowhere/settings.json', 'dev'))).toMatch(
      /cannot be read/,
    );
    expect(refusalOf(() => readSettings(import.meta.filename, 'dev'))).toMatch(/is not JSON/);
  });
});

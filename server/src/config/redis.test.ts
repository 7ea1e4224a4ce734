/** Settings of Redis: credentials from two places, and what contradicts itself. */
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './load.ts';

const redisOf = (env: Readonly<Record<string, string>>) => loadConfig(env).redis;

function problemsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('redis', () => {
  it('is in this process when unset', () => {
    expect(redisOf({})).toBeUndefined();
  });

  it('takes credentials out of the address, which may then be shown', () => {
    expect(redisOf({ REDIS_URL: 'rediss://app:a%2Fb@cache.example:6380/3' })).toEqual({
      url: 'rediss://cache.example:6380/3',
      cluster: false,
      tls: true,
      caFile: undefined,
      username: 'app',
      password: 'a/b',
      commandTimeoutMs: 2_000,
      keyPrefix: 'onsale',
    });
  });

  it('prefers credentials of their own', () => {
    const env = { REDIS_URL: 'redis://x:y@h', REDIS_USERNAME: 'app', REDIS_PASSWORD: '100 % s' };
    expect(redisOf(env)).toMatchObject({ username: 'app', password: '100 % s', tls: false });
    expect(redisOf({ REDIS_URL: 'redis://:50%off@h' })).toMatchObject({ password: '50%off' });
  });

  it.each([
    [{ REDIS_CLUSTER: 'true' }, 'REDIS_CLUSTER also needs REDIS_URL.'],
    [{ REDIS_PASSWORD: 'x', REDIS_TLS: 'true' }, 'REDIS_TLS, REDIS_PASSWORD also need REDIS_URL.'],
    [{ REDIS_URL: 'redis://' }, 'REDIS_URL needs a host.'],
    [
      { REDIS_URL: 'redis://h/sessions' },
      'REDIS_URL may end in the number of a database and in nothing else.',
    ],
    [
      { REDIS_URL: 'redis://h/1', REDIS_CLUSTER: 'true' },
      'REDIS_URL names a database; a cluster (REDIS_CLUSTER) has only number 0.',
    ],
    [
      { REDIS_URL: 'redis://h', REDIS_TLS_CA_FILE: 'ca.pem' },
      'REDIS_TLS_CA_FILE needs TLS: rediss:// in REDIS_URL, or REDIS_TLS=true.',
    ],
    [
      { REDIS_URL: 'rediss://h', REDIS_TLS: 'false' },
      'REDIS_TLS=false contradicts rediss:// in REDIS_URL; unset one of them.',
    ],
    [{ REDIS_URL: 'redis://h', REDIS_USERNAME: 'app' }, 'REDIS_USERNAME needs REDIS_PASSWORD.'],
    [
      { REDIS_URL: 'redis://h', REDIS_KEY_PREFIX: 'a{b}' },
      'REDIS_KEY_PREFIX must not contain braces: they choose the slot of a key.',
    ],
  ])('refuses %j', (env, problem) => {
    expect(problemsOf(env)).toEqual([problem]);
  });
});

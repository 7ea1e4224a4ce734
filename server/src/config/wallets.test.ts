/** What the settings of wallets come to: all of a group, or none of it. */
import { expect, it } from 'vitest';
import { ConfigError, loadConfig } from './load.ts';

const apple = {
  APPLE_WALLET_PASS_TYPE_ID: 'pass.org.example',
  APPLE_WALLET_TEAM_ID: 'TEAM123456',
  APPLE_WALLET_CERTIFICATE_FILE: '/secrets/pass.pem',
  APPLE_WALLET_KEY_FILE: '/secrets/pass.key',
  APPLE_WALLET_WWDR_FILE: '/secrets/wwdr.pem',
};
const google = {
  GOOGLE_WALLET_ISSUER_ID: '3388',
  GOOGLE_WALLET_CREDENTIALS_FILE: '/secrets/google.json',
};

it('is off by itself, and on when all of it is there', () => {
  expect(loadConfig({}).wallets).toEqual({ apple: undefined, google: undefined });
  expect(loadConfig({ ...apple, ...google }).wallets).toEqual({
    apple: {
      passTypeId: 'pass.org.example',
      teamId: 'TEAM123456',
      certificateFile: '/secrets/pass.pem',
      keyFile: '/secrets/pass.key',
      passphrase: undefined,
      wwdrFile: '/secrets/wwdr.pem',
    },
    google: { issuerId: '3388', credentialsFile: '/secrets/google.json' },
  });
});

it.each([...Object.keys(apple), ...Object.keys(google)])('does not start without %s', (name) => {
  const { [name]: _left, ...rest } = { ...apple, ...google } as Record<string, string>;
  expect(() => loadConfig(rest)).toThrow(ConfigError);
  expect(() => loadConfig(rest)).toThrow(name);
});

it('does not start with a passphrase of nothing', () => {
  expect(() => loadConfig({ APPLE_WALLET_KEY_PASSPHRASE: 'x' })).toThrow(/APPLE_WALLET_KEY_FILE/);
});

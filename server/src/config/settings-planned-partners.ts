/** Declared settings of other companies' services; what settings-planned.ts says holds here too. */
import type { TSchema } from 'typebox';
import { type SettingGroup, text, urlOf } from './setting.ts';
import { planned } from './settings-planned.ts';

const secret = { secret: true } as const;
const key = (): TSchema => text('a key as issued by the provider', 8, 512);
const name = (what: string): TSchema => text(what, 1, 512);
const file = (): TSchema => text('the path of a readable file');

const payments: SettingGroup = {
  title: 'Stripe and Toss Payments',
  introduction: 'Payment providers besides the simulator.',
  settings: {
    STRIPE_SECRET_KEY: planned(key(), 'The secret key of the Stripe account.', secret),
    STRIPE_PUBLISHABLE_KEY: planned(key(), 'The key that the browser uses.'),
    STRIPE_WEBHOOK_SECRET: planned(key(), 'Verifies webhooks of Stripe.', secret),
    TOSS_SECRET_KEY: planned(key(), 'The secret key of the Toss Payments shop.', secret),
    TOSS_CLIENT_KEY: planned(key(), 'The key that the browser uses.'),
    TOSS_SECURITY_KEY: planned(key(), 'Verifies webhooks of Toss Payments.', secret),
  },
  together: [
    ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET'],
    ['TOSS_SECRET_KEY', 'TOSS_CLIENT_KEY', 'TOSS_SECURITY_KEY'],
  ],
};

const wallets: SettingGroup = {
  title: 'Wallets',
  introduction: 'Tickets in the wallet of a phone.',
  settings: {
    APPLE_WALLET_PASS_TYPE_ID: planned(name('a pass type identifier'), 'The pass type.'),
    APPLE_WALLET_TEAM_ID: planned(name('a team identifier'), 'The team that owns it.'),
    APPLE_WALLET_CERTIFICATE_FILE: planned(file(), 'Its certificate (PEM).'),
    APPLE_WALLET_KEY_FILE: planned(file(), 'Its private key (PEM).'),
    APPLE_WALLET_KEY_PASSPHRASE: planned(text('a passphrase', 1, 512), 'Of that key.', secret),
    GOOGLE_WALLET_ISSUER_ID: planned(name('an issuer identifier'), 'The issuer.'),
    GOOGLE_WALLET_CREDENTIALS_FILE: planned(file(), 'The service account (JSON).'),
  },
  together: [
    [
      'APPLE_WALLET_PASS_TYPE_ID',
      'APPLE_WALLET_TEAM_ID',
      'APPLE_WALLET_CERTIFICATE_FILE',
      'APPLE_WALLET_KEY_FILE',
    ],
    ['GOOGLE_WALLET_ISSUER_ID', 'GOOGLE_WALLET_CREDENTIALS_FILE'],
  ],
};

const signIn: SettingGroup = {
  title: 'Sign-in',
  introduction: 'Accounts of another identity provider, by OpenID Connect.',
  settings: {
    OIDC_ISSUER: planned(urlOf('https'), 'The issuer.'),
    OIDC_CLIENT_ID: planned(name('a client identifier'), 'The client registered there.'),
    OIDC_CLIENT_SECRET: planned(key(), 'Its secret.', secret),
  },
  together: [['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']],
};

const randomness: SettingGroup = {
  title: 'Public randomness',
  introduction: 'For draws that trust nobody.',
  settings: {
    BEACON_URL: planned(urlOf('https'), 'A drand-compatible randomness beacon.'),
    BEACON_CHAIN_HASH: planned(name('a chain hash'), 'The chain whose rounds are used.'),
  },
  together: [['BEACON_URL', 'BEACON_CHAIN_HASH']],
};

export const partnersGroups: readonly SettingGroup[] = [payments, wallets, signIn, randomness];

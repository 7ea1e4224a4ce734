/** Declared settings of other companies' services; what settings-planned.ts says holds here too. */
import type { TSchema } from 'typebox';
import { type SettingGroup, text, urlOf } from './setting.ts';
import { planned } from './settings-planned.ts';

const secret = { secret: true } as const;
const key = (): TSchema => text('a key as issued by the provider', 8, 512);
const name = (what: string): TSchema => text(what, 1, 512);

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

const randomness: SettingGroup = {
  title: 'Public randomness',
  introduction: 'For draws that trust nobody.',
  settings: {
    BEACON_URL: planned(urlOf('https'), 'A drand-compatible randomness beacon.'),
    BEACON_CHAIN_HASH: planned(name('a chain hash'), 'The chain whose rounds are used.'),
  },
  together: [['BEACON_URL', 'BEACON_CHAIN_HASH']],
};

export const partnersGroups: readonly SettingGroup[] = [payments, randomness];

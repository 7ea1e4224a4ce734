/** What this deployment offers, told to its pages: the same for everybody until the process ends. */
import type { Features } from '@onsale/contract/product-features.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import { type Handlers, rawJson } from '../lib/handler.ts';
import { ok } from '../lib/result.ts';
import type { Context } from './context.ts';
import { pushFeature } from './push.ts';

/** Shared caches may keep it as long; a page asks once. */
const CACHE = 'public, max-age=60';

export function featuresOf(context: Context): Features {
  const { config, identity } = context;
  return {
    mail: config.mail !== undefined,
    push: pushFeature(context),
    wallets: {
      apple: config.wallets.apple !== undefined,
      google: config.wallets.google !== undefined,
    },
    signIn: {
      passkeys: identity.offers.passkeys,
      confirmed: identity.signUpConfirmed,
      providers: [...identity.offers.providers],
    },
  };
}

export function featureRoutes(context: Context): Pick<Handlers<ProductApi>, 'readFeatures'> {
  const bytes = Buffer.from(JSON.stringify({ features: featuresOf(context) }));
  const body = rawJson(bytes, { cacheControl: CACHE });
  return { readFeatures: () => ok(body) };
}

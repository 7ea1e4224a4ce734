/**
 * How often somebody may ask. Thousands of phones share an address of their carrier, so a session
 * is counted at its address for itself; the address as a whole has a much higher limit, which also
 * stops whoever makes up a new session or key for every request.
 */
import type { RequestLimits, WafConfig } from '../../config/waf-config.ts';
import { sessionCookie } from '../edge-function/essential-cookies.ts';
import {
  apiCall,
  hasApiKey,
  hasSession,
  holdAttempt,
  notWebhook,
  orderAttempt,
  pageLoad,
  signInAttempt,
} from './requests.ts';
import type { Rule } from './rule.ts';
import { all, type Match, not, type RateBased, type RateKey, transformed } from './statements.ts';

type Counted = {
  readonly limit: keyof RequestLimits;
  /** Counted together; nothing more: by address. */
  readonly by?: RateKey;
  readonly scope: Match;
};

const session: RateKey = {
  cookie: { name: sessionCookie, text_transformation: transformed('NONE') },
};
const apiKey: RateKey = {
  header: { name: 'authorization', text_transformation: transformed('NONE') },
};

const counted: Readonly<Record<string, Counted>> = {
  'sign-ins': { limit: 'signIn', scope: signInAttempt },
  holds: { limit: 'holds', by: session, scope: holdAttempt },
  orders: { limit: 'orders', by: session, scope: orderAttempt },
  'api-of-session': { limit: 'api', by: session, scope: apiCall },
  'api-of-key': { limit: 'apiKey', by: apiKey, scope: apiCall },
  // Whoever has neither. AWS leaves requests without the cookie or the header out of the two above.
  'api-of-address': {
    limit: 'api',
    scope: all(apiCall, not(hasSession), not(hasApiKey), notWebhook),
  },
  'api-of-carrier': { limit: 'carrier', scope: all(apiCall, notWebhook) },
};

export const rateRules = (config: WafConfig): readonly Rule[] => [
  ...Object.entries(counted).map(([name, what]): Rule => ({
    name: `limit-${name}`,
    statement: rateOf(config, what),
    action: { refuse: 'rate-limited' },
  })),
  {
    // A browser answers it unseen; a program does not. No call of the API is ever answered with it.
    name: 'challenge-pages',
    statement: rateOf(config, { limit: 'pages', scope: all(...pageLoad) }),
    action: 'challenge',
  },
];

const rateOf = (
  { limits, windowSeconds }: WafConfig,
  { limit, by, scope }: Counted,
): RateBased => ({
  rate_based_statement: {
    limit: limits[limit],
    evaluation_window_sec: windowSeconds,
    scope_down_statement: scope,
    ...(by === undefined
      ? { aggregate_key_type: 'IP' }
      : { aggregate_key_type: 'CUSTOM_KEYS', custom_key: [{ ip: {} }, by] }),
  },
});

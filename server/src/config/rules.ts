/** Rules that concern several settings at once. Each returns what is wrong, or nothing. */
import { ACCOUNT_CONNECTIONS, RELAY_CONNECTIONS } from './settings-database.ts';
import { pushProblems } from './push.ts';
import { redisProblems } from './redis.ts';
import { signInProblems } from './sign-in.ts';
import type { SettingValues } from './settings.ts';
import { walletProblems } from './wallets.ts';

type Rule = (values: SettingValues, given: ReadonlySet<string>) => string | undefined;

const rules: readonly Rule[] = [
  function someDatabase(values, given) {
    if (given.has('DATABASE_URL')) {
      return values.DATABASE_EMBEDDED === true
        ? 'DATABASE_EMBEDDED=true contradicts DATABASE_URL; unset one of them.'
        : undefined;
    }
    const embedded = values.DATABASE_EMBEDDED ?? values.NODE_ENV !== 'production';
    return embedded
      ? undefined
      : 'DATABASE_URL is required: the embedded database has to be permitted in production by ' +
          'DATABASE_EMBEDDED=true.';
  },

  function credentialsNeedAHost(values, given) {
    if (!given.has('DATABASE_USER')) return undefined;
    if (!given.has('DATABASE_URL')) {
      return 'DATABASE_USER and DATABASE_PASSWORD also need DATABASE_URL.';
    }
    // A URL without a host (a socket named in the query) has no place for a user.
    return values.DATABASE_URL !== undefined && new URL(values.DATABASE_URL).host === ''
      ? 'DATABASE_USER and DATABASE_PASSWORD need a host in DATABASE_URL; put them in the URL.'
      : undefined;
  },

  function connectionBudget(values) {
    const budget = values.DATABASE_MAX_CONNECTIONS_BUDGET;
    const instances = values.INSTANCES_MAX;
    if (budget === undefined || instances === undefined) return undefined;
    const dedicated = values.ENGINE_CONNECTIONS + RELAY_CONNECTIONS + ACCOUNT_CONNECTIONS;
    const headroom = values.DATABASE_CONNECTIONS_HEADROOM;
    const needed = instances * (values.DATABASE_POOL_MAX + dedicated) + headroom;
    if (needed <= budget) return undefined;
    const poolMax = Math.floor((budget - headroom) / instances) - dedicated;
    const advice =
      poolMax >= 1
        ? `DATABASE_POOL_MAX may be at most ${poolMax}`
        : 'no pool fits: raise the budget, or lower INSTANCES_MAX or the headroom';
    return (
      `The connection budget is exceeded: INSTANCES_MAX ${instances} × (DATABASE_POOL_MAX ` +
      `${values.DATABASE_POOL_MAX} + ${dedicated} dedicated) + ${headroom} headroom = ${needed}, ` +
      `more than DATABASE_MAX_CONNECTIONS_BUDGET ${budget}; ${advice}.`
    );
  },

  // A replica allows at least as many connections as its primary, or it would not replay.
  function replicaBudget(values, given) {
    const budget = values.DATABASE_MAX_CONNECTIONS_BUDGET;
    const [instances, poolMax] = [values.INSTANCES_MAX, values.DATABASE_READ_POOL_MAX];
    if (!given.has('DATABASE_READ_URL') || poolMax === undefined) return undefined;
    if (budget === undefined || instances === undefined) return undefined;
    const headroom = values.DATABASE_CONNECTIONS_HEADROOM;
    const needed = instances * poolMax + headroom;
    return needed <= budget
      ? undefined
      : `The connection budget of the replica is exceeded: INSTANCES_MAX ${instances} × ` +
          `DATABASE_READ_POOL_MAX ${poolMax} + ${headroom} headroom = ${needed}, more than ` +
          `DATABASE_MAX_CONNECTIONS_BUDGET ${budget}.`;
  },

  function replicaOfWhat(_values, given) {
    return given.has('DATABASE_READ_URL') && !given.has('DATABASE_URL')
      ? 'DATABASE_READ_URL also needs DATABASE_URL.'
      : undefined;
  },

  notAbove('STOP_UNREADY_MS', 'STOP_TIMEOUT_MS'),
  notAbove('DATABASE_LOCK_TIMEOUT_MS', 'DATABASE_STATEMENT_TIMEOUT_MS'),
  notAbove('ENGINE_WAIT_MAX_MS', 'REQUEST_TIMEOUT_MS'),
  notAbove('ENGINE_BATCH_POOL_MAX', 'ENGINE_QUEUE_MAX'),
  notAbove('ENGINE_BATCH_SEATS_MAX', 'ENGINE_QUEUE_MAX'),
  notAbove('RATE_LIMIT_KEY_PER_SECOND', 'RATE_LIMIT_KEY_BURST'),
  notAbove('RATE_LIMIT_ADDRESS_PER_SECOND', 'RATE_LIMIT_ADDRESS_BURST'),
  notAbove('RATE_LIMIT_SESSION_PER_SECOND', 'RATE_LIMIT_SESSION_BURST'),
  notAbove('QUEUE_CHALLENGE_TRIES_MIN', 'QUEUE_CHALLENGE_TRIES_MAX'),

  function previousOfWhat(_values, given) {
    return given.has('SESSION_SECRET_PREVIOUS') && !given.has('SESSION_SECRET')
      ? 'SESSION_SECRET_PREVIOUS also needs SESSION_SECRET.'
      : undefined;
  },

  function previousQueueKey(_values, given) {
    return given.has('QUEUE_SIGNING_KEY_PREVIOUS') && !given.has('QUEUE_SIGNING_KEY')
      ? 'QUEUE_SIGNING_KEY_PREVIOUS also needs QUEUE_SIGNING_KEY.'
      : undefined;
  },

  // A link by the host that somebody asked for could lead the reader of a mail anywhere.
  function mailNeedsASite(_values, given) {
    return given.has('SMTP_HOST') && !given.has('PUBLIC_URL')
      ? 'SMTP_HOST also needs PUBLIC_URL: links in mails lead there.'
      : undefined;
  },

  function secureSite(values) {
    return values.COOKIES_SECURE === false && values.PUBLIC_URL?.startsWith('https://') === true
      ? 'COOKIES_SECURE=false contradicts a PUBLIC_URL with https; unset one of them.'
      : undefined;
  },

  function paymentsAreChosen(values, given) {
    return values.NODE_ENV === 'production' && !given.has('PAYMENT_PROVIDER')
      ? 'PAYMENT_PROVIDER is required in production; so far there is only `simulator`, which ' +
          'moves no money: with it every ticket is free.'
      : undefined;
  },

  // Two simulators would each know a part of the payments, and deny the others.
  function oneSimulator(values, given) {
    const isFleet = values.ROLE !== 'all' || (values.INSTANCES_MAX ?? 1) > 1;
    return isFleet && given.has('DATABASE_URL') && !given.has('PAYMENT_SIMULATOR_URL')
      ? 'PAYMENT_SIMULATOR_URL is required when several processes share a database: they have to ' +
          'share the payment simulator as well.'
      : undefined;
  },

  function previousNeedsCurrent(_values, given) {
    return given.has('PAYMENT_WEBHOOK_SECRET_PREVIOUS') && !given.has('PAYMENT_WEBHOOK_SECRET')
      ? 'PAYMENT_WEBHOOK_SECRET_PREVIOUS needs PAYMENT_WEBHOOK_SECRET.'
      : undefined;
  },

  function twoPorts(values, given) {
    return given.has('PORT') && given.has('METRICS_PORT') && values.PORT === values.METRICS_PORT
      ? 'PORT and METRICS_PORT must differ: metrics must not be public.'
      : undefined;
  },
];

type NumberName = {
  [Name in keyof SettingValues]: SettingValues[Name] extends number ? Name : never;
}[keyof SettingValues];

function notAbove(small: NumberName, large: NumberName): Rule {
  return (values) =>
    values[small] > values[large]
      ? `${small} (${values[small]}) must not be above ${large} (${values[large]}).`
      : undefined;
}

/** Everything that is wrong with the combination; assumes that each value by itself is right. */
export const brokenRules = (
  values: SettingValues,
  given: ReadonlySet<string>,
): readonly string[] => [
  ...rules.flatMap((rule) => rule(values, given) ?? []),
  ...redisProblems(values, given),
  ...signInProblems(values, given),
  ...pushProblems(values, given),
  ...walletProblems(values, given),
];

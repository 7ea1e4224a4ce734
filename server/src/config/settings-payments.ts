/** Settings of payments: which provider, and the simulator that stands in for one. */
import {
  integer,
  oneOf,
  port,
  secretText,
  type SettingGroup,
  type Settings,
  text,
  urlOf,
} from './setting.ts';

export const paymentSettings = {
  PAYMENT_PROVIDER: {
    schema: oneOf('simulator', 'stripe', 'toss'),
    description:
      'Who moves the money. `simulator` moves none: in production it has to be asked for, because ' +
      'with it every ticket is free.',
    whenUnset: '`simulator`; required in production',
    notYetValues: ['stripe', 'toss'],
  },
  PAYMENT_TIMEOUT_MS: {
    schema: integer(1_000, 120_000, 'milliseconds'),
    description: 'The longest wait for a provider; a hold is kept this long plus 60 s.',
    default: 10_000,
  },
  PAYMENT_WEBHOOK_SECRET: {
    schema: secretText(32),
    description: 'Verifies webhooks of the simulator.',
    whenUnset: 'a fresh one for the simulator that the server starts',
    secret: true,
  },
  PAYMENT_WEBHOOK_SECRET_PREVIOUS: {
    schema: secretText(32),
    description: 'The one before a rotation; still accepted.',
    secret: true,
  },
} satisfies Settings;

export const simulatorSettings = {
  PAYMENT_SIMULATOR_URL: {
    schema: urlOf('http', 'https'),
    description:
      'A payment simulator that runs by itself (`server/src/main/payment-simulator.ts`). Unset: ' +
      'the server starts one of its own, with its journal in `DATA_DIR`. Servers that share a ' +
      'database have to share the simulator as well.',
  },
  PAYMENT_SIMULATOR_SECRET: {
    schema: secretText(24),
    description: 'What callers of that simulator have to know.',
    secret: true,
  },
  PAYMENT_SIMULATOR_FAULTS: {
    schema: text('a fault profile in JSON', 2, 2_000),
    description:
      'What goes wrong by chance in a simulator that is started, e.g. `{"declineShare": 0.05}`; ' +
      'see docs/payments.md.',
    whenUnset: 'nothing goes wrong',
  },
  PAYMENT_SIMULATOR_HOST: {
    schema: text('an address to listen on', 1, 253),
    description: 'Where the simulator listens when it runs by itself.',
    default: '127.0.0.1',
  },
  PAYMENT_SIMULATOR_PORT: {
    schema: port(),
    description: 'The port it listens on when it runs by itself.',
    default: 8090,
  },
  PAYMENT_SIMULATOR_WEBHOOK_URL: {
    schema: urlOf('http', 'https'),
    description: 'Where it sends webhooks when it runs by itself.',
    whenUnset: 'webhooks wait until it is told an address',
  },
} satisfies Settings;

export const paymentGroups: readonly SettingGroup[] = [
  { title: 'Payments', introduction: 'How orders are paid.', settings: paymentSettings },
  {
    title: 'Payment simulator',
    introduction: 'A stand-in for a payment provider, with its failures; see docs/payments.md.',
    settings: simulatorSettings,
    together: [['PAYMENT_SIMULATOR_URL', 'PAYMENT_SIMULATOR_SECRET', 'PAYMENT_WEBHOOK_SECRET']],
  },
];

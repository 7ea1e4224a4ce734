/** What the product signs with: the same for every process, and known to nobody. */
import { Construct } from 'constructs';
import type { secretVariables } from '../../runtime/contract.ts';
import { createGeneratedSecret, type SecretCopy } from './generated-secret.ts';

/** Variables that are made up here, and their secrets' names below `<project>/<environment>`. */
export const applicationSecrets = {
  SESSION_SECRET: { path: 'session/secret', purpose: 'Signs session and guest cookies' },
  PAYMENT_SIMULATOR_SECRET: {
    path: 'payments/simulator-secret',
    purpose: 'What callers of the payment simulator have to know',
  },
  PAYMENT_WEBHOOK_SECRET: {
    path: 'payments/webhook-secret',
    purpose: 'Verifies webhooks of the payment simulator',
  },
  QUEUE_SIGNING_KEY: { path: 'queue/signing-key', purpose: 'Signs queue tickets and passes' },
  PARTNER_API_KEY: { path: 'partner/api-key', purpose: 'The first key for booking' },
} as const satisfies Partial<
  Record<keyof typeof secretVariables, { readonly path: string; readonly purpose: string }>
>;

export type ApplicationSecretsProps = {
  /** `<project>/<environment>`. */
  readonly prefix: string;
  readonly keyArn: string;
  readonly version: number;
  readonly recoveryDays: number;
  /** Regions that take over: a session made here has to be good there. */
  readonly copies?: readonly SecretCopy[];
};

/** ARNs by variable. */
export type ApplicationSecrets = Readonly<Record<keyof typeof applicationSecrets, string>>;

export function createApplicationSecrets(
  scope: Construct,
  id: string,
  { prefix, ...props }: ApplicationSecretsProps,
): ApplicationSecrets {
  const within = new Construct(scope, id);
  const make = (variable: keyof typeof applicationSecrets): string => {
    const { path, purpose } = applicationSecrets[variable];
    return createGeneratedSecret(within, path.replace('/', '-'), {
      ...props,
      name: `${prefix}/${path}`,
      description: `${purpose} (${variable})`,
    }).arn;
  };
  return {
    SESSION_SECRET: make('SESSION_SECRET'),
    PAYMENT_SIMULATOR_SECRET: make('PAYMENT_SIMULATOR_SECRET'),
    PAYMENT_WEBHOOK_SECRET: make('PAYMENT_WEBHOOK_SECRET'),
    QUEUE_SIGNING_KEY: make('QUEUE_SIGNING_KEY'),
    PARTNER_API_KEY: make('PARTNER_API_KEY'),
  };
}

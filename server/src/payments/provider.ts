/**
 * What the product wants from whoever moves the money, in the words of no particular company: the
 * simulator implements it now, Stripe (PaymentIntents) and Toss Payments fit it. Keys are ours and
 * are the idempotency keys there, so whatever was asked can be asked again. docs/payments.md says
 * what an implementation has to guarantee.
 */
import type { DeclineCode } from '@onsale/contract/decline.ts';
import type { Result } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';

export type ChargeRequest = {
  /** Ours: made for this payment, and the idempotency key at the provider. */
  readonly key: Uuid;
  /** Above zero, in the minor unit of `currency` (ISO 4217, upper case). */
  readonly amountMinor: number;
  readonly currency: string;
  /** The token of the payment method. */
  readonly source: string;
  readonly orderId: Uuid;
  readonly description: string;
};

/** `ref` is the provider's own id. */
export type ChargeState =
  | { readonly state: 'succeeded'; readonly ref: string }
  | { readonly state: 'declined'; readonly ref: string; readonly code: DeclineCode }
  | { readonly state: 'pending'; readonly ref: string }
  /** Will never succeed: cancelled at the provider (also a tombstone for a key it never saw). */
  | { readonly state: 'cancelled' }
  /** The provider does not know the key. */
  | { readonly state: 'missing' };

export type RefundRequest = {
  /** Our refund id, which is the idempotency key at the provider. */
  readonly key: Uuid;
  readonly chargeRef: string;
  readonly amountMinor: number;
  readonly currency: string;
};

export type RefundState =
  | { readonly state: 'succeeded' | 'pending' | 'failed'; readonly ref: string }
  | { readonly state: 'missing' };

export type ProviderEvent =
  | {
      readonly id: string;
      readonly kind: 'charge';
      readonly key: Uuid;
      readonly charge: ChargeState;
    }
  | {
      readonly id: string;
      readonly kind: 'refund';
      readonly key: Uuid;
      readonly refund: RefundState;
    };

/** Header names in lower case, as Node gives them. */
export type WebhookHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Every call may throw ProviderUnreachable: then the outcome is unknown and has to be found out. */
export type PaymentProvider = {
  readonly name: string;
  /** The longest one call may take, in milliseconds; after it the outcome is unknown. */
  readonly timeoutMs: number;
  charge(request: ChargeRequest): Promise<ChargeState>;
  findCharge(key: Uuid): Promise<ChargeState>;
  /** After it the key can never succeed any more, or has succeeded already. */
  cancelCharge(key: Uuid): Promise<ChargeState>;
  refund(request: RefundRequest): Promise<RefundState>;
  findRefund(key: Uuid): Promise<RefundState>;
  /** `body` is the bytes as they came: a signature covers them, not what they mean. */
  readWebhook(
    headers: WebhookHeaders,
    body: Buffer,
    nowMs: number,
  ): Result<ProviderEvent, 'invalid_signature'>;
};

/** No answer, or none that says what happened: the request may have had its effect or not. */
export class ProviderUnreachable extends Error {
  override name = 'ProviderUnreachable';
}

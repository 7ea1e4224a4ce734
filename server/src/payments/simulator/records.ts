/**
 * What the simulator remembers and writes to its journal: charges, refunds, the events about them
 * that are still to be told, and the entries that make them. Records are replaced, never changed.
 */
import type { DeclineCode } from '@onsale/contract/decline.ts';
import type { Uuid } from '../../lib/uuid-v7.ts';
import type { ChargeRequest, RefundRequest } from '../provider.ts';
import type { ChargePlan, RefundPlan } from './plan.ts';

export type ChargeStatus = 'pending' | 'succeeded' | 'declined' | 'cancelled';
export type RefundStatus = 'pending' | 'succeeded' | 'failed';

export type Charge = {
  readonly request: ChargeRequest;
  readonly ref: string;
  readonly plan: ChargePlan;
  readonly createdMs: number;
  readonly status: ChargeStatus;
};

export type RefundRefusal = 'no_such_charge' | 'charge_not_paid' | 'more_than_paid' | 'by_plan';

export type Refund = {
  readonly request: RefundRequest;
  readonly ref: string;
  readonly plan: RefundPlan;
  readonly createdMs: number;
  readonly status: RefundStatus;
  /** Why it failed. */
  readonly reason?: RefundRefusal;
};

/** What callers and webhooks are shown. */
export type ShownCharge =
  | {
      readonly key: Uuid;
      readonly status: ChargeStatus;
      readonly ref: string;
      readonly code?: DeclineCode;
      readonly amountMinor: number;
      readonly currency: string;
      readonly orderId: Uuid;
      readonly createdAt: string;
    }
  /** A tombstone: cancelled before it was ever asked for. */
  | { readonly key: Uuid; readonly status: 'cancelled' };

export type ShownRefund = {
  readonly key: Uuid;
  readonly status: RefundStatus;
  readonly ref: string;
  readonly chargeRef: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly createdAt: string;
  readonly reason?: RefundRefusal;
};

export type WebhookEvent = {
  readonly id: Uuid;
  /** Not told before this moment, in milliseconds since the epoch. */
  readonly dueMs: number;
  readonly copies: number;
  readonly createdMs: number;
  /** The record as it was when this happened. */
  readonly about:
    | { readonly kind: 'charge'; readonly charge: ShownCharge }
    | { readonly kind: 'refund'; readonly refund: ShownRefund };
};

type Events = { readonly events: readonly WebhookEvent[] };

/** One line of the journal. Events stand with what caused them, so that neither is without the other. */
export type Entry =
  | ({ readonly is: 'charge'; readonly charge: Charge } & Events)
  | ({ readonly is: 'charge-now'; readonly key: Uuid; readonly status: ChargeStatus } & Events)
  | { readonly is: 'tombstone'; readonly key: Uuid }
  | ({ readonly is: 'refund'; readonly refund: Refund } & Events)
  | ({ readonly is: 'refund-now'; readonly key: Uuid; readonly status: RefundStatus } & Events)
  | { readonly is: 'told'; readonly id: Uuid; readonly outcome: 'delivered' | 'given_up' };

export function showCharge({ request, ref, plan, createdMs, status }: Charge): ShownCharge {
  return {
    key: request.key,
    status,
    ref,
    ...(status === 'declined' && plan.outcome !== 'succeeded' && { code: plan.outcome }),
    amountMinor: request.amountMinor,
    currency: request.currency,
    orderId: request.orderId,
    createdAt: new Date(createdMs).toISOString(),
  };
}

export function showRefund({ request, ref, createdMs, status, reason }: Refund): ShownRefund {
  return {
    key: request.key,
    status,
    ref,
    chargeRef: request.chargeRef,
    amountMinor: request.amountMinor,
    currency: request.currency,
    createdAt: new Date(createdMs).toISOString(),
    ...(status === 'failed' && reason !== undefined && { reason }),
  };
}

/**
 * All charges and refunds in memory, rebuilt from the journal at start: what is applied here is what
 * an entry says, nothing is decided. Totals are kept along the way, so that a page of the ledger
 * does not have to count everything.
 */
import { assert } from '../../lib/assert.ts';
import type { Uuid } from '../../lib/uuid-v7.ts';
import { type Charge, type Entry, type Refund, showCharge, showRefund } from './records.ts';
import type { WebhookEvent } from './records.ts';

export type Totals = {
  /** Successful charges, in minor units, and how many. */
  readonly chargedMinor: number;
  readonly charges: number;
  /** Successful refunds. */
  readonly refundedMinor: number;
  readonly refunds: number;
};

type Line = { readonly kind: 'charge' | 'refund'; readonly key: Uuid };

export class Book {
  readonly charges = new Map<Uuid, Charge>();
  readonly tombstones = new Set<Uuid>();
  readonly refunds = new Map<Uuid, Refund>();
  /** Events that nobody has confirmed, oldest first. */
  readonly untold = new Map<Uuid, WebhookEvent>();
  readonly #keyOfRef = new Map<string, Uuid>();
  /** Per charge: what refunds took or are about to take. */
  readonly #refundingMinor = new Map<string, number>();
  readonly #totals = new Map<string, Totals>();
  readonly #lines: Line[] = [];

  get size(): number {
    return this.#lines.length + this.tombstones.size;
  }

  apply(entry: Entry): void {
    if ('events' in entry) for (const event of entry.events) this.untold.set(event.id, event);
    switch (entry.is) {
      case 'charge':
        this.#keyOfRef.set(entry.charge.ref, entry.charge.request.key);
        this.#lines.push({ kind: 'charge', key: entry.charge.request.key });
        return this.#putCharge(entry.charge);
      case 'charge-now': {
        const charge = this.charges.get(entry.key);
        assert(charge?.status === 'pending', `charge ${entry.key} changes while not pending`);
        return this.#putCharge({ ...charge, status: entry.status });
      }
      case 'tombstone':
        this.tombstones.add(entry.key);
        return;
      case 'refund':
        this.#lines.push({ kind: 'refund', key: entry.refund.request.key });
        return this.#putRefund(entry.refund);
      case 'refund-now': {
        const refund = this.refunds.get(entry.key);
        assert(refund?.status === 'pending', `refund ${entry.key} changes while not pending`);
        this.#refunding(refund, -1);
        return this.#putRefund({ ...refund, status: entry.status });
      }
      case 'told':
        this.untold.delete(entry.id);
    }
  }

  chargeOfRef(ref: string): Charge | undefined {
    const key = this.#keyOfRef.get(ref);
    return key === undefined ? undefined : this.charges.get(key);
  }

  /** What can still be refunded, in minor units. */
  refundableMinor(charge: Charge): number {
    const paid = charge.status === 'succeeded' ? charge.request.amountMinor : 0;
    return paid - (this.#refundingMinor.get(charge.ref) ?? 0);
  }

  /** Lines `after` .. `after + limit`, in the order in which they were made, and all totals. */
  ledger(after: number, limit: number) {
    const entries = this.#lines.slice(after, after + limit).map((line) => this.#show(line));
    const end = after + entries.length;
    return {
      entries,
      ...(end < this.#lines.length && { next: end }),
      totals: Object.fromEntries(this.#totals),
    };
  }

  #show({ kind, key }: Line) {
    const charge = kind === 'charge' ? this.charges.get(key) : undefined;
    if (charge !== undefined) return { kind, ...showCharge(charge) };
    const refund = this.refunds.get(key);
    assert(refund !== undefined, `the ledger names ${key}, which is not there`);
    return { kind, ...showRefund(refund) };
  }

  #putCharge(charge: Charge): void {
    const { key, currency, amountMinor } = charge.request;
    this.charges.set(key, charge);
    if (charge.status === 'succeeded')
      this.#add(currency, { chargedMinor: amountMinor, charges: 1 });
  }

  #putRefund(refund: Refund): void {
    const { key, currency, amountMinor } = refund.request;
    this.refunds.set(key, refund);
    if (refund.status !== 'failed') this.#refunding(refund, 1);
    if (refund.status === 'succeeded') {
      this.#add(currency, { refundedMinor: amountMinor, refunds: 1 });
    }
  }

  #refunding({ request }: Refund, sign: 1 | -1): void {
    const before = this.#refundingMinor.get(request.chargeRef) ?? 0;
    this.#refundingMinor.set(request.chargeRef, before + sign * request.amountMinor);
  }

  #add(currency: string, more: Partial<Totals>): void {
    const sum = { chargedMinor: 0, charges: 0, refundedMinor: 0, refunds: 0 };
    const before = this.#totals.get(currency) ?? sum;
    this.#totals.set(currency, {
      chargedMinor: before.chargedMinor + (more.chargedMinor ?? 0),
      charges: before.charges + (more.charges ?? 0),
      refundedMinor: before.refundedMinor + (more.refundedMinor ?? 0),
      refunds: before.refunds + (more.refunds ?? 0),
    });
  }
}

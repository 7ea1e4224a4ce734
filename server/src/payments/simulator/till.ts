/**
 * Takes money and gives it back: every command decides from the book, writes an entry, and answers
 * once the entry is on the disk. Applying is synchronous, so of a hundred requests with one key the
 * first makes the charge and the others find it.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../lib/clock.ts';
import type { Timers } from '../../lib/deadline.ts';
import type { Ids, Uuid } from '../../lib/uuid-v7.ts';
import type { ChargeRequest, RefundRequest } from '../provider.ts';
import type { Book } from './book.ts';
import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import { type Delays, type Plan, planCharge, planRefund } from './plan.ts';
import {
  type Charge,
  type Entry,
  type Refund,
  type RefundRefusal,
  showCharge,
  type ShownCharge,
  showRefund,
  type ShownRefund,
  type WebhookEvent,
} from './records.ts';

/** How a request for something new is to be answered; a repetition is answered at once. */
export type Answer<Shown> =
  | { readonly is: 'known'; readonly shown: Shown }
  | { readonly is: 'made'; readonly shown: Shown; readonly plan: Plan }
  | { readonly is: 'reset' }
  /** The key belongs to another request. */
  | { readonly is: 'conflict' }
  /** As many records as it is willing to keep. */
  | { readonly is: 'full' };

export type TillDeps = {
  readonly book: Book;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly delays: Delays;
  readonly recordsMax: number;
  /** Hands an event to those who deliver it. */
  readonly tell: (event: WebhookEvent) => void;
};

/** A stale "pending" comes this long after the outcome it contradicts. */
const STALE_AFTER_MS = 300;
const RESETS_MAX = 10_000;

export class Till {
  faults: Faults;
  readonly #deps: TillDeps;
  readonly #cancelTimer = new Map<Uuid, () => void>();
  /** Keys that chance has reset once. */
  readonly #resetOnce = new Set<Uuid>();

  constructor(deps: TillDeps, faults: Faults) {
    this.#deps = deps;
    this.faults = faults;
    // What was pending when the process ended is due at its own time, or at once when that passed.
    const { charges, refunds } = deps.book;
    for (const charge of charges.values()) if (charge.status === 'pending') this.#await(charge);
    for (const refund of refunds.values()) if (refund.status === 'pending') this.#await(refund);
  }

  async charge(request: ChargeRequest): Promise<Answer<ShownCharge>> {
    const { book, clock, delays } = this.#deps;
    const known = book.charges.get(request.key);
    if (known !== undefined) {
      if (!isDeepStrictEqual(known.request, request)) return { is: 'conflict' };
      return this.#durable({ is: 'known', shown: showCharge(known) });
    }
    if (book.tombstones.has(request.key)) {
      return this.#durable({ is: 'known', shown: tombstone(request.key) });
    }
    const plan = planCharge(request.source, request.key, this.faults, delays);
    if (plan.answer === 'reset' && this.#isReset(request.key, request.source))
      return { is: 'reset' };
    if (this.#isFull()) return { is: 'full' };
    const charge: Charge = {
      request,
      ref: `ch_${request.key.replaceAll('-', '')}`,
      plan,
      createdMs: clock.nowMs(),
      status: plan.settleAfterMs > 0 ? 'pending' : outcomeOf(plan),
    };
    this.#write({ is: 'charge', charge, events: this.#eventsOf(charge, charge) });
    if (charge.status === 'pending') this.#await(charge);
    return this.#durable({ is: 'made', shown: showCharge(charge), plan });
  }

  async findCharge(key: Uuid): Promise<ShownCharge | undefined> {
    const { charges, tombstones } = this.#deps.book;
    const charge = charges.get(key);
    if (charge !== undefined) return this.#durable(showCharge(charge));
    return this.#durable(tombstones.has(key) ? tombstone(key) : undefined);
  }

  /** Also of a key that nobody has used: it can never be used any more. */
  async cancelCharge(key: Uuid): Promise<ShownCharge | 'full'> {
    const { book } = this.#deps;
    const charge = book.charges.get(key);
    if (charge?.status === 'pending') {
      this.#settleCharge(charge, 'cancelled');
    } else if (charge === undefined && !book.tombstones.has(key)) {
      if (this.#isFull()) return 'full';
      this.#write({ is: 'tombstone', key });
    }
    return (await this.findCharge(key)) ?? tombstone(key);
  }

  async refund(request: RefundRequest): Promise<Answer<ShownRefund>> {
    const { book, clock, delays } = this.#deps;
    const known = book.refunds.get(request.key);
    if (known !== undefined) {
      if (!isDeepStrictEqual(known.request, request)) return { is: 'conflict' };
      return this.#durable({ is: 'known', shown: showRefund(known) });
    }
    const charge = book.chargeOfRef(request.chargeRef);
    const source = charge?.request.source ?? '';
    const plan = planRefund(source, request.key, this.faults, delays);
    if (plan.answer === 'reset' && this.#isReset(request.key, source)) return { is: 'reset' };
    if (this.#isFull()) return { is: 'full' };
    const refusal = this.#refusalOf(request, charge);
    const reason = refusal ?? (plan.outcome === 'failed' ? 'by_plan' : undefined);
    const later = refusal === undefined && plan.settleAfterMs > 0;
    const refund: Refund = {
      request,
      ref: `re_${request.key.replaceAll('-', '')}`,
      plan,
      createdMs: clock.nowMs(),
      status: later ? 'pending' : reason === undefined ? 'succeeded' : 'failed',
      ...(reason !== undefined && { reason }),
    };
    this.#write({ is: 'refund', refund, events: this.#eventsOf(refund, refund) });
    if (refund.status === 'pending') this.#await(refund);
    return this.#durable({ is: 'made', shown: showRefund(refund), plan });
  }

  async findRefund(key: Uuid): Promise<ShownRefund | undefined> {
    const refund = this.#deps.book.refunds.get(key);
    return this.#durable(refund === undefined ? undefined : showRefund(refund));
  }

  async ledger(after: number, limit: number) {
    return this.#durable(this.#deps.book.ledger(after, limit));
  }

  close(): void {
    for (const cancel of this.#cancelTimer.values()) cancel();
    this.#cancelTimer.clear();
  }

  #refusalOf(request: RefundRequest, charge: Charge | undefined): RefundRefusal | undefined {
    if (charge === undefined || charge.request.currency !== request.currency) {
      return 'no_such_charge';
    }
    if (charge.status !== 'succeeded') return 'charge_not_paid';
    const left = this.#deps.book.refundableMinor(charge);
    return request.amountMinor > left ? 'more_than_paid' : undefined;
  }

  /** What chance has reset gets through when it is repeated; what the token says happens every time. */
  #isReset(key: Uuid, source: string): boolean {
    if (source !== 'sim_ok') return true;
    if (this.#resetOnce.delete(key)) return false;
    if (this.#resetOnce.size >= RESETS_MAX) this.#resetOnce.clear();
    this.#resetOnce.add(key);
    return true;
  }

  #isFull(): boolean {
    return this.#deps.book.size >= this.#deps.recordsMax;
  }

  #await(record: Charge | Refund): void {
    const { clock, timers } = this.#deps;
    const { key } = record.request;
    const dueMs = record.createdMs + record.plan.settleAfterMs;
    const cancel = timers.after(Math.max(0, dueMs - clock.nowMs()), () => {
      if ('source' in record.request) this.#settleCharge(record as Charge);
      else this.#settleRefund(record as Refund);
    });
    this.#cancelTimer.set(key, cancel);
  }

  #settleCharge(charge: Charge, status: Charge['status'] = outcomeOf(charge.plan)): void {
    const { key } = charge.request;
    this.#stopWaiting(key);
    const events = this.#eventsOf({ ...charge, status }, charge);
    this.#write({ is: 'charge-now', key, status, events });
  }

  #settleRefund(refund: Refund): void {
    const { key } = refund.request;
    this.#stopWaiting(key);
    const status = refund.plan.outcome;
    this.#write({
      is: 'refund-now',
      key,
      status,
      events: this.#eventsOf({ ...refund, status }, refund),
    });
  }

  #stopWaiting(key: Uuid): void {
    this.#cancelTimer.get(key)?.();
    this.#cancelTimer.delete(key);
  }

  #eventsOf(now: Charge | Refund, before: Charge | Refund): WebhookEvent[] {
    const { clock, ids } = this.#deps;
    const { copies, stale } = now.plan.webhook;
    if (copies === 0) return [];
    const createdMs = clock.nowMs();
    const event = (record: Charge | Refund, delayMs: number): WebhookEvent => ({
      id: ids.next(),
      createdMs,
      dueMs: createdMs + delayMs,
      copies,
      about: aboutOf(record),
    });
    const told = event(now, 0);
    const outdated = { ...before, status: 'pending' } as const;
    return stale && now.status !== 'pending' ? [told, event(outdated, STALE_AFTER_MS)] : [told];
  }

  #write(entry: Entry): void {
    this.#deps.journal.append(entry);
    this.#deps.book.apply(entry);
    if (!('events' in entry) || entry.events.length === 0) return;
    const { events } = entry;
    // What is not on the disk must not be told either; a broken journal is reported by its owner.
    this.#durable(events).then(
      () => events.forEach(this.#deps.tell),
      () => {},
    );
  }

  async #durable<Value>(value: Value): Promise<Value> {
    await this.#deps.journal.flushed();
    return value;
  }
}

const outcomeOf = ({ outcome }: Charge['plan']): 'succeeded' | 'declined' =>
  outcome === 'succeeded' ? 'succeeded' : 'declined';

const tombstone = (key: Uuid): ShownCharge => ({ key, status: 'cancelled' });

const aboutOf = (record: Charge | Refund): WebhookEvent['about'] =>
  'source' in record.request
    ? { kind: 'charge', charge: showCharge(record as Charge) }
    : { kind: 'refund', refund: showRefund(record as Refund) };

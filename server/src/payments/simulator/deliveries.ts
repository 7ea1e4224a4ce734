/**
 * Tells events to the webhook address: signed, a few at a time, again after a growing pause when the
 * answer is not 2xx, and given up after a while, as providers do. What is untold when the process
 * ends is told by the next one.
 */
import type { Clock } from '../../lib/clock.ts';
import type { Timers } from '../../lib/deadline.ts';
import { sign, SIGNATURE_HEADER } from '../simulator-signature.ts';
import type { Entry, WebhookEvent } from './records.ts';

export type DeliveryLimits = {
  readonly attemptsMax: number;
  /** The first pause; it doubles up to the longest one. */
  readonly backoffMinMs: number;
  readonly backoffMaxMs: number;
  readonly timeoutMs: number;
  readonly inFlightMax: number;
  /** Ready ones beyond this are given up, oldest first: nobody listens. */
  readonly readyMax: number;
};

/** Gives up after about two minutes. */
export const deliveryDefaults: DeliveryLimits = {
  attemptsMax: 10,
  backoffMinMs: 500,
  backoffMaxMs: 30_000,
  timeoutMs: 10_000,
  inFlightMax: 8,
  readyMax: 100_000,
};

export type DeliveryDeps = {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly secret: string;
  readonly limits: DeliveryLimits;
  readonly record: (entry: Entry) => void;
};

type Delivery = { readonly event: WebhookEvent; readonly attempts: number };

export class Deliveries {
  readonly #deps: DeliveryDeps;
  #url: string | undefined;
  readonly #ready = new Set<Delivery>();
  readonly #waiting = new Set<() => void>();
  readonly #flying = new Set<Promise<void>>();
  readonly #abort = new AbortController();

  constructor(deps: DeliveryDeps, url: string | undefined) {
    this.#deps = deps;
    this.#url = url;
  }

  /** Undefined: events wait until there is one. */
  get url(): string | undefined {
    return this.#url;
  }

  set url(url: string | undefined) {
    this.#url = url;
    this.#pump();
  }

  tell(event: WebhookEvent): void {
    this.#later({ event, attempts: 0 }, event.dueMs - this.#deps.clock.nowMs());
  }

  async close(): Promise<void> {
    this.#abort.abort();
    for (const cancel of this.#waiting) cancel();
    this.#waiting.clear();
    this.#ready.clear();
    await Promise.all(this.#flying);
  }

  #later(delivery: Delivery, delayMs: number): void {
    if (this.#abort.signal.aborted) return;
    if (delayMs <= 0) return this.#now(delivery);
    const cancel = this.#deps.timers.after(delayMs, () => {
      this.#waiting.delete(cancel);
      this.#now(delivery);
    });
    this.#waiting.add(cancel);
  }

  #now(delivery: Delivery): void {
    this.#ready.add(delivery);
    this.#pump();
    for (const oldest of this.#ready) {
      if (this.#ready.size <= this.#deps.limits.readyMax) return;
      this.#ready.delete(oldest);
      this.#end(oldest, 'given_up');
    }
  }

  #pump(): void {
    for (const delivery of this.#ready) {
      if (this.#url === undefined || this.#flying.size >= this.#deps.limits.inFlightMax) return;
      this.#ready.delete(delivery);
      const flight = this.#fly(delivery, this.#url).finally(() => {
        this.#flying.delete(flight);
        this.#pump();
      });
      this.#flying.add(flight);
    }
  }

  async #fly(delivery: Delivery, url: string): Promise<void> {
    const { event, attempts } = delivery;
    if (await this.#send(event, url)) {
      for (let copy = 1; copy < event.copies; copy++) await this.#send(event, url);
      return this.#end(delivery, 'delivered');
    }
    if (this.#abort.signal.aborted) return;
    const { attemptsMax, backoffMinMs, backoffMaxMs } = this.#deps.limits;
    if (attempts + 1 >= attemptsMax) return this.#end(delivery, 'given_up');
    const pauseMs = Math.min(backoffMaxMs, backoffMinMs * 2 ** attempts);
    this.#later({ event, attempts: attempts + 1 }, pauseMs);
  }

  #end({ event }: Delivery, outcome: 'delivered' | 'given_up'): void {
    this.#deps.record({ is: 'told', id: event.id, outcome });
  }

  async #send(event: WebhookEvent, url: string): Promise<boolean> {
    const { clock, secret, limits } = this.#deps;
    const body = bodyOf(event);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [SIGNATURE_HEADER]: sign(secret, body, clock.nowMs()),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.#abort.signal, AbortSignal.timeout(limits.timeoutMs)]),
      });
      // Only the status matters; what else was said is not worth reading.
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }
}

/** The same text whenever it is sent. */
function bodyOf({ id, createdMs, about }: WebhookEvent): string {
  const status = about.kind === 'charge' ? about.charge.status : about.refund.status;
  return JSON.stringify({
    id,
    type: `${about.kind}.${status}`,
    createdAt: new Date(createdMs).toISOString(),
    data: about.kind === 'charge' ? about.charge : about.refund,
  });
}

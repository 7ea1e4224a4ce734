/**
 * Calls whose handler has not answered yet, in the order they began. All have the same time-out, so
 * the oldest is always first and one sweep a quarter of a second replaces a timer per request.
 */
import type { FastifyReply } from 'fastify';
import type { Clock } from '../lib/clock.ts';
import type { BoundRoute } from './bound-route.ts';

export class Call {
  readonly route: BoundRoute;
  readonly reply: FastifyReply;
  readonly beganMs: number;
  answered = false;
  previous: Call | undefined = undefined;
  next: Call | undefined = undefined;

  constructor(route: BoundRoute, reply: FastifyReply, beganMs: number) {
    this.route = route;
    this.reply = reply;
    this.beganMs = beganMs;
  }
}

export class OpenCalls {
  #first: Call | undefined = undefined;
  #last: Call | undefined = undefined;
  size = 0;

  add(call: Call): void {
    call.previous = this.#last;
    if (this.#last === undefined) this.#first = call;
    else this.#last.next = call;
    this.#last = call;
    this.size++;
  }

  /** Marks the call as answered. False when it was already: its time-out had come first. */
  close(call: Call): boolean {
    if (call.answered) return false;
    call.answered = true;
    if (call.previous === undefined) this.#first = call.next;
    else call.previous.next = call.next;
    if (call.next === undefined) this.#last = call.previous;
    else call.next.previous = call.previous;
    call.previous = undefined;
    call.next = undefined;
    this.size--;
    return true;
  }

  /** Hands the calls that began before this moment to `expire`, which has to close them. */
  sweep(beforeMs: number, expire: (call: Call) => void): void {
    for (let call = this.#first; call !== undefined && call.beganMs < beforeMs;) {
      const { next } = call;
      expire(call);
      call = next;
    }
  }
}

const SWEEP_MS = 250;

/** Sweeps until the answer is called. `timeoutMs` is exact to a quarter of a second. */
export function startSweeping(
  calls: OpenCalls,
  timeoutMs: number,
  clock: Clock,
  expire: (call: Call) => void,
): () => void {
  const everyMs = Math.min(SWEEP_MS, timeoutMs);
  const timer = setInterval(() => calls.sweep(clock.monotonicMs() - timeoutMs, expire), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Asks for the status of a waiting room again and again, by the law of the contract's `queue-poll.ts`:
 * the longer the wait, the later; one question at a time; none while nobody looks, and one at once when
 * somebody does again. Where a stream tells the status, there is nothing to ask.
 */
import { askAgainMs, askBeforeSaleMs, waitMsOf } from '@onsale/contract/queue-poll.ts';
import type { QueueStatus } from './queries.ts';

export type PollerDeps = {
  /** Undefined: no answer. */
  readonly ask: () => Promise<QueueStatus | undefined>;
  readonly after: (delayMs: number, action: () => void) => () => void;
  /** The server's time. */
  readonly nowMs: () => number;
  readonly random: () => number;
};

/** Questions that were not answered are repeated with growing pauses. */
const FAILED_MS = 4_000;
const FAILED_MAX_MS = 60_000;
/** Beside a stream: only in case that it lives and tells nothing. */
const STREAMED_MS = 90_000;

const nothing = (): void => {};

/** When to ask next, in ms. `position`: the own one; undefined: none is known. */
export function nextAskMs(
  status: QueueStatus,
  position: number | undefined,
  nowMs: number,
  random: number,
): number {
  const { poll, phase, opensAt, saleOpensAt } = status;
  const until = (instant: string | undefined): number =>
    Math.max(0, Date.parse(instant ?? saleOpensAt) - nowMs);
  if (phase === 'closed') return askBeforeSaleMs(poll, until(opensAt), random);
  if (phase === 'gathering') return askBeforeSaleMs(poll, until(saleOpensAt), random);
  if (phase === 'drawing') return askBeforeSaleMs(poll, 0, random);
  return askAgainMs(poll, position === undefined ? Infinity : waitMsOf(status, position), random);
}

export class Poller {
  readonly #deps: PollerDeps;
  #status: QueueStatus | undefined;
  #position: number | undefined;
  #isVisible = true;
  /** Asks in the background too, as rarely as the law allows: whoever wants to be told of their turn. */
  #asksHidden = false;
  #isAsking = false;
  #isOver = true;
  #failures = 0;
  #isStreamed = false;
  #cancel = nothing;

  constructor(deps: PollerDeps) {
    this.#deps = deps;
  }

  /** @param status what is known already */
  start(status: QueueStatus | undefined): void {
    this.#isOver = false;
    this.#status = status;
    if (status === undefined) this.#ask();
    else this.#plan();
  }

  stop(): void {
    this.#isOver = true;
    this.#cancel();
  }

  setPosition(position: number | undefined): void {
    if (position === this.#position) return;
    this.#position = position;
    this.#plan();
  }

  setVisible(isVisible: boolean): void {
    if (isVisible === this.#isVisible) return;
    this.#isVisible = isVisible;
    if (isVisible) this.#ask();
    else this.#plan();
  }

  setAsksHidden(asksHidden: boolean): void {
    this.#asksHidden = asksHidden;
    this.#plan();
  }

  /** A stream tells the status, as long as this is so. */
  setStreamed(isStreamed: boolean): void {
    if (isStreamed === this.#isStreamed) return;
    this.#isStreamed = isStreamed;
    this.#plan();
  }

  /** A stream has told it. */
  hear(status: QueueStatus): void {
    this.#status = status;
    this.#failures = 0;
    this.#plan();
  }

  /** Something has happened here that the status will show. */
  askSoon(): void {
    this.#ask();
  }

  #plan(): void {
    this.#cancel();
    this.#cancel = nothing;
    if (this.#isOver || this.#isAsking) return;
    if (!this.#isVisible && !this.#asksHidden) return;
    this.#cancel = this.#deps.after(this.#delayMs(), () => this.#ask());
  }

  #delayMs(): number {
    const { nowMs, random } = this.#deps;
    const status = this.#status;
    if (this.#failures > 0 || status === undefined) {
      const pauseMs = Math.min(FAILED_MAX_MS, FAILED_MS * 2 ** Math.max(0, this.#failures - 1));
      return pauseMs * (0.5 + random());
    }
    if (this.#isStreamed) return STREAMED_MS * (1 + random());
    if (!this.#isVisible) return askAgainMs(status.poll, Infinity, random());
    return nextAskMs(status, this.#position, nowMs(), random());
  }

  #ask(): void {
    if (this.#isOver || this.#isAsking) return;
    this.#isAsking = true;
    this.#cancel();
    const ask = async (): Promise<void> => {
      const status = await this.#deps.ask().catch(() => undefined);
      this.#isAsking = false;
      this.#failures = status === undefined ? this.#failures + 1 : 0;
      this.#status = status ?? this.#status;
      this.#plan();
    };
    void ask();
  }
}

/**
 * Group commit: while one batch is in flight, commands gather; when it lands, they leave together.
 * No timer: a lone command leaves at the end of the current turn of the event loop, a stampede gets
 * large batches by itself. The queue, the batch and the wait are bounded.
 */
import type { Clock } from './clock.ts';

export type LaneOptions<Command, Answer> = {
  readonly batchMax: number;
  readonly inFlightMax: number;
  /** Commands that may wait; one more is refused. */
  readonly queueMax: number;
  /** A command that waited longer than this many ms is refused without being run. */
  readonly waitMaxMs: number;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** What a command gets that cannot be taken or waited too long. */
  readonly busy: (command: Command) => Answer;
  /** Answers in the order of the batch. A promise among them does not hold up the lane. */
  readonly run: (batch: readonly Command[]) => Promise<readonly (Answer | Promise<Answer>)[]>;
  /** Starts a batch; the returned function says whether a command may join it or waits for the next. */
  readonly gate?: () => (command: Command) => boolean;
  readonly onBatch?: (size: number) => void;
  /** How long a command waited for its batch, in ms. */
  readonly onWait?: (ms: number) => void;
};

type Waiting<Command, Answer> = {
  readonly command: Command;
  readonly sinceMs: number;
  readonly resolve: (answer: Answer | Promise<Answer>) => void;
  readonly reject: (error: unknown) => void;
};

export class Lane<Command, Answer> {
  readonly #options: LaneOptions<Command, Answer>;
  #queue: Waiting<Command, Answer>[] = [];
  #inFlight = 0;
  #scheduled = false;

  constructor(options: LaneOptions<Command, Answer>) {
    this.#options = options;
  }

  /** Commands waiting and in flight. */
  get depth(): number {
    return this.#queue.length + this.#inFlight;
  }

  submit(command: Command): Promise<Answer> {
    const { queueMax, clock, busy } = this.#options;
    if (this.#queue.length >= queueMax) return Promise.resolve(busy(command));
    return new Promise((resolve, reject) => {
      this.#queue.push({ command, sinceMs: clock.monotonicMs(), resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled || this.#inFlight >= this.#options.inFlightMax) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#leave();
    });
  }

  #leave(): void {
    while (this.#inFlight < this.#options.inFlightMax) {
      const batch = this.#gather();
      if (batch.length === 0) return;
      this.#inFlight += 1;
      void this.#run(batch);
    }
  }

  /** Takes the next batch off the queue; commands that must wait for it stay in front, in order. */
  #gather(): Waiting<Command, Answer>[] {
    const { batchMax, waitMaxMs, clock, busy, gate, onWait } = this.#options;
    const joins = gate?.();
    const batch: Waiting<Command, Answer>[] = [];
    const stay: Waiting<Command, Answer>[] = [];
    const nowMs = clock.monotonicMs();
    // Looking past a few batches' worth of blocked commands would cost more than it brings.
    // Those that waited too long do not count: they must not hide the ones behind them.
    const stayMax = batchMax * 3;
    let looked = 0;
    for (; batch.length < batchMax && stay.length < stayMax; looked++) {
      const waiting = this.#queue[looked];
      if (waiting === undefined) break;
      const waitedMs = nowMs - waiting.sinceMs;
      if (waitedMs > waitMaxMs) waiting.resolve(busy(waiting.command));
      else if (joins === undefined || joins(waiting.command)) {
        batch.push(waiting);
        onWait?.(waitedMs);
      } else stay.push(waiting);
    }
    const rest = looked === this.#queue.length ? [] : this.#queue.slice(looked);
    this.#queue = stay.length === 0 ? rest : stay.concat(rest);
    return batch;
  }

  async #run(batch: readonly Waiting<Command, Answer>[]): Promise<void> {
    this.#options.onBatch?.(batch.length);
    try {
      const answers = await this.#options.run(batch.map((waiting) => waiting.command));
      batch.forEach((waiting, i) => {
        const answer = answers[i];
        if (answer === undefined) waiting.reject(new Error('a batch answered too few commands'));
        else waiting.resolve(answer);
      });
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    } finally {
      this.#inFlight -= 1;
      if (this.#queue.length > 0) this.#leave();
    }
  }
}

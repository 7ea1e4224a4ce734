/**
 * The waiting room of one event as the hub knows it. Each status is complete, so there is nothing to
 * catch up with: a client has the newest one or is told it. It is told at most once in a while, however
 * often it changes.
 */
import type { QueueStatus } from '@onsale/contract/queue.ts';
import { type QueueTopic, queueTopic } from '@onsale/contract/realtime.ts';
import { type HubTopic, type Sources, type Update, VOID } from './hub-topic.ts';
import type { Frame } from './model/frame.ts';
import { queueFrame } from './model/frames.ts';

export class QueueRoomTopic implements HubTopic {
  readonly name: QueueTopic;
  readonly eventId: number;
  readonly #everyMs: number;
  readonly #sources: Sources;
  #status: QueueStatus | undefined;
  #pending: QueueStatus | undefined;
  /** Counts what was told: a version may say different things in turn. */
  #revision = 0;
  #toldMs = Number.NEGATIVE_INFINITY;
  #update: Update | undefined;
  #resetFrame: Frame | undefined;
  #stop: (() => void) | undefined;
  listeners = 0;
  idleSinceMs = 0;
  gone = false;
  loading = false;
  generation = 0;

  constructor(eventId: number, everyMs: number, sources: Sources) {
    this.eventId = eventId;
    this.name = queueTopic(eventId);
    this.#everyMs = everyMs;
    this.#sources = sources;
  }

  begin(): void {
    // What was heard before nobody listened is old.
    this.#status = undefined;
    this.#pending = undefined;
    this.#stop ??= this.#sources.queues?.watch(this.eventId);
  }

  end(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Takes a status. False: it is older than what is known. */
  publish(status: QueueStatus): boolean {
    const known = this.#pending ?? this.#status;
    if (known !== undefined && status.version < known.version) return false;
    this.gone = false;
    this.#pending = status;
    return true;
  }

  seal(nowMs: number): boolean {
    if (this.#pending === undefined) return true;
    if (nowMs - this.#toldMs < this.#everyMs) return false;
    this.#toldMs = nowMs;
    this.#set(this.#pending);
    return true;
  }

  async load({ queues }: Sources): Promise<(() => boolean) | undefined> {
    const status = await queues?.statusOf(this.eventId);
    return (
      status &&
      (() => {
        if (this.publish(status)) this.#set(status);
        return true;
      })
    );
  }

  #set(status: QueueStatus): void {
    this.#status = status;
    this.#pending = undefined;
    this.#revision += 1;
    this.#update = { frames: [queueFrame(status, false)], position: this.#revision };
    this.#resetFrame = undefined;
  }

  freshen(): void {
    // The newest is always worth giving.
  }

  update(position: number, isTold: boolean): Update | undefined {
    if (this.#status === undefined) return undefined;
    if (isTold && position === this.#revision) return { frames: [], position };
    if (position !== VOID) return this.#update;
    this.#resetFrame ??= queueFrame(this.#status, true);
    return { frames: [this.#resetFrame], position: this.#revision };
  }

  seqAt(): number {
    return this.#status?.version ?? 0;
  }

  forget(): void {
    // Nothing is kept but the newest.
  }

  reset(): void {
    this.#status = undefined;
    this.#pending = undefined;
    this.gone = false;
    this.generation += 1;
  }
}

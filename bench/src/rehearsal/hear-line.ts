/**
 * Listening to the waiting room on the live channel instead of asking: the last status that was told.
 * Where the channel is refused or ends, there is none, and the buyer asks.
 */
import type { QueueStatus } from '@onsale/contract/queue.ts';
import { livePath } from '@onsale/contract/realtime.ts';
import type { Visitor } from './door.ts';

export type Ear = {
  /** Undefined: nothing was heard lately. */
  latest(): QueueStatus | undefined;
  stop(): void;
};

/** The channel says something at least this often; silence means that it is broken. */
const SILENCE_MS = 10_000;

export function listenToLine(visitor: Visitor, eventId: number): Ear {
  const abort = new AbortController();
  let heard: { readonly status: QueueStatus; readonly atMs: number } | undefined;
  const hear = (data: string): void => {
    const status = statusIn(data, eventId);
    if (status !== undefined && status.version >= (heard?.status.version ?? 0)) {
      heard = { status, atMs: performance.now() };
    }
  };
  void visitor.listen(`${livePath}?topics=queue:${eventId}`, hear, abort.signal);
  return {
    latest() {
      if (heard === undefined || performance.now() - heard.atMs > SILENCE_MS) return undefined;
      return heard.status;
    },
    stop: () => abort.abort(),
  };
}

/** Whatever the message is called: it is about this room if it carries its status. */
function statusIn(data: string, eventId: number): QueueStatus | undefined {
  try {
    const message = JSON.parse(data) as { readonly status?: Partial<QueueStatus> };
    const { status } = message;
    const isOne = status?.eventId === eventId && typeof status.servedUpTo === 'number';
    return isOne ? (status as QueueStatus) : undefined;
  } catch {
    return undefined;
  }
}

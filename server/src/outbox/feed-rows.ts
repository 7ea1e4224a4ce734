/**
 * Rows of the outbox as messages of the feed that fans them out to other processes. A message carries
 * the term of the relay that had numbered it, so that a history that was lost (a replica that lagged was
 * promoted) is not taken for the one that is true: see `tail-feed.ts`.
 */
import type { OutboxDbRow } from './sql/read.ts';

/** What of shared state the outbox needs; `shared/contract.ts` has the guarantees. */
export type RowFeed = {
  publish(messages: readonly FeedMessage[]): Promise<void>;
  subscribe(options: {
    readonly after: number;
    onMessages(messages: readonly FeedMessage[]): void | Promise<void>;
    onGap(from: number, to: number): void | Promise<void>;
    onLost(error: unknown): void;
    onBack(): void;
  }): FeedSubscription;
};

export type FeedMessage = { readonly position: number; readonly body: string };

export type FeedSubscription = {
  readonly position: number;
  skipTo(position: number): void;
  close(): Promise<void>;
};

export type FedRow = { readonly term: string; readonly row: OutboxDbRow };

/** Longer ones are left out: whoever misses them reads them in the database. */
const BODY_CHARS_MAX = 65_536;

export function messageOf(term: string, row: OutboxDbRow): FeedMessage | undefined {
  const { position, eventId, seq, payload } = row;
  const body = JSON.stringify([term, eventId, seq, payload]);
  return body.length > BODY_CHARS_MAX ? undefined : { position, body };
}

/** Undefined when a later release wrote it in a form of its own. */
export function rowOf({ position, body }: FeedMessage): FedRow | undefined {
  try {
    const parts: unknown = JSON.parse(body);
    if (!Array.isArray(parts) || parts.length !== 4) return undefined;
    const [term, eventId, seq, payload] = parts as unknown[];
    if (typeof term !== 'string' || !Number.isSafeInteger(eventId)) return undefined;
    if (!Number.isSafeInteger(seq)) return undefined;
    const row = { position, eventId: Number(eventId), seq: Number(seq), payload };
    return { term, row };
  } catch {
    return undefined;
  }
}

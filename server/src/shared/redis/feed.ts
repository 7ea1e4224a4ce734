/**
 * A feed as a stream of Redis. The id of an entry is its position, so the server itself refuses what
 * was published before; readers wait on connections of their own.
 */
import { once } from 'node:events';
import { assert } from '../../lib/assert.ts';
import { withDeadline } from '../../lib/deadline.ts';
import { systemWait } from '../../lib/wait.ts';
import { bounds } from '../bounds.ts';
import { type Feed, type FeedMessage, SharedStateError } from '../contract.ts';
import { type FeedSource, pump } from '../feed-pump.ts';
import type { Connection } from './connection.ts';
import { publishScript } from './scripts.ts';

/** How long a read waits for something new. */
const BLOCK_MS = 5_000;
/** A stream that nobody writes to any more goes. */
const IDLE_MS = 86_400_000;
/** What one call of the script carries at most. */
const CHUNK_CHARS = 1_048_576;

export function createRedisFeed(connection: Connection, name: string): Feed {
  const key = connection.key('feed', name);
  return {
    async publish(messages) {
      for (const chunk of chunksOf(messages)) {
        const entries = chunk.flatMap(({ position, body }) => [position, body]);
        await connection.run('publish', publishScript, key, bounds.feedKept, IDLE_MS, ...entries);
      }
    },
    subscribe: (options) => pump(openSource(connection, key), options, systemWait),
  };
}

function openSource(connection: Connection, key: string): FeedSource {
  const answerMs = BLOCK_MS + connection.config.commandTimeoutMs;
  const client = connection.own(answerMs);
  const args = ['COUNT', bounds.feedBatch, 'BLOCK', BLOCK_MS, 'STREAMS', key];
  return {
    async read(after, signal) {
      try {
        // At the start, and after an outage: the client connects by itself.
        const { commandTimeoutMs } = connection.config;
        if (client.status !== 'ready') await withDeadline(once(client, 'ready'), commandTimeoutMs);
        const answer = client.call('xread', ...args, `${after}-0`);
        return messagesOf(await withDeadline(untilAborted(answer, signal), answerMs));
      } catch (error) {
        connection.observer.called('read', 'error', 0);
        throw new SharedStateError('read', 'error', error);
      }
    },
    close: () => client.disconnect(),
  };
}

function untilAborted<Value>(
  work: Promise<Value>,
  signal: AbortSignal,
): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(undefined);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    work.finally(() => signal.removeEventListener('abort', stop)).then(resolve, reject);
  });
}

type Entry = readonly [id: string, fields: readonly string[]];

/** Null, or one stream with its entries, each with the one field `b`. */
function messagesOf(answer: unknown): readonly FeedMessage[] {
  const [stream] = (answer ?? []) as readonly [string, readonly Entry[]][];
  return (stream?.[1] ?? []).map(([id, [, body = '']]) => ({
    position: Number.parseInt(id),
    body,
  }));
}

function chunksOf(messages: readonly FeedMessage[]): readonly FeedMessage[][] {
  const chunks: FeedMessage[][] = [];
  let chars = 0;
  for (const message of messages) {
    assert(Number.isSafeInteger(message.position) && message.position > 0, 'a position');
    assert(message.body.length <= bounds.feedBodyChars, 'a message of a feed is short');
    const current = chunks.at(-1);
    chars += message.body.length;
    if (current === undefined || current.length >= bounds.feedBatch || chars > CHUNK_CHARS) {
      chunks.push([message]);
      chars = message.body.length;
    } else current.push(message);
  }
  return chunks;
}

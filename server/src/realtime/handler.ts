/**
 * GET /api/v1/live on a bare request of Node, so that it can be mounted anywhere. It answers either a
 * refusal, with the response untouched for the caller to send, or nothing: then it owns the response.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodePositions, liveTopicsMax, type Topic, topicOf } from '@onsale/contract/realtime.ts';
import { ok, refuse, type Refusal, type Result } from '../lib/result.ts';
import type { Admission, LiveCaller } from './admission.ts';
import type { Hub } from './hub.ts';
import { socketSink } from './sink.ts';
import { createTraffic, type Traffic } from './traffic.ts';

export type LiveRefusal = Refusal<'invalid_request' | 'rate_limited' | 'unavailable'>;

export type LiveHandler = {
  open(
    request: IncomingMessage,
    response: ServerResponse,
    caller: LiveCaller,
  ): LiveRefusal | undefined;
  readonly traffic: Readonly<Traffic>;
};

const headers: readonly string[] = [
  'Content-Type',
  'text/event-stream',
  // no-transform: a proxy that compresses would hold messages back.
  'Cache-Control',
  'no-cache, no-transform',
  'X-Accel-Buffering',
  'no',
  'X-Content-Type-Options',
  'nosniff',
];

const KEEP_ALIVE_MS = 30_000;
const QUERY_MAX = 2_000;

export function createLiveHandler(hub: Hub, admission: Admission): LiveHandler {
  const traffic = createTraffic();
  return {
    traffic,
    open(request, response, caller) {
      const wish = wishOf(request);
      if (!wish.ok) return wish;
      const { socket } = response;
      // A request behind another one on its connection (pipelining) has no connection of its own.
      if (socket === null) return invalid('connection', 'is busy with another request');
      if (request.method === 'HEAD') {
        response.writeHead(200, headers as string[]).end();
        return undefined;
      }
      const entered = admission.enter(caller);
      if (!entered.ok) return entered;
      const sink = socketSink(response, socket, headers, traffic);
      const listening = hub.listen(wish.value.topics, wish.value.positions, sink);
      if (!listening.ok) {
        entered.value();
        return listening;
      }
      socket.setTimeout(0);
      socket.setNoDelay(true);
      socket.setKeepAlive(true, KEEP_ALIVE_MS);
      traffic.open += 1;
      response.once('close', () => {
        traffic.open -= 1;
        entered.value();
        listening.value.leave();
      });
      return undefined;
    },
  };
}

type Wish = {
  readonly topics: readonly Topic[];
  readonly positions: ReturnType<typeof decodePositions>;
};

function wishOf({ url = '', headers: sent }: IncomingMessage): Result<Wish, 'invalid_request'> {
  const query = url.slice(url.indexOf('?') + 1);
  if (query === url || query.length > QUERY_MAX)
    return invalid('query.topics', 'is missing or too long');
  const parameters = new URLSearchParams(query);
  const names = new Set(parameters.getAll('topics').flatMap((list) => list.split(',')));
  const topics: Topic[] = [];
  for (const name of names) {
    const topic = topicOf(name);
    if (topic === undefined) return invalid('query.topics', 'is not a list like event:1,queue:1');
    topics.push(topic);
  }
  if (topics.length === 0) return invalid('query.topics', 'is missing');
  if (topics.length > liveTopicsMax) {
    return invalid('query.topics', `names more than ${liveTopicsMax} topics`);
  }
  // A script that opens a new stream cannot set the header that a reconnecting browser sends.
  const last = sent['last-event-id'] ?? parameters.get('lastEventId') ?? '';
  return ok({ topics, positions: decodePositions(String(last)) });
}

const invalid = (field: string, problem: string): Refusal<'invalid_request'> =>
  refuse('invalid_request', { fields: [{ field, problem }] });

/** A client of the live channel that comes back after every end, as browsers do, with what it has. */
import { get, type ClientRequest } from 'node:http';
import { availableIn, applyMessage, emptyTopicState } from '@onsale/contract/realtime-state.ts';
import type { TopicState } from '@onsale/contract/realtime-state.ts';
import { decodeLive, encodePositions, eventTopic, livePath } from '@onsale/contract/realtime.ts';

export type Watcher = {
  readonly state: TopicState;
  /** Streams begun so far, and the farewells heard. */
  readonly begun: number;
  readonly byes: number;
  /** Snapshots taken: more than one means that something was missed and made good. */
  readonly snapshots: number;
  /** Whether a stream is open now. */
  readonly isOpen: boolean;
  /** Places that it shows as free. */
  available(): number;
  close(): void;
};

const AGAIN_MS = 50;

export function watch(url: string, eventId: number): Watcher {
  const topic = eventTopic(eventId);
  let state = emptyTopicState(topic);
  const seen = { begun: 0, byes: 0, snapshots: 0, isOpen: false };
  let request: ClientRequest | undefined;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  function hear(block: string): void {
    const data = block.split('\n').find((line) => line.startsWith('data: '));
    const message = data === undefined ? undefined : decodeLive(data.slice(6));
    if (message === undefined) return;
    if (message.t === 'bye') seen.byes += 1;
    if (message.t === 'snapshot') seen.snapshots += 1;
    state = applyMessage(state, message);
  }
  function again(): void {
    seen.isOpen = false;
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(open, AGAIN_MS);
  }
  function open(): void {
    const headers = state.seq < 0 ? {} : { 'last-event-id': encodePositions([[topic, state.seq]]) };
    request = get(`${url}${livePath}?topics=${topic}`, { headers, agent: false }, (response) => {
      if (response.statusCode === 200) {
        seen.begun += 1;
        seen.isOpen = true;
      }
      let rest = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop() ?? '';
        blocks.forEach(hear);
      });
      response.once('error', again);
      response.once('end', again);
    });
    request.once('error', again);
  }
  open();
  return {
    get state() {
      return state;
    },
    get begun() {
      return seen.begun;
    },
    get byes() {
      return seen.byes;
    },
    get snapshots() {
      return seen.snapshots;
    },
    get isOpen() {
      return seen.isOpen;
    },
    available: () => [...state.pools.values()].reduce((sum, pool) => sum + availableIn(pool), 0),
    close() {
      isClosed = true;
      clearTimeout(timer);
      request?.destroy();
    },
  };
}

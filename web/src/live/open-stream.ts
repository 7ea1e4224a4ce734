/** The stream over `fetch`: one can see when it is refused, when it beats and when it falls silent. */
import { createSseParser } from './sse-parser.ts';

export type StreamEnd =
  | { readonly kind: 'refused'; readonly status: number; readonly retryAfterMs: number }
  | { readonly kind: 'broken'; readonly retryAfterMs: number };

export type StreamHandlers = {
  /** Something arrived: the line is alive. */
  readonly onBeat: () => void;
  readonly onData: (data: string) => void;
  /** Once, unless it was closed by us. */
  readonly onEnd: (end: StreamEnd) => void;
};

export type Stream = { close(): void };

/** `lastEventId`: what the client has of each topic, or empty. */
export type OpenStream = (url: string, lastEventId: string, handlers: StreamHandlers) => Stream;

export const openStream: OpenStream = (url, lastEventId, handlers) => {
  const abort = new AbortController();
  const parser = createSseParser();

  async function read(): Promise<StreamEnd> {
    const response = await fetch(url, {
      signal: abort.signal,
      cache: 'no-store',
      credentials: 'same-origin',
      headers: {
        accept: 'text/event-stream',
        ...(lastEventId !== '' && { 'last-event-id': lastEventId }),
      },
    });
    const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1_000 || 0;
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return { kind: 'refused', status: response.status, retryAfterMs };
    }
    handlers.onBeat();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { kind: 'broken', retryAfterMs: parser.retryMs ?? 0 };
      handlers.onBeat();
      for (const { data } of parser.push(value)) handlers.onData(data);
    }
  }

  const broken = (): StreamEnd => ({ kind: 'broken', retryAfterMs: parser.retryMs ?? 0 });
  async function run(): Promise<void> {
    const end = await read().catch(broken);
    if (abort.signal.aborted) return;
    abort.abort();
    handlers.onEnd(end);
  }

  void run();
  return { close: () => abort.abort() };
};

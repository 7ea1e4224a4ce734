/**
 * Server-Sent Events (HTML, section 9.2) from pieces of text as they arrive. Ours instead of the
 * browser's EventSource, which hides heartbeats and refusals, and gives up for good after a refusal.
 */

export type SseEvent = {
  /** The last id seen, which outlives the event that set it. */
  readonly id: string;
  readonly data: string;
};

export type SseParser = {
  /** The events that are complete with this piece of text. */
  push(text: string): SseEvent[];
  readonly id: string;
  /** Milliseconds that the server asks to wait before a reconnection. */
  readonly retryMs: number | undefined;
};

/** Nothing of ours is longer: the snapshot of the largest hall is below half of it. */
const LINE_MAX = 4_000_000;

export function createSseParser(): SseParser {
  let rest = '';
  let id = '';
  let data: string[] = [];
  let retryMs: number | undefined;

  function takeLine(line: string, events: SseEvent[]): void {
    if (line === '') {
      if (data.length > 0) events.push({ id, data: data.join('\n') });
      data = [];
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    else if (field === 'id' && !value.includes('\0')) id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) retryMs = Number(value);
  }

  return {
    push(text) {
      const events: SseEvent[] = [];
      const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      if (rest.length > LINE_MAX) throw new RangeError('a line that does not end');
      for (const line of lines) takeLine(line, events);
      return events;
    },
    get id() {
      return id;
    },
    get retryMs() {
      return retryMs;
    },
  };
}

/**
 * One piece of a stream in the bytes of each transport. They are made when the first client of that
 * transport needs them and are the same for all of its clients.
 */
import type { LiveMessage } from '@onsale/contract/realtime.ts';

export class Frame {
  readonly #fields: string;
  readonly #message: LiveMessage | undefined;
  #json: string | undefined;
  #sse: Buffer | undefined;
  #socketIo: Buffer | undefined;

  /** `fields`: the lines of the SSE event before its data. Without a message it is for SSE only. */
  constructor(fields: string, message?: LiveMessage) {
    this.#fields = fields;
    this.#message = message;
  }

  /** As Server-Sent Events (HTML, section 9.2). */
  get sse(): Buffer {
    this.#sse ??= Buffer.from(
      this.#message === undefined ? this.#fields : `${this.#fields}data: ${this.#text()}\n\n`,
    );
    return this.#sse;
  }

  /** As a whole WebSocket frame of Socket.IO; undefined when there is nothing to say there. */
  get socketIo(): Buffer | undefined {
    if (this.#socketIo === undefined && this.#message !== undefined) {
      // 4: an Engine.IO message; 2: a Socket.IO event of the default namespace.
      this.#socketIo = textFrame(Buffer.from(`42["live",${this.#text()}]`));
    }
    return this.#socketIo;
  }

  #text(): string {
    this.#json ??= JSON.stringify(this.#message);
    return this.#json;
  }
}

/** A whole text message as one frame that is not masked (RFC 6455, section 5.2). */
export function textFrame(payload: Buffer): Buffer {
  const { length } = payload;
  const headBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headBytes + length);
  frame[0] = 0x81;
  if (headBytes === 2) frame[1] = length;
  else if (headBytes === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  payload.copy(frame, headBytes);
  return frame;
}

/**
 * Reads HTTP/1.1 answers off one keep-alive connection and reports their status. It looks at the
 * status line and Content-Length only: the load generator shares the machine with what it measures,
 * so every byte it inspects is taken from the server's time.
 */

const HEAD_BYTES_MAX = 16_384;
const HEAD_END = Buffer.from('\r\n\r\n');
const LF = 10;
const COLON = 58;
const SPACE = 32;
const LENGTH_NAME = 'content-length';

export class ProtocolError extends Error {
  override name = 'ProtocolError';
}

export class ResponseParser {
  readonly #onResponse: (status: number) => void;
  /** The beginning of a head that did not arrive in one piece. */
  #partialHead: Buffer | undefined;
  #status = 0;
  #bodyBytesLeft = 0;

  constructor(onResponse: (status: number) => void) {
    this.#onResponse = onResponse;
  }

  /**
   * Takes the next bytes; does not keep a reference to `chunk`. Calls `onResponse` once per
   * complete answer. Throws ProtocolError for anything it cannot frame (no Content-Length, not
   * HTTP/1.1).
   */
  feed(chunk: Buffer): void {
    let bytes = chunk;
    let offset = 0;
    while (offset < bytes.length) {
      if (this.#bodyBytesLeft > 0) {
        const taken = Math.min(this.#bodyBytesLeft, bytes.length - offset);
        this.#bodyBytesLeft -= taken;
        offset += taken;
        if (this.#bodyBytesLeft === 0) this.#onResponse(this.#status);
        continue;
      }
      if (this.#partialHead !== undefined) {
        bytes = Buffer.concat([this.#partialHead, bytes.subarray(offset)]);
        offset = 0;
        this.#partialHead = undefined;
      }
      const end = bytes.indexOf(HEAD_END, offset);
      if (end === -1) {
        if (bytes.length - offset > HEAD_BYTES_MAX) throw new ProtocolError('the head is too long');
        this.#partialHead = Buffer.from(bytes.subarray(offset));
        return;
      }
      this.#readHead(bytes, offset, end);
      offset = end + HEAD_END.length;
      if (this.#bodyBytesLeft === 0) this.#onResponse(this.#status);
    }
  }

  #readHead(bytes: Buffer, start: number, end: number): void {
    // "HTTP/1.1 200 ..."
    if (bytes[start] !== 72 || bytes[start + 5] !== 49 || bytes[start + 7] !== 49) {
      throw new ProtocolError('the answer is not HTTP/1.1');
    }
    this.#status = readDigits(bytes, start + 9, start + 12);
    const bodyless = this.#status === 204 || this.#status === 304;
    this.#bodyBytesLeft = bodyless ? 0 : contentLength(bytes, start, end);
  }
}

function contentLength(bytes: Buffer, start: number, end: number): number {
  let line = bytes.indexOf(LF, start) + 1;
  while (line > 0 && line < end) {
    if (isContentLength(bytes, line)) {
      let from = line + LENGTH_NAME.length + 1;
      while (bytes[from] === SPACE) from++;
      let to = from;
      while (to < end && isDigit(bytes[to])) to++;
      return readDigits(bytes, from, to);
    }
    line = bytes.indexOf(LF, line) + 1;
  }
  throw new ProtocolError('the answer has no Content-Length');
}

function isContentLength(bytes: Buffer, line: number): boolean {
  if (bytes[line + LENGTH_NAME.length] !== COLON) return false;
  for (let i = 0; i < LENGTH_NAME.length; i++) {
    // Bit 0x20 turns an upper-case letter into a lower-case one and leaves '-' as it is.
    if (((bytes[line + i] ?? 0) | 0x20) !== LENGTH_NAME.charCodeAt(i)) return false;
  }
  return true;
}

const isDigit = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 48 && byte <= 57;

function readDigits(bytes: Buffer, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i];
    if (byte === undefined || !isDigit(byte)) throw new ProtocolError('a number was expected');
    value = value * 10 + (byte - 48);
  }
  if (to <= from) throw new ProtocolError('a number was expected');
  return value;
}

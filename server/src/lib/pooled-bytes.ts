/**
 * Random bytes by the handful. Asking the system's generator costs the same for 16 bytes as for some
 * thousands, and each answer is an object for the garbage collector; so a page is drawn and given out
 * piece by piece. No byte is given twice.
 */

const PAGE_BYTES = 8_192;

/** `draw` is the real source, e.g. `randomBytes`. A piece keeps its page in memory: for short uses. */
export function pooledBytes(draw: (bytes: number) => Buffer): (bytes: number) => Buffer {
  let page: Buffer = Buffer.alloc(0);
  let at = 0;
  return (bytes) => {
    if (bytes > PAGE_BYTES / 16) return draw(bytes);
    if (at + bytes > page.length) {
      page = draw(PAGE_BYTES);
      at = 0;
    }
    at += bytes;
    return page.subarray(at - bytes, at);
  };
}

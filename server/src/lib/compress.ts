/** Answers that are sent many times, compressed once, beside the event loop. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** The same bytes in other forms. */
export type Compressed = { readonly br: Buffer; readonly gzip: Buffer };

/** Quality of Brotli: `quick` for what lives for seconds, `small` for what is kept for good. */
const qualities = { quick: 4, small: 9 } as const;

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

export async function compress(bytes: Buffer, effort: keyof typeof qualities): Promise<Compressed> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: qualities[effort] };
  const [br, gz] = await Promise.all([toBrotli(bytes, { params }), toGzip(bytes)]);
  return { br, gzip: gz };
}

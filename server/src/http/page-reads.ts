/**
 * What pages may read while they are rendered: the open reads of the product API, by the same cached
 * handlers that answer over HTTP, in process.
 */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import { type Handlers, RawJson } from '../lib/handler.ts';
import { withDeadline } from '../lib/deadline.ts';
import type { Answer } from '../lib/handler.ts';
import type { RouteSpec } from '@onsale/contract/route.ts';
import { errorTable } from '@onsale/contract/errors.ts';
import type { PageRead, RenderRequest } from './web-module.ts';

const readable = [
  'listEvents',
  'readEvent',
  'readQueue',
  'readShowcase',
  'searchEvents',
  'readDates',
  'readTierStock',
] as const satisfies readonly (keyof ProductApi)[];

type Reads = Partial<Pick<Handlers<ProductApi>, (typeof readable)[number]>>;
type AnyRead = (
  input: unknown,
  principal: undefined,
  traceId: string,
) => Answer<RouteSpec> | Promise<Answer<RouteSpec>>;

const DEADLINE_MS = 5_000;

/** @param failed told about reads that broke; the page says so without the reason */
export function createPageReads(
  reads: Reads,
  failed: (error: unknown) => void,
): RenderRequest['read'] {
  const handlers = new Map(
    readable.map((id) => [id, reads[id]] as const).filter(([, handler]) => handler !== undefined),
  ) as ReadonlyMap<string, AnyRead>;
  return async (routeId, { params = {}, query = {} }) => {
    const handler = handlers.get(routeId);
    if (handler === undefined) return refusal('not_found');
    try {
      const input = { params, query, headers: {}, body: undefined };
      const answer = await withDeadline(
        Promise.resolve(handler(input, undefined, 'page')),
        DEADLINE_MS,
      );
      if (!answer.ok) return refusal(answer.code);
      const { value } = answer;
      const body = value instanceof RawJson ? JSON.parse(value.bytes.toString()) : value;
      return { status: 200, body };
    } catch (error) {
      failed(error);
      return refusal('unavailable');
    }
  };
}

const refusal = (code: keyof typeof errorTable): PageRead => ({
  status: errorTable[code].status,
  body: { error: { code, message: errorTable[code].message } },
});

/** What everybody may read of a waiting room: its status, its draw, and that a place was in it. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { DrawRecord } from '@onsale/contract/queue.ts';
import { LRUCache } from 'lru-cache';
import { renderJson } from '../inventory/present.ts';
import type { Handlers, RawJson } from '../lib/handler.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { QueueDeps } from './routes.ts';

type Served = Pick<Handlers<ProductApi>, 'readQueue' | 'readDraw' | 'proveEntry'>;
type Draw = Result<RawJson, 'event_not_found' | 'queue_closed'>;

/** Whoever reads a draw that is not made reads the one of a second ago at worst. */
const DRAW_MS = 1_000;
const OPEN_DRAW = 'public, max-age=1';
/** What has been drawn stays as it is; so does the tree of a cohort that has closed. */
const FIXED_MS = 60_000;
const FIXED = 'public, max-age=60';
const DRAWS_MAX = 1_000;

const orNotFound = (body: RawJson | undefined) =>
  body === undefined ? refuse('event_not_found') : ok(body);

export function publicHandlers({ core, status }: QueueDeps): Served {
  const draws = new LRUCache<number, Draw>({
    max: DRAWS_MAX,
    ttl: DRAW_MS,
    // Those who ask together share one question.
    async fetchMethod(eventId, _stale, { options }) {
      const draw: Result<DrawRecord, 'event_not_found' | 'queue_closed'> =
        await core.readDraw(eventId);
      if (!draw.ok) return draw;
      const isDrawn = draw.value.seed !== undefined;
      if (isDrawn) options.ttl = FIXED_MS;
      return ok(renderJson(draw.value, isDrawn ? FIXED : OPEN_DRAW));
    },
  });

  return {
    readQueue({ params }) {
      const body = status.read(params.eventId);
      return body instanceof Promise ? body.then(orNotFound) : orNotFound(body);
    },
    readDraw: async ({ params }) =>
      (await draws.fetch(params.eventId)) ?? refuse('unavailable', { retryAfterSeconds: 1 }),
    async proveEntry({ params, query }) {
      const proof = await core.proofOf(params.eventId, query.number);
      return proof.ok ? ok(renderJson(proof.value, FIXED)) : proof;
    },
  };
}

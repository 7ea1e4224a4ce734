/** What is left by price tier, for everybody who looks at an event: counted once a second at most. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import { createBriefCache } from '../lib/brief-cache.ts';
import type { Clock } from '../lib/clock.ts';
import type { Handlers, RawJson } from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import { renderJson } from '../inventory/present.ts';
import type { TierCount } from './model/stock.ts';

export type TierStockDeps = {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** Undefined: there is no such event. */
  readonly stockOf: (eventId: number) => Promise<readonly TierCount[] | undefined>;
};

const KEPT_MS = 1_000;
const EVENTS_MAX = 2_000;
const MAKING_MAX = 16;

export function tierStockHandler(deps: TierStockDeps): Pick<Handlers<ProductApi>, 'readTierStock'> {
  const { clock, stockOf } = deps;
  const kept = createBriefCache<RawJson | undefined>({
    clock,
    forMs: KEPT_MS,
    keysMax: EVENTS_MAX,
    makingMax: MAKING_MAX,
  });
  return {
    async readTierStock({ params }) {
      const { eventId } = params;
      const making = kept.ask(`${eventId}`, async () => {
        const tiers = await stockOf(eventId);
        return tiers && renderJson({ eventId, tiers }, 'public, max-age=1');
      });
      if (making === undefined) return refuse('unavailable', { retryAfterSeconds: 1 });
      const body = await making;
      return body === undefined ? refuse('event_not_found') : ok(body);
    },
  };
}

/** Finding events, in a process: posters, what is left by tier, files for search engines, and their loops. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import { indexMissing } from '../catalog/jobs.ts';
import { createPosterShelf } from '../catalog/poster-shelf.ts';
import { posterHandlers } from '../catalog/poster-handlers.ts';
import { createPlanShelf } from '../catalog/read-plan.ts';
import { listSitemap } from '../catalog/list-dates.ts';
import type { AppOptions } from '../http/create-app.ts';
import { measureDemand, measurePlacesLeft } from '../inventory/measure-demand.ts';
import { createBriefCache } from '../lib/brief-cache.ts';
import type { Handlers } from '../lib/handler.ts';
import type { Loop } from '../ops/loop.ts';
import { createStockByTier } from '../queue/stock-by-tier.ts';
import { tierStockHandler } from '../queue/tier-stock-handler.ts';
import { looping, unhurried } from './background.ts';
import type { Context } from './context.ts';
import { showAnew } from './organizer-routes.ts';

type Routes = Pick<Handlers<ProductApi>, 'readTierStock' | 'putPoster' | 'removePoster'>;

export function discoveryRoutes(context: Context): Routes {
  const { db, reads, book, clock, inventory } = context;
  return {
    ...posterHandlers({ db, book, show: showAnew(context) }),
    ...tierStockHandler({
      clock,
      stockOf: createStockByTier(inventory, book, createPlanShelf(db, reads)),
    }),
  };
}

const SITEMAP_MS = 60_000;

export function discoveryFiles(context: Context): Pick<AppOptions, 'posters' | 'siteFiles'> {
  const { db, reads, book, clock } = context;
  return {
    posters: createPosterShelf(db, reads),
    siteFiles: {
      listEvents: () => listSitemap(book.reads, clock.nowMs()),
      kept: createBriefCache({ clock, forMs: SITEMAP_MS, keysMax: 1, makingMax: 1 }),
      languages: ['ko', 'en'],
    },
  };
}

/** Texts that are missing: at the start, and after a release that knew nothing of them. */
const INDEX_REST_MS = 60_000;
const DEMAND_REST_MS = 60_000;
const PLACES_REST_MS = 5_000;

export function discoveryLoops(context: Context): readonly Loop[] {
  const { db, log } = context;
  const loop = looping(log, unhurried);
  return [
    loop('search texts', INDEX_REST_MS, () => indexMissing(db)),
    loop('places left', PLACES_REST_MS, () => measurePlacesLeft(context)),
    loop('demand', DEMAND_REST_MS, async () => {
      await measureDemand(context);
      return 'rest';
    }),
  ];
}

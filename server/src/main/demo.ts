/** A demo in a process: its switch, and what a worker does for it in the background. */
import { createPlanShelf } from '../catalog/read-plan.ts';
import { demoAccountsFile, ensureAccounts, readPassword } from '../demo/accounts.ts';
import { rollDemo } from '../demo/create-demo.ts';
import { createCrowd } from '../demo/crowd.ts';
import { type DemoRoutes, demoRoutes } from '../demo/routes.ts';
import { createShop, type ShopRoutes } from '../demo/shop.ts';
import { stageNext } from '../demo/stage-event.ts';
import { createSeatIndexes } from '../inventory/seat-indexes.ts';
import { createRandom } from '../lib/random.ts';
import type { Loop, Step } from '../ops/loop.ts';
import { looping, unhurried } from './background.ts';
import type { Context } from './context.ts';
import type { DemoFacts } from './prepare.ts';

export type Demo = { readonly routes: DemoRoutes; readonly loops: readonly Loop[] };

/** How often it looks whether its dates are over. */
const LOOK_REST_MS = 600_000;
const CROWD_REST_MS = 250;

/** `shop`: the product's own routes, for the simulated buyers. */
export function openDemo(context: Context, shop: ShopRoutes, facts: DemoFacts): Demo {
  const { config, log } = context;
  const loop = looping(log, unhurried);
  const loops = [
    loop('demo', LOOK_REST_MS, lookStep(context, shop, facts)),
    loop('demo crowd', CROWD_REST_MS, crowdStep(context, shop)),
  ];
  return { routes: demoRoutes(context.db), loops: config.role === 'api' ? [] : loops };
}

/** The people first, then new dates where some are over, then one date after the other is staged. */
function lookStep(context: Context, routes: ShopRoutes, facts: DemoFacts): Step {
  const { db, clock, ids, book, inventory, events, committed, config } = context;
  let hasAccounts = false;
  const stage = {
    db,
    book,
    inventory,
    clock,
    ids,
    plans: createPlanShelf(db),
    shop: createShop(routes, ids),
    boxOffice: facts.boxOffice,
    onChanged: (eventId: number) => {
      book.evict(eventId);
      events.evict(eventId);
      committed.wake();
    },
  };
  return async (signal) => {
    if (!hasAccounts) {
      await openAccounts(context, facts);
      hasAccounts = true;
    }
    const rolled = await db.transaction((tx) =>
      rollDemo(tx, { nowMs: clock.nowMs(), holds: config.holds }),
    );
    if (rolled > 0) committed.wake();
    return (await stageNext(stage, signal)) ? 'more' : 'rest';
  };
}

async function openAccounts(context: Context, { organizationId }: DemoFacts): Promise<void> {
  const { db, config, identity, committed } = context;
  const password = await readPassword(demoAccountsFile(config.dataDir));
  if (password === undefined) return;
  await ensureAccounts({ accounts: identity.accounts, db }, password, organizationId);
  // Roles were given: the outbox tells every process.
  committed.wake();
}

function crowdStep(context: Context, routes: ShopRoutes): Step {
  const { db, clock, ids, inventory, events, log } = context;
  return createCrowd({
    db,
    clock,
    ids,
    inventory,
    events,
    shop: createShop(routes, ids),
    indexes: createSeatIndexes(createPlanShelf(db)),
    random: createRandom(clock.nowMs()),
    processName: ids.next(),
    onError: (error) => log.warn({ error }, 'A simulated buyer stumbled.'),
  }).step;
}

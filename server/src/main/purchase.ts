/** Buying in a process: orders, promo codes, and tickets that are given to friends. */
import type { Config } from '../config/config.ts';
import { writeLetter } from '../letters/write-letter.ts';
import type { Loop } from '../ops/loop.ts';
import { type OrderDoors, orderRoutes, type OrderRoutes } from '../orders/routes.ts';
import { promoRoutes, type PromoRoutes } from '../promos/routes.ts';
import { lapseOffers } from '../transfers/jobs.ts';
import { transferRoutes, type TransferRoutes } from '../transfers/routes.ts';
import { looping, unhurried } from './background.ts';
import type { Context } from './context.ts';

export function purchaseRoutes(context: Context): OrderRoutes & PromoRoutes & TransferRoutes {
  const { orders, limiter, mailer, config, committed } = context;
  return {
    ...orderRoutes(orders.deps, { limiter, ...letterDoor(context) }),
    ...promoRoutes(context),
    ...transferRoutes({
      ...context,
      origin: mailer === undefined ? undefined : originOf(config),
      onCommit: () => committed.wake(),
    }),
  };
}

/** Undefined: nobody has said where the pages are, and by a request alone a letter could lead anywhere. */
function originOf({ people, environment, http }: Config): string | undefined {
  if (people.publicOrigin !== undefined) return people.publicOrigin;
  return environment === 'production' ? undefined : `http://localhost:${http.port}`;
}

function letterDoor({ db, ids, mailer }: Context): Pick<OrderDoors, 'confirmAgain'> {
  if (mailer === undefined) return {};
  return {
    confirmAgain: ({ facts: { eventId, id }, email, language }) =>
      db.transaction((tx) =>
        writeLetter(tx, {
          kind: 'order_confirmed',
          to: email,
          language,
          content: { eventId, orderId: id },
          key: `order_confirmed:${eventId}:${id}:${ids.next()}`,
        }),
      ),
  };
}

const LAPSE_REST_MS = 60_000;

/** The loops of a worker. */
export function transferLoops({ db, book, mailer, log }: Context): readonly Loop[] {
  const deps = { db, book, sendsMail: mailer !== undefined };
  return [looping(log, unhurried)('transfers', LAPSE_REST_MS, () => lapseOffers(deps))];
}

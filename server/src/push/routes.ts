/** Binds the routes of the product API that are about notified devices. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { Db } from '../lib/db.ts';
import type { Handlers } from '../lib/handler.ts';
import { pushHandlers } from './push-handlers.ts';

export type PushDeps = {
  readonly db: Db;
  /** Origins of push services besides the known ones. */
  readonly services: readonly string[];
};

export type PushRoutes = Pick<
  Handlers<ProductApi>,
  'putPushSubscription' | 'listPushSubscriptions' | 'deletePushSubscription'
>;

export const pushRoutes = (deps: PushDeps): PushRoutes => pushHandlers(deps);

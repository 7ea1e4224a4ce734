/** Devices through the product API: switched on by their browser, listed, switched off. */
import { createHash } from 'node:crypto';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { Handlers } from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import { deviceKeys } from './device-keys.ts';
import { isPushEndpoint } from './model/endpoint.ts';
import type { PushDeps } from './routes.ts';
import * as statements from './sql/subscriptions.ts';
import { DEVICES_MAX } from './tell.ts';

type Served = Pick<
  Handlers<ProductApi>,
  'putPushSubscription' | 'listPushSubscriptions' | 'deletePushSubscription'
>;

export const subscriptionIdOf = (endpoint: string): string =>
  createHash('sha256').update(endpoint).digest('base64url');

const present = ({ id, createdAtMs, lastOkAtMs }: statements.SubscriptionDbRow) => ({
  id,
  createdAt: new Date(createdAtMs).toISOString(),
  ...(lastOkAtMs !== null && { lastOkAt: new Date(lastOkAtMs).toISOString() }),
});

const badKeys = refuse('invalid_request', {
  fields: [{ field: 'body.keys', problem: 'are not the keys of a device' }],
});

export function pushHandlers({ db, services }: PushDeps): Served {
  return {
    async putPushSubscription({ body }, { personId }) {
      if (!isPushEndpoint(body.endpoint, services)) return refuse('push_service_unknown');
      const keys = deviceKeys(body.keys);
      if (keys === undefined) return badKeys;
      const id = subscriptionIdOf(body.endpoint);
      const { p256dh, auth } = keys;
      const row = await db.transaction(async (tx) => {
        await tx.query(statements.forgetOthersMessages, [id, personId]);
        const values = [id, personId, body.endpoint, p256dh, auth, body.language];
        const [put] = await tx.query(statements.putSubscription, values);
        await tx.query(statements.dropOldest, [personId, DEVICES_MAX]);
        return put;
      });
      if (row === undefined) return refuse('internal');
      return ok({ subscription: present(row) });
    },

    async listPushSubscriptions(_input, { personId }) {
      const rows = await db.query(statements.listSubscriptions, [personId, DEVICES_MAX]);
      return ok({ subscriptions: rows.map(present) });
    },

    async deletePushSubscription({ params }, { personId }) {
      const values = [params.subscriptionId, personId];
      const gone = await db.query(statements.deleteSubscription, values);
      return ok({ removed: gone.length > 0 });
    },
  };
}

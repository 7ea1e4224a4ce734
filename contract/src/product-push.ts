/** Routes about devices that show notifications: subscriptions to web push. */
import { Type } from 'typebox';
import * as field from './fields.ts';
import { route } from './route.ts';

/** SHA-256 of the endpoint in base64url: the endpoint itself is a secret, and long. */
const SubscriptionId = Type.String({ pattern: '^[\\w-]{43}$' });

export const PushSubscriptionView = Type.Object({
  id: SubscriptionId,
  createdAt: field.Instant,
  lastOkAt: Type.Optional(field.Instant),
});

export const pushRoutes = {
  putPushSubscription: route({
    id: 'putPushSubscription',
    method: 'PUT',
    path: '/api/v1/push-subscriptions',
    summary: 'Notify this device, as its browser says; repeating it changes language and keys',
    auth: 'person',
    body: Type.Object(
      {
        endpoint: Type.String({ minLength: 1, maxLength: 1_000 }),
        keys: Type.Object(
          {
            /** 65 bytes: an uncompressed point of P-256. */
            p256dh: Type.String({ pattern: '^[\\w-]{87}=?$' }),
            /** 16 bytes. */
            auth: Type.String({ pattern: '^[\\w-]{22}(?:==)?$' }),
          },
          { additionalProperties: false },
        ),
        language: field.oneOf(['ko', 'en']),
      },
      { additionalProperties: false },
    ),
    bodyBytesMax: 4_096,
    status: 200,
    response: Type.Object({ subscription: PushSubscriptionView }),
    errors: ['push_service_unknown'],
  }),
  listPushSubscriptions: route({
    id: 'listPushSubscriptions',
    method: 'GET',
    path: '/api/v1/push-subscriptions',
    summary: 'Your devices that are notified, last seen first',
    auth: 'person',
    status: 200,
    response: Type.Object({
      subscriptions: Type.Array(PushSubscriptionView, { maxItems: 10 }),
    }),
    errors: [],
  }),
  deletePushSubscription: route({
    id: 'deletePushSubscription',
    method: 'DELETE',
    path: '/api/v1/push-subscriptions/{subscriptionId}',
    summary: 'Notify this device no more',
    auth: 'person',
    params: Type.Object({ subscriptionId: SubscriptionId }),
    status: 200,
    response: Type.Object({ removed: Type.Boolean() }),
    errors: [],
  }),
} as const;

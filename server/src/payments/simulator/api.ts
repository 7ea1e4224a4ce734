/** The simulator over HTTP: routes, checks and the ways in which it fails to answer on purpose. */
import { createHash, timingSafeEqual } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Timers } from '../../lib/deadline.ts';
import type { Uuid } from '../../lib/uuid-v7.ts';
import type { Deliveries } from './deliveries.ts';
import { readFaults } from './faults.ts';
import type { Plan } from './plan.ts';
import type { Answer, Till } from './till.ts';

const closed = { additionalProperties: false } as const;
const Key = Type.Unsafe<Uuid>(
  Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
);
const Amount = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const Currency = Type.String({ pattern: '^[A-Z]{3}$' });
const ChargeBody = Type.Object(
  {
    amountMinor: Amount,
    currency: Currency,
    source: Type.String({ minLength: 1, maxLength: 200 }),
    orderId: Key,
    description: Type.String({ maxLength: 1_000 }),
  },
  closed,
);
const RefundBody = Type.Object(
  {
    chargeRef: Type.String({ minLength: 1, maxLength: 100 }),
    amountMinor: Amount,
    currency: Currency,
  },
  closed,
);
const WebhookBody = Type.Object(
  { url: Type.String({ maxLength: 2_000, pattern: '^https?://' }) },
  closed,
);
const LedgerQuery = Type.Object({
  after: Type.String({ pattern: '^[0-9]{1,9}$', default: '0' }),
  limit: Type.String({ pattern: '^([1-9][0-9]{0,2}|1000)$', default: '100' }),
});
const KeyParams = Type.Object({ key: Key });

const BODY_BYTES_MAX = 16_384;
const CONNECTIONS_MAX = 2_048;
/** Longer than any caller waits; then the connection is closed, so that they do not pile up. */
const SILENCE_MS = 150_000;

export type ApiDeps = {
  readonly till: Till;
  readonly deliveries: Deliveries;
  readonly secret: string;
  readonly timers: Timers;
  readonly onError: (error: Error) => void;
};

export function createApi(deps: ApiDeps): FastifyInstance {
  const app = Fastify({
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    // What does not fit is refused, not bent until it does.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  app.server.maxConnections = CONNECTIONS_MAX;
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) deps.onError(error);
    return refuse(reply, status, status >= 500 ? 'internal' : 'invalid_request', error.message);
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'no_such_route'));
  app.addHook('onRequest', async (request, reply) => {
    if (request.url !== '/healthz' && !isKnown(deps.secret, request.headers.authorization)) {
      await refuse(reply, 401, 'unauthenticated');
    }
  });
  app.get('/healthz', () => ({ status: 'UP' }));
  moneyRoutes(app, deps);
  operatorRoutes(app, deps);
  return app;
}

function moneyRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const { till } = deps;
  const params = { schema: { params: KeyParams } };
  type WithKey = { Params: Static<typeof KeyParams> };

  app.post<{ Body: Static<typeof ChargeBody> }>(
    '/v1/charges',
    { schema: { body: ChargeBody } },
    async (request, reply) => {
      const key = keyOf(request);
      if (key === undefined) return refuse(reply, 400, 'idempotency_key_required');
      return answer(reply, await till.charge({ ...request.body, key }), deps.timers);
    },
  );
  app.get<WithKey>('/v1/charges/:key', params, async ({ params: { key } }, reply) => {
    return (await till.findCharge(key)) ?? refuse(reply, 404, 'unknown_key');
  });
  app.post<WithKey>('/v1/charges/:key/cancel', params, async ({ params: { key } }, reply) => {
    const shown = await till.cancelCharge(key);
    return shown === 'full' ? refuse(reply, 503, 'full') : shown;
  });
  app.post<{ Body: Static<typeof RefundBody> }>(
    '/v1/refunds',
    { schema: { body: RefundBody } },
    async (request, reply) => {
      const key = keyOf(request);
      if (key === undefined) return refuse(reply, 400, 'idempotency_key_required');
      return answer(reply, await till.refund({ ...request.body, key }), deps.timers);
    },
  );
  app.get<WithKey>('/v1/refunds/:key', params, async ({ params: { key } }, reply) => {
    return (await till.findRefund(key)) ?? refuse(reply, 404, 'unknown_key');
  });
}

function operatorRoutes(app: FastifyInstance, { till, deliveries }: ApiDeps): void {
  app.get<{ Querystring: Static<typeof LedgerQuery> }>(
    '/v1/ledger',
    { schema: { querystring: LedgerQuery } },
    ({ query }) => till.ledger(Number(query.after), Number(query.limit)),
  );
  app.get('/v1/faults', () => till.faults);
  app.put('/v1/faults', (request, reply) => {
    const faults = readFaults(request.body);
    if (typeof faults === 'string') return refuse(reply, 400, 'invalid_request', faults);
    till.faults = faults;
    return faults;
  });
  app.get('/v1/webhook', () => ({ url: deliveries.url ?? null }));
  app.put<{ Body: Static<typeof WebhookBody> }>(
    '/v1/webhook',
    { schema: { body: WebhookBody } },
    ({ body: { url } }, reply) => {
      if (!URL.canParse(url)) return refuse(reply, 400, 'invalid_request', 'not a URL');
      deliveries.url = url;
      return { url };
    },
  );
}

function answer<Shown>(reply: FastifyReply, outcome: Answer<Shown>, timers: Timers) {
  if (outcome.is === 'known') return reply.send(outcome.shown);
  if (outcome.is === 'conflict') return refuse(reply, 409, 'idempotency_mismatch');
  if (outcome.is === 'full') return refuse(reply, 503, 'full');
  if (outcome.is === 'made') return answerByPlan(reply, outcome.shown, outcome.plan, timers);
  reply.hijack();
  reply.raw.socket?.resetAndDestroy();
  return reply;
}

function answerByPlan(reply: FastifyReply, shown: unknown, plan: Plan, timers: Timers) {
  const isSilent = plan.answer === 'never';
  const delayMs = isSilent ? SILENCE_MS : plan.answerAfterMs;
  if (delayMs === 0) return reply.send(shown);
  const cancel = timers.after(delayMs, () => {
    if (isSilent) reply.raw.destroy();
    else void reply.send(shown);
  });
  // A caller that has hung up must not be waited for.
  reply.raw.once('close', cancel);
  if (isSilent) reply.hijack();
  return reply;
}

const refuse = (reply: FastifyReply, status: number, code: string, message = code) =>
  reply.code(status).send({ error: { code, message } });

function keyOf(request: FastifyRequest): Uuid | undefined {
  const key = request.headers['idempotency-key'];
  return Value.Check(Key, key) ? key : undefined;
}

/** Hashes have one length, so the comparison takes the same time whatever was sent. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isKnown = (secret: string, header = ''): boolean =>
  timingSafeEqual(digest(`Bearer ${secret}`), digest(header));

/**
 * Takes the messages of payment providers. A signature covers the bytes as they came, so these routes
 * have a body parser of their own and no schema; neither keys nor sessions matter here. The answer only
 * says that the message is kept: what follows from it is done afterwards.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { meaningOf } from '../lib/db-errors.ts';
import type { WebhookReceiver } from '../orders/receive-webhook.ts';
import type { HttpLog } from './http-log.ts';
import { sendRefusal } from './refusal.ts';

export const webhookPathOf = (provider: string): string => `/api/v1/payments/webhooks/${provider}`;
const BODY_MAX_BYTES = 65_536;

type Deps = {
  readonly log: HttpLog;
  readonly metrics: { refused(code: 'invalid_signature' | 'not_found' | 'unavailable'): void };
};

export function installWebhooks(app: FastifyInstance, receiver: WebhookReceiver, deps: Deps): void {
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) =>
      parsed(null, body),
    );
    scope.post(webhookPathOf(':provider'), { bodyLimit: BODY_MAX_BYTES }, (request, reply) =>
      receive(receiver, deps, request, reply),
    );
    done();
  });
}

async function receive(
  receiver: WebhookReceiver,
  { log, metrics }: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { provider } = request.params as { readonly provider: string };
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const refuse = (code: 'invalid_signature' | 'not_found' | 'unavailable'): void => {
    metrics.refused(code);
    const details = code === 'unavailable' ? { retryAfterSeconds: 5 } : undefined;
    sendRefusal(reply, 'product', code, details);
  };
  try {
    const received = await receiver.receive(provider, request.headers, body);
    if (received.ok) reply.code(200).send({ received: true });
    else refuse(received.code);
  } catch (error) {
    // The provider repeats what is not answered with 200: nothing is lost.
    if (meaningOf(error) === 'fatal') log.failed('webhook', request.id, error);
    refuse('unavailable');
  }
}

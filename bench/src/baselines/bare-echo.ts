/**
 * Baseline: the framework and nothing else. It parses and checks a body as the real server does, asks
 * nobody who they are, remembers nothing, and answers every request with the same prepared bytes.
 */
import { productApi } from '@onsale/contract/product-api.ts';
import Fastify, { type FastifyReply } from 'fastify';
import { readOptions, type ReplayOptions } from './baseline-process.ts';
import { serve } from './booking-app.ts';

const { status, headers, body } = readOptions() as ReplayOptions;
const head = [...Object.entries(headers).flat(), 'content-length', `${Buffer.byteLength(body)}`];

// One write past the framework's send chain, as the real server does it: an echo that were slower
// for its own reasons would flatter us.
function echo(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.writeHead(status, head);
  reply.raw.end(body);
}

const app = Fastify({ logger: false, keepAliveTimeout: 60_000 });
app.get('/*', (_, reply) => echo(reply));
app.post('/*', { schema: { body: productApi.joinQueue.body } }, (_, reply) => echo(reply));
await serve(app);

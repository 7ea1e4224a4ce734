/**
 * Binds a handler to its route: rate limit, key and scope before the body is read, validation by
 * the schemas, then the handler, then its Result as an answer. This is the hot path of the product.
 * What does not change between requests is computed when the route is bound; per request there is
 * one hook, one record of the call, no logger and no header that Fastify has to look after.
 */
import { type RouteSpec, surfaceOf } from '@onsale/contract/route.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, Asker, Handler, Handlers, Principal } from '../lib/handler.ts';
import { admit } from './admit.ts';
import { answer, failed } from './answer.ts';
import type { BindDeps, BoundRoute, Door } from './bound-route.ts';
import { Call } from './calls.ts';
import { integerNames } from './coerce.ts';

/** `{eventId}` in the contract is `:eventId` in the router. */
const routerPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

function schemaOf(spec: RouteSpec): Record<string, unknown> {
  const schema: Record<string, unknown> = { response: { [spec.status]: spec.response } };
  if (spec.params !== undefined) schema['params'] = spec.params;
  if (spec.query !== undefined) schema['querystring'] = spec.query;
  if (spec.headers !== undefined) schema['headers'] = spec.headers;
  if (spec.body !== undefined) schema['body'] = spec.body;
  return schema;
}

type AnyHandler = (
  input: FastifyRequest,
  principal: Principal | undefined,
  traceId: string,
  asker: Asker,
) => Answer<RouteSpec> | Promise<Answer<RouteSpec>>;

function doorOf({ auth, sessions }: RouteSpec): Door {
  if (auth === 'none') return 'open';
  if (auth === 'person' || auth === 'account') return 'sessions';
  return sessions === undefined ? 'keys' : 'either';
}

/** Open routes say so by listing the refusal; they are those that answer with cookies. */
function isSameOriginOnly(spec: RouteSpec): boolean {
  const isForSessions = doorOf(spec) === 'sessions' || doorOf(spec) === 'either';
  return spec.method !== 'GET' && (isForSessions || spec.errors.includes('cross_site'));
}

/** Serves `spec` with `handler`. Call it before the application is ready. */
export function bind<Spec extends RouteSpec>(
  app: FastifyInstance,
  spec: Spec,
  handler: Handler<Spec>,
  deps: BindDeps,
): void {
  // The request itself is the input: its parts have been validated and have the types of the spec.
  const handle = handler as unknown as AnyHandler;
  const route: BoundRoute = {
    spec,
    surface: surfaceOf(spec.path),
    door: doorOf(spec),
    sameOriginOnly: isSameOriginOnly(spec),
    integerParams: integerNames(spec.params),
    integerQuery: integerNames(spec.query),
    metrics: deps.metrics.forRoute(spec.id),
    deps,
    serialize: undefined,
  };

  app.route({
    method: spec.method,
    url: routerPath(spec.path),
    schema: schemaOf(spec),
    ...(spec.bodyBytesMax !== undefined && { bodyLimit: spec.bodyBytesMax }),
    config: { bound: route },
    onRequest: (request, reply, done) => admit(route, request, reply, done),
    handler: (request, reply) => run(route, handle, request, reply),
  });
}

/** Binds the handlers that are there; the rest of the API stays unserved. */
export function bindAll<Api extends Readonly<Record<string, RouteSpec>>>(
  app: FastifyInstance,
  api: Api,
  handlers: Partial<Handlers<Api>>,
  deps: BindDeps,
): void {
  for (const [name, handler] of Object.entries(handlers)) {
    const spec = api[name];
    if (spec === undefined || handler === undefined) continue;
    bind(app, spec, handler as Handler<RouteSpec>, deps);
  }
}

function run(
  route: BoundRoute,
  handle: AnyHandler,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const call = new Call(route, reply, request.beganMs);
  const { deps } = route;
  deps.calls.add(call);
  try {
    const result = handle(request, request.principal, request.id, request);
    if (result instanceof Promise) {
      result.then(
        (value) => answer(route, call, value),
        (error: unknown) => failed(route, call, error),
      );
    } else {
      answer(route, call, result);
    }
  } catch (error) {
    failed(route, call, error);
  }
}

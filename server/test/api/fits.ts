/**
 * Does an answer fit the OpenAPI documents that the server itself publishes: the status is declared,
 * the body fits its schema with nothing added, the code is one the route lists?
 */
import type { ErrorCode } from '@onsale/contract/errors.ts';
import { errorsOf, type OpenApiDocument } from '@onsale/contract/openapi.ts';
import { partnerApi } from '@onsale/contract/partner-api.ts';
import { productApi } from '@onsale/contract/product-api.ts';
import { type RouteSpec, scopes, surfaceOf } from '@onsale/contract/route.ts';
import { Check, Errors } from 'typebox/schema';
import { expect } from 'vitest';
import { expectPartnerRefusal, expectProductRefusal } from './refusals.ts';
import { type Reply, send } from './world.ts';

type Schema = Readonly<Record<string, unknown>>;
export type Params = Readonly<Record<string, string | number>>;

type Media = { readonly schema: Schema };
type Operation = {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { content: Readonly<Record<string, Media>> }>>;
};

export const allRoutes: readonly RouteSpec[] = [
  ...Object.values(partnerApi),
  ...Object.values(productApi),
];

const isScope = (auth: string): boolean => (scopes as readonly string[]).includes(auth);
/** Routes that keys may call, and those that sessions may call; some are both. */
export const keyRoutes: readonly RouteSpec[] = allRoutes.filter(({ auth }) => isScope(auth));
export const sessionRoutes: readonly RouteSpec[] = allRoutes.filter(
  ({ auth, sessions }) => sessions !== undefined || auth === 'person' || auth === 'account',
);

/** `/api/v1/events/{eventId}` with the number in it. */
export const pathOf = (spec: RouteSpec, params: Params): string =>
  spec.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]));

export type Fitting = {
  /** What is wrong with an answer according to the document; empty when it fits. */
  faults(spec: RouteSpec, reply: Reply): unknown[];
  expectFits(spec: RouteSpec, reply: Reply, status: number): void;
};

/** Asks the server for its documents. */
export async function readDocuments(url: string): Promise<Fitting> {
  const document = async (name: string): Promise<OpenApiDocument> =>
    (await send(url, 'GET', `/api/docs/${name}.json`)).body as OpenApiDocument;
  const documents = { partner: await document('partner'), product: await document('product') };

  function operationOf(spec: RouteSpec): Operation {
    const { paths } = documents[surfaceOf(spec.path)];
    const item = paths[spec.path] as Readonly<Record<string, Operation>> | undefined;
    const operation = item?.[spec.method.toLowerCase()];
    expect(operation?.operationId).toBe(spec.id);
    return operation as Operation;
  }

  function faults(spec: RouteSpec, reply: Reply): unknown[] {
    const declared = operationOf(spec).responses[`${reply.status}`];
    if (declared === undefined) return [`status ${reply.status} is not declared`, reply.body];
    const root = documents[surfaceOf(spec.path)];
    const [[type, media] = ['none', undefined]] = Object.entries(declared.content);
    if (media === undefined || type !== 'application/json') {
      // A file: what it is has to be what was declared; its bytes have tests of their own.
      const sent = reply.headers.get('content-type');
      return sent === type ? [] : [`${sent} was sent, ${type} is declared`];
    }
    const schema = closed(media.schema, root) as Schema;
    if (!Check(schema, reply.body)) return [Errors(schema, reply.body), reply.body];
    const body = reply.body as { error?: { code: ErrorCode } };
    const isListed = body.error === undefined || errorsOf(spec).includes(body.error.code);
    return isListed ? [] : [`${body.error?.code} is not listed`];
  }

  return {
    faults,
    expectFits(spec, reply, status) {
      expect({ id: spec.id, status: reply.status, text: reply.text }).toMatchObject({ status });
      expect({ id: spec.id, faults: faults(spec, reply) }).toEqual({ id: spec.id, faults: [] });
    },
  };
}

export const expectRefusal = (
  spec: RouteSpec,
  reply: Reply,
  code: ErrorCode,
  details?: Schema,
): void =>
  surfaceOf(spec.path) === 'partner'
    ? expectPartnerRefusal(reply, code, details)
    : expectProductRefusal(reply, code, details);

/** Undeclared fields are a fault too: schemas of objects are closed before they are checked. */
function closed(schema: unknown, root: Schema): unknown {
  if (Array.isArray(schema)) return schema.map((one) => closed(one, root));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, ...rest } = schema as { $ref?: string };
  if ($ref !== undefined) return closed(at(root, $ref), root);
  const all = Object.fromEntries(Object.entries(rest).map(([k, v]) => [k, closed(v, root)]));
  return 'properties' in all && !('additionalProperties' in all)
    ? { ...all, additionalProperties: false }
    : all;
}

const at = (root: Schema, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, name) => (value as Schema)[name], root);

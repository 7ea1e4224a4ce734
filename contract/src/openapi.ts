/**
 * OpenAPI 3.1 from the route table: a schema there is JSON Schema already, so a document is a
 * rearrangement and cannot disagree with what the server checks.
 */
import type { TSchema } from 'typebox';
import { type ErrorCode, errorTable } from './errors.ts';
import { commonErrors, type RouteSpec, type Surface, surfaceOf } from './route.ts';

export type ApiInfo = {
  readonly title: string;
  readonly version: string;
  readonly description: string;
};

type Json = { readonly [name: string]: unknown };
export type OpenApiDocument = Json & { readonly openapi: string; readonly paths: Json };

/** Pure: the same routes give the same document, with its keys in the same order. */
export function openApi(routes: readonly RouteSpec[], info: ApiInfo): OpenApiDocument {
  const paths: Record<string, Record<string, Json>> = {};
  for (const spec of routes) {
    const item = (paths[spec.path] ??= {});
    item[spec.method.toLowerCase()] = operation(spec);
  }
  const surfaces = [...new Set(routes.map((spec) => surfaceOf(spec.path)))];
  const errors = Object.fromEntries(
    surfaces.map((surface) => [errorSchemaName(surface), errorSchema(surface)]),
  );
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info,
    servers: [{ url: '/', description: 'This server' }],
    paths,
    components: {
      schemas: errors,
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key with the scope named.' },
        ...(surfaces.includes('product') && { session: sessionScheme }),
      },
    },
  };
}

function operation(spec: RouteSpec): Json {
  const parameters = [
    ...parametersIn('path', spec.params),
    ...parametersIn('query', spec.query),
    ...parametersIn('header', spec.headers),
  ];
  return {
    operationId: spec.id,
    summary: spec.summary,
    security: securityOf(spec),
    ...(spec.auth !== 'none' && { description: callersOf(spec) }),
    ...(parameters.length > 0 && { parameters }),
    ...(spec.body !== undefined &&
      spec.binaryBody === undefined && {
        requestBody: { required: true, content: json(spec.body, spec.example?.body) },
      }),
    ...(spec.binaryBody !== undefined && {
      requestBody: { required: true, content: binary(spec.binaryBody) },
    }),
    responses: {
      [spec.status]: {
        description: 'Success.',
        content:
          spec.media === undefined
            ? json(spec.response, spec.example?.response)
            : { [spec.media]: { schema: spec.response } },
      },
      ...errorResponses(spec),
    },
  };
}

const sessionScheme: Json = {
  type: 'apiKey',
  in: 'cookie',
  name: 'onsale_session',
  description:
    'The session of a guest or an account, begun by `POST /api/v1/session`; on https the cookie is ' +
    'named `__Host-onsale_session`. Requests other than GET have to come from a page of this site.',
};

const takesKeys = ({ auth }: RouteSpec): boolean =>
  auth !== 'none' && auth !== 'person' && auth !== 'account';

const takesSessions = ({ auth, sessions }: RouteSpec): boolean =>
  sessions !== undefined || auth === 'person' || auth === 'account';

/** One of these is enough; an empty list is open to everybody. */
const securityOf = (spec: RouteSpec): Json[] => [
  ...(takesKeys(spec) ? [{ key: [] }] : []),
  ...(takesSessions(spec) ? [{ session: [] }] : []),
];

function callersOf({ auth, sessions }: RouteSpec): string {
  if (auth === 'person') return 'Needs a session.';
  if (auth === 'account') return 'Needs the session of a signed-in account.';
  const key = `Needs a key with the scope \`${auth}\``;
  if (sessions === 'anyone') return `${key}, or a session, for what is its own.`;
  if (sessions === 'members') {
    return `${key}, or the session of a member whose role grants it.`;
  }
  return `${key}.`;
}

const binary = (types: readonly string[]): Json =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]));

const json = (schema: TSchema | Json, example: unknown): Json => ({
  'application/json': { schema, ...(example !== undefined && { example }) },
});

function parametersIn(place: 'path' | 'query' | 'header', schema: TSchema | undefined): Json[] {
  if (schema === undefined || !('properties' in schema)) return [];
  const required = 'required' in schema ? (schema.required as readonly string[]) : [];
  return Object.entries(schema.properties as Record<string, Json>).map(([name, property]) =>
    parameter(place, name, property, place === 'path' || required.includes(name)),
  );
}

function parameter(place: string, name: string, property: Json, required: boolean): Json {
  const { description, ...schema } = property;
  return {
    name: place === 'header' ? headerName(name) : name,
    in: place,
    required,
    ...(description !== undefined && { description }),
    schema,
  };
}

/** `idempotency-key` as people write it: `Idempotency-Key`. */
const headerName = (name: string): string =>
  name.replaceAll(
    /(^|-)([a-z])/g,
    (_, dash: string, letter: string) => dash + letter.toUpperCase(),
  );

/** Codes a caller of this route has to expect, in the order of the table. */
export function errorsOf(spec: RouteSpec): readonly ErrorCode[] {
  const unexpected = unexpectedOf(spec);
  const common = commonErrors.filter((code) => !unexpected.has(code));
  const body: readonly ErrorCode[] =
    spec.body === undefined ? [] : ['body_too_large', 'unsupported_media_type'];
  const expected = new Set<ErrorCode>([...spec.errors, ...common, ...body]);
  return (Object.keys(errorTable) as ErrorCode[]).filter((code) => expected.has(code));
}

/** Refusals about callers that this route does not have. */
function unexpectedOf(spec: RouteSpec): ReadonlySet<ErrorCode> {
  const unexpected = new Set<ErrorCode>();
  const isFor = (code: ErrorCode, applies: boolean): unknown => applies || unexpected.add(code);
  isFor('unauthenticated', takesKeys(spec));
  isFor('forbidden', takesKeys(spec));
  isFor('session_required', takesSessions(spec));
  isFor('account_required', spec.auth === 'account' || spec.sessions === 'members');
  isFor('cross_site', takesSessions(spec) && spec.method !== 'GET');
  return unexpected;
}

function errorResponses(spec: RouteSpec): Json {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorsOf(spec)) {
    const { status } = errorTable[code];
    const codes = byStatus.get(status) ?? [];
    codes.push(code);
    byStatus.set(status, codes);
  }
  const surface = surfaceOf(spec.path);
  const schema = { $ref: `#/components/schemas/${errorSchemaName(surface)}` };
  return Object.fromEntries(
    Array.from(byStatus, ([status, codes]) => [
      `${status}`,
      {
        description: codes.map((code) => `\`${code}\`: ${errorTable[code].message}`).join('\n\n'),
        ...((status === 429 || status === 503) && { headers: retryAfter }),
        content: json(schema, undefined),
      },
    ]),
  );
}

const retryAfter = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
};

const errorSchemaName = (surface: Surface): string =>
  surface === 'partner' ? 'PartnerError' : 'Error';

function errorSchema(surface: Surface): Json {
  const code = { type: 'string', enum: Object.keys(errorTable) };
  const text = { type: 'string' };
  const traceId = { type: 'string', description: 'Quote it when you report a problem.' };
  const details = { type: 'object', description: 'Facts that help to go on.' };
  if (surface === 'partner') {
    const error = object({ code, traceId, details, next: text }, ['code', 'traceId', 'next']);
    const success = { type: 'boolean', const: false };
    return object({ success, message: text, error }, ['success', 'message', 'error']);
  }
  const error = object({ code, message: text, traceId, next: text, details }, [
    'code',
    'message',
    'traceId',
    'next',
  ]);
  return object({ error }, ['error']);
}

const object = (properties: Json, required: readonly string[]): Json => ({
  type: 'object',
  required,
  properties,
});

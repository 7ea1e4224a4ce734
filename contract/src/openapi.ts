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
    ...(spec.auth === 'none'
      ? { security: [] }
      : { security: [{ key: [] }], description: `Needs a key with the scope \`${spec.auth}\`.` }),
    ...(parameters.length > 0 && { parameters }),
    ...(spec.body !== undefined && {
      requestBody: { required: true, content: json(spec.body, spec.example?.body) },
    }),
    responses: {
      [spec.status]: {
        description: 'Success.',
        content: json(spec.response, spec.example?.response),
      },
      ...errorResponses(spec),
    },
  };
}

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
  const open = spec.auth === 'none';
  const common = commonErrors.filter(
    (code) => !open || (code !== 'unauthenticated' && code !== 'forbidden'),
  );
  const body: readonly ErrorCode[] =
    spec.body === undefined ? [] : ['body_too_large', 'unsupported_media_type'];
  const expected = new Set<ErrorCode>([...spec.errors, ...common, ...body]);
  return (Object.keys(errorTable) as ErrorCode[]).filter((code) => expected.has(code));
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

/** What a refusal has to look like, to the byte that matters: status, envelope, headers. */
import { type ErrorCode, errorTable } from '@onsale/contract/errors.ts';
import { expect } from 'vitest';
import type { Reply } from './world.ts';

type Details = Readonly<Record<string, unknown>>;
const traceId: unknown = expect.stringMatching(/^[0-9a-f]{32}$/);

function expectHeaders({ status, headers }: Reply): void {
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');
  if (status === 401) expect(headers.get('www-authenticate')).toBe('Bearer');
  if (status === 429 || status === 503) expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
}

/** Of the booking API: `{success: false, message, error: {code, traceId, next, details?}}`. */
export function expectPartnerRefusal(reply: Reply, code: ErrorCode, details?: Details): void {
  const { status, message, next } = errorTable[code];
  const more = details === undefined ? {} : { details };
  expect({ status: reply.status, body: reply.body }).toEqual({
    status,
    body: { success: false, message, error: { code, traceId, next, ...more } },
  });
  expectHeaders(reply);
}

/** Of the product API: `{error: {code, message, traceId, next, details?}}`. */
export function expectProductRefusal(reply: Reply, code: ErrorCode, details?: Details): void {
  const { status, message, next } = errorTable[code];
  const more = details === undefined ? {} : { details };
  expect({ status: reply.status, body: reply.body }).toEqual({
    status,
    body: { error: { code, message, traceId, next, ...more } },
  });
  expectHeaders(reply);
}

/** Details of `invalid_request` for the fields of one part of the request. */
export const badFields = (...fields: readonly string[]): Details => ({
  fields: fields.map((field) => ({ field, problem: expect.any(String) as unknown })),
});

const byNumber = (a: number, b: number): number => a - b;

/** The same numbers, whichever comes first. */
export const inAnyOrder = (...numbers: readonly number[]): unknown =>
  expect.toSatisfy(
    (value: unknown) =>
      Array.isArray(value) &&
      (value as number[]).toSorted(byNumber).join() === numbers.toSorted(byNumber).join(),
  );

/** The wish was granted; answers its body. */
// The caller says what it expects to get: the OpenAPI test checks the bodies.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function granted<Body>(reply: Reply, status: 200 | 201 = 200): Body {
  expect({ status: reply.status, text: reply.text }).toEqual({ status, text: reply.text });
  return reply.body as Body;
}

/**
 * What comes of a call: the body of a success, or why not. Codes are those of the contract's table
 * and two of our own, for calls that never reached an answer.
 */
import type { ErrorCode } from '@onsale/contract/errors.ts';
import type { BodyOf, RefusalOf, RouteSpec } from '@onsale/contract/route.ts';

/** `network`: no answer came. `timed_out`: none came in time. `unreadable`: not one of ours. */
export type OwnCode = 'network' | 'timed_out' | 'unreadable';
export type AnyCode = ErrorCode | OwnCode;

export type Refused<Code extends string = AnyCode> = {
  readonly ok: false;
  readonly code: Code;
  /** 0 when there was no answer. */
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly traceId?: string;
  readonly retryAfterSeconds?: number;
};

export type Outcome<Spec extends RouteSpec> =
  | { readonly ok: true; readonly value: BodyOf<Spec> }
  | Refused<RefusalOf<Spec> | OwnCode>;

export const refused = <Code extends AnyCode>(code: Code, status = 0): Refused<Code> => ({
  ok: false,
  code,
  status,
  details: {},
});

/** Thrown where a caller cannot go on without the value, e.g. in a query. */
export class CallError extends Error {
  readonly refusal: Refused;
  constructor(refusal: Refused) {
    super(refusal.code);
    this.name = 'CallError';
    this.refusal = refusal;
  }
}

/** The value of a success; throws a CallError otherwise. */
export async function valueOf<Spec extends RouteSpec>(
  call: Promise<Outcome<Spec>>,
): Promise<BodyOf<Spec>> {
  const outcome = await call;
  if (outcome.ok) return outcome.value;
  throw new CallError(outcome);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** An answer with its parsed body as an outcome. */
export function outcomeOf<Spec extends RouteSpec>(
  status: number,
  body: unknown,
  retryAfter?: string | null,
): Outcome<Spec> {
  if (status >= 200 && status < 300) return { ok: true, value: body as BodyOf<Spec> };
  const error = isRecord(body) && isRecord(body['error']) ? body['error'] : undefined;
  if (error === undefined || typeof error['code'] !== 'string') {
    return refused('unreadable', status);
  }
  const seconds = Number(retryAfter ?? Number.NaN);
  return {
    ok: false,
    code: error['code'] as RefusalOf<Spec>,
    status,
    details: isRecord(error['details']) ? error['details'] : {},
    ...(typeof error['traceId'] === 'string' && { traceId: error['traceId'] }),
    ...(Number.isFinite(seconds) && { retryAfterSeconds: seconds }),
  };
}

/**
 * Refusals on the wire: from a code of the error table to status, envelope and headers. Refusals
 * are ordinary at an on-sale (most bookings fail), so nothing here throws or captures a stack.
 */
import { errorTable, type ErrorCode } from '@onsale/contract/errors.ts';
import type { Surface } from '@onsale/contract/route.ts';
import type { FastifyReply } from 'fastify';
import { sendBytes } from './send.ts';

export type Details = Readonly<Record<string, unknown>>;

export function refusalBody(
  surface: Surface,
  code: ErrorCode,
  traceId: string,
  details: Details | undefined,
): string {
  const { message, next } = errorTable[code];
  return JSON.stringify(
    surface === 'partner'
      ? { success: false, message, error: { code, traceId, details, next } }
      : { error: { code, message, traceId, next, details } },
  );
}

const RETRY_AFTER_DEFAULT_SECONDS = 1;

function retryAfterSeconds(details: Details | undefined): number {
  const asked = details?.['retryAfterSeconds'];
  return typeof asked === 'number' && asked > 0 ? Math.ceil(asked) : RETRY_AFTER_DEFAULT_SECONDS;
}

/** Answers the request with this refusal; returns the status that was sent. */
export function sendRefusal(
  reply: FastifyReply,
  surface: Surface,
  code: ErrorCode,
  details?: Details,
  headers: readonly string[] = [],
): number {
  const status: number = errorTable[code].status;
  const extra = [...headers];
  const isPassing =
    status === 429 || status === 503 || details?.['retryAfterSeconds'] !== undefined;
  if (isPassing) extra.push('Retry-After', `${retryAfterSeconds(details)}`);
  if (status === 401) extra.push('WWW-Authenticate', 'Bearer');
  // The rest of a body that is too large is not worth reading.
  if (status === 413) extra.push('Connection', 'close');
  sendBytes(reply, status, refusalBody(surface, code, reply.request.id, details), extra);
  return status;
}

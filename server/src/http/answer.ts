/**
 * How a call ends: its Result on the wire, measured, once. Whatever comes after that is dropped.
 */
import type { ErrorCode } from '@onsale/contract/errors.ts';
import type { RouteSpec } from '@onsale/contract/route.ts';
import type { FastifyReply } from 'fastify';
import { type Answer, RawFile, RawJson, type Wire, WithHeaders } from '../lib/handler.ts';
import type { BoundRoute } from './bound-route.ts';
import type { Call } from './calls.ts';
import { chooseForm, etagOfForm } from './encoding.ts';
import { type Details, sendRefusal } from './refusal.ts';
import { apiHeadersOf, fileHeadersOf, isNotModified, sendBytes, writeOnce } from './send.ts';
import { refusalOfError } from './thrown.ts';

/** Ends the call with what its handler returned. */
export function answer(route: BoundRoute, call: Call, result: Answer<RouteSpec>): void {
  if (!route.deps.calls.close(call)) return;
  const { reply } = call;
  if (!result.ok) {
    refuseEarly(route, reply, result.code, result.details);
    return;
  }
  try {
    measured(route, reply, sendValue(route, reply, result.value));
  } catch (error) {
    // The value does not fit the schema of the response: our bug, and nothing was sent yet.
    failedBeforeCall(route, reply, error);
  }
}

/** Ends the call with what its handler threw. */
export function failed(route: BoundRoute, call: Call, error: unknown): void {
  if (route.deps.calls.close(call)) failedBeforeCall(route, call.reply, error);
}

/** Ends a call that took too long. What its handler answers later is dropped. */
export function expired(call: Call): void {
  const { route } = call;
  if (route.deps.calls.close(call)) refuseEarly(route, call.reply, 'timeout');
}

/** Answers with an error that was thrown where no refusal was foreseen. */
export function failedBeforeCall(route: BoundRoute, reply: FastifyReply, error: unknown): void {
  const code = refusalOfError(error, route.spec);
  route.deps.log.failed(route.spec.id, reply.request.id, error);
  refuseEarly(route, reply, code);
}

/** Answers with a refusal and measures it. */
export function refuseEarly(
  route: BoundRoute,
  reply: FastifyReply,
  code: ErrorCode,
  details?: Details,
): void {
  route.deps.metrics.refused(code);
  measured(route, reply, sendRefusal(reply, route.surface, code, details));
}

function sendValue(route: BoundRoute, reply: FastifyReply, value: unknown): number {
  const { status } = route.spec;
  if (value instanceof RawJson) return sendRaw(status, reply, value);
  if (value instanceof RawFile) {
    writeOnce(reply, status, value.bytes, fileHeadersOf(value, route.spec.media));
    return status;
  }
  const serialize = (route.serialize ??= serializerOf(reply, status));
  if (value instanceof WithHeaders) sendBytes(reply, status, serialize(value.body), value.headers);
  else sendBytes(reply, status, serialize(value));
  return status;
}

function serializerOf(reply: FastifyReply, status: number): (body: unknown) => string {
  const serialize = reply.getSerializationFunction(`${status}`);
  if (serialize === undefined) throw new TypeError(`no schema for status ${status}`);
  return serialize as (body: unknown) => string;
}

// Node writes headers and a body of text in one piece, headers and bytes in two. Up to this size one
// piece is cheaper; above it, copying the text costs more than the second piece.
const TEXT_BYTES_MAX = 2_048;

function sendRaw(status: number, reply: FastifyReply, value: RawJson): number {
  if (value.compressed !== undefined) return sendSmallest(status, reply, value);
  const { etag, cacheControl = 'no-store' } = value;
  if (etag !== undefined && isNotModified(reply, etag)) {
    writeOnce(reply, 304, undefined, ['ETag', etag, 'Cache-Control', cacheControl]);
    return 304;
  }
  const wire = (value.wire ??= wireOf(value, cacheControl));
  writeOnce(reply, status, wire.body, wire.headers, 'latin1');
  return status;
}

function sendSmallest(status: number, reply: FastifyReply, value: RawJson): number {
  const form = chooseForm(value, reply.request.headers['accept-encoding']);
  const { etag, cacheControl = 'no-store' } = value;
  const tag = etag === undefined ? undefined : etagOfForm(etag, form);
  const validators = ['Vary', 'Accept-Encoding', ...(tag === undefined ? [] : ['ETag', tag])];
  if (tag !== undefined && isNotModified(reply, tag)) {
    writeOnce(reply, 304, undefined, [...validators, 'Cache-Control', cacheControl]);
    return 304;
  }
  const { bytes, encoding } = form;
  const extra = encoding === undefined ? [] : ['Content-Encoding', encoding];
  const headers = apiHeadersOf(bytes.length, cacheControl, [...validators, ...extra]);
  writeOnce(reply, status, bytes, headers);
  return status;
}

function wireOf({ bytes, etag }: RawJson, cacheControl: string): Wire {
  // Byte for byte: read and written as latin1, text of any encoding arrives as it is.
  const body = bytes.length <= TEXT_BYTES_MAX ? bytes.toString('latin1') : bytes;
  return {
    body,
    headers: apiHeadersOf(bytes.length, cacheControl, etag === undefined ? [] : ['ETag', etag]),
  };
}

function measured(route: BoundRoute, reply: FastifyReply, status: number): void {
  const { clock, log } = route.deps;
  const durationMs = clock.monotonicMs() - reply.request.beganMs;
  route.metrics.record(status, durationMs / 1_000);
  log.answered(route.spec.id, reply.request.id, status, durationMs);
}

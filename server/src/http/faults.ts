/**
 * Requests that never reach a handler: no such address, wrong method, a body that is not JSON, too
 * large or not valid, bytes that are not HTTP. All answer in the envelope of the surface.
 */
import type { Socket } from 'node:net';
import { errorTable, type ErrorCode } from '@onsale/contract/errors.ts';
import { surfaceOf } from '@onsale/contract/route.ts';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { failedBeforeCall, refuseEarly } from './answer.ts';
import type { HttpLog } from './http-log.ts';
import type { HttpMetrics } from './http-metrics.ts';
import type { KnownPaths } from './known-paths.ts';
import { type Pages, wantsPage } from './pages.ts';
import { type Details, refusalBody, sendRefusal } from './refusal.ts';

export type FaultDeps = {
  readonly metrics: HttpMetrics;
  readonly log: HttpLog;
  readonly paths: KnownPaths;
  /** Shows people a page instead of an envelope; filled in once there are pages. */
  readonly web: { readonly pages?: Pages };
};

const byFastifyCode: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid_request',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid_request',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_request',
  FST_ERR_BAD_URL: 'invalid_request',
};

type Fault = { readonly code: ErrorCode; readonly details?: Details };

/**
 * What the caller did wrong, or undefined when the fault is ours. Never quotes the caller's values.
 */
export function faultOf(error: FastifyError): Fault | undefined {
  if (error.validation !== undefined) {
    const part = error.validationContext ?? 'body';
    const fields = error.validation.map(({ instancePath, message, params }) => ({
      field: fieldName(part, instancePath, params),
      problem: message ?? 'is not valid',
    }));
    return { code: 'invalid_request', details: { fields } };
  }
  if (error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return invalidBody('is empty');
  if (error instanceof SyntaxError || error.code === 'FST_ERR_CTP_INVALID_JSON_BODY') {
    return invalidBody('is not JSON');
  }
  const code = byFastifyCode[error.code];
  return code === undefined ? undefined : { code };
}

const invalidBody = (problem: string): Fault => ({
  code: 'invalid_request',
  details: { fields: [{ field: 'body', problem }] },
});

function fieldName(
  part: string,
  instancePath: string,
  params: Readonly<Record<string, unknown>>,
): string {
  const missing = params['missingProperty'] ?? params['additionalProperty'];
  const path = typeof missing === 'string' ? `${instancePath}/${missing}` : instancePath;
  return `${part === 'querystring' ? 'query' : part}${path.replaceAll('/', '.')}`;
}

export function installFaults(app: FastifyInstance, deps: FaultDeps): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const bound = request.routeOptions.config.bound;
    const fault = faultOf(error);
    if (bound !== undefined) {
      if (fault === undefined) failedBeforeCall(bound, reply, error);
      else refuseEarly(bound, reply, fault.code, fault.details);
      return;
    }
    if (fault === undefined) deps.log.failed('none', request.id, error);
    refuse(deps, request, reply, fault ?? { code: 'internal' });
  });

  app.setNotFoundHandler((request, reply) => {
    const methods = deps.paths.methodsOf(pathOf(request.url));
    if (methods.length === 0 && deps.web.pages !== undefined && wantsPage(request)) {
      deps.metrics.refused('not_found');
      void deps.web.pages.send(request, reply);
    } else if (methods.length === 0) {
      refuse(deps, request, reply, { code: 'not_found' });
    } else {
      const allow = methods.join(', ');
      refuse(deps, request, reply, { code: 'method_not_allowed' }, ['Allow', allow]);
    }
  });
}

export function refuse(
  deps: Pick<FaultDeps, 'metrics'>,
  request: FastifyRequest,
  reply: FastifyReply,
  fault: Fault,
  headers: readonly string[] = [],
): void {
  deps.metrics.refused(fault.code);
  sendRefusal(reply, surfaceOf(pathOf(request.url)), fault.code, fault.details, headers);
}

const pathOf = (url: string): string => {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
};

/**
 * Bytes that are not a request, and requests that do not arrive in time. There is no path to tell
 * the surface by, so the product's envelope is used.
 */
export function answerBrokenClient(
  error: NodeJS.ErrnoException,
  socket: Socket,
  traceId: string,
): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const code: ErrorCode = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'timeout' : 'invalid_request';
  const body = refusalBody('product', code, traceId, undefined);
  const { status } = errorTable[code];
  socket.end(
    `HTTP/1.1 ${status} ${status === 503 ? 'Service Unavailable' : 'Bad Request'}\r\n` +
      'Content-Type: application/json; charset=utf-8\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\n` +
      (status === 503 ? 'Retry-After: 1\r\n' : '') +
      `Connection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}

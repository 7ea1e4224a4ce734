/**
 * Trace ids (W3C Trace Context): the caller's when the request carries a valid `traceparent`, else
 * one of ours, made of a random half per process and a counter.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;
const NO_TRACE = '0'.repeat(32);

export function createTraceIds(
  prefix: string = randomBytes(8).toString('hex'),
): (request: Pick<IncomingMessage, 'headers'>) => string {
  let count = 0;
  return (request) => {
    const { traceparent } = request.headers;
    if (typeof traceparent === 'string') {
      const given = TRACEPARENT.exec(traceparent)?.[1];
      if (given !== undefined && given !== NO_TRACE) return given;
    }
    return prefix + (++count).toString(16).padStart(16, '0');
  };
}

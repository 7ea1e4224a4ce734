/**
 * What the firewall answers in place of the server: JSON in the product's envelope, because those
 * who call an API cannot read the page that AWS would send. The texts are those of the product; a
 * test compares them.
 */

export type RefusalKind = 'rate-limited' | 'forbidden';

type Refusal = {
  readonly status: number;
  readonly retryAfterSeconds?: number;
  readonly code: string;
  readonly message: string;
  readonly next: string;
};

export const refusals = {
  'rate-limited': {
    status: 429,
    retryAfterSeconds: 10,
    code: 'rate_limited',
    message: 'Too many requests.',
    next: 'Wait for the time in Retry-After.',
  },
  forbidden: {
    status: 403,
    code: 'forbidden',
    message: 'This looks like a program without an API key.',
    next: 'Use the site, or a key.',
  },
} as const satisfies Record<RefusalKind, Refusal>;

/** Both forms of the product's envelope in one: the partner API's and the product API's. */
export const refusalBodies = Object.entries(refusals).map(([key, { code, message, next }]) => ({
  key,
  contentType: 'APPLICATION_JSON',
  content: JSON.stringify({
    success: false,
    message,
    error: { code, message, traceId: 'edge', next },
  }),
}));

export function refusalOf(kind: RefusalKind) {
  const { status, retryAfterSeconds }: Refusal = refusals[kind];
  return {
    responseCode: status,
    customResponseBodyKey: kind,
    responseHeader: [
      { name: 'cache-control', value: 'no-store' },
      ...(retryAfterSeconds === undefined
        ? []
        : [{ name: 'retry-after', value: String(retryAfterSeconds) }]),
    ],
  };
}

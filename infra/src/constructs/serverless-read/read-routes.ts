/**
 * What functions answer: the public reads of an event. Everything else, above all what sells, is
 * for the fleet. A test compares this list with the product's contract.
 */
export const readPaths = [
  '/api/v1/events',
  '/api/v1/events/{eventId}',
  '/api/v1/events/{eventId}/seating-plan',
  '/api/v1/events/{eventId}/state',
] as const;

/** API Gateway ends a request after 29 s at the latest, and so does the function. */
export const readTimeoutSeconds = 29;

/** The API as API Gateway reads it: each path goes to the function as it came. */
export const readApi = (title: string, invokeArn: string): Record<string, unknown> => ({
  openapi: '3.0.1',
  info: { title, version: '1' },
  paths: Object.fromEntries(
    readPaths.map((path) => [
      path,
      {
        get: {
          parameters: parametersOf(path),
          responses: { 200: { description: 'What the product answers' } },
          'x-amazon-apigateway-integration': {
            type: 'aws_proxy',
            // Functions are always invoked by POST, whatever the request was.
            httpMethod: 'POST',
            uri: invokeArn,
            passthroughBehavior: 'when_no_match',
            timeoutInMillis: readTimeoutSeconds * 1_000,
          },
        },
      },
    ]),
  ),
});

const parametersOf = (path: string): readonly Record<string, unknown>[] =>
  Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

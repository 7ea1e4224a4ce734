/**
 * Which answers the edge may keep, by address: the first pattern that fits counts, `*` stands for
 * anything, slashes too. A test compares them with the product's routes.
 */

/**
 * - `page`: rendered by the server, the same for everybody who reads the same language.
 * - `public-read`: read by everybody; the server says how long it may be kept. Writes pass.
 * - `personal`: about somebody; never kept.
 * - `live`: a stream that ends when its reader leaves.
 * - `asset`: a file of the web app.
 */
export type AnswerKind = 'page' | 'public-read' | 'personal' | 'live' | 'asset';

export const pathPatterns = [
  ['/assets/*', 'asset'],
  ['/icon.svg', 'asset'],
  ['/site.webmanifest', 'asset'],
  // Pictures by their content: good for ever.
  ['/posters/*', 'asset'],
  ['/icons/*', 'asset'],
  // The server says that these are asked about before they are believed.
  ['/sw.js', 'asset'],
  ['/shell.html', 'asset'],
  ['/offline.*', 'asset'],
  ['/embed.js', 'asset'],
  ['/embed/*', 'public-read'],
  ['/api/v1/live*', 'live'],
  ['/socket.io/*', 'live'],
  ['/api/v1/events/*/state', 'public-read'],
  ['/api/v1/events/*/seating-plan', 'public-read'],
  // What a crowd asks for while it waits: kept for a second, so that its size does not matter.
  ['/api/v1/events/*/queue', 'public-read'],
  ['/api/v1/events/*/dates', 'public-read'],
  ['/api/v1/events/*/tiers', 'public-read'],
  ['/api/v1/events/*/queue/draw', 'public-read'],
  ['/api/v1/events/*/queue/draw/proof', 'public-read'],
  // Reservations, orders, tickets: before the event itself, whose pattern they would fit.
  ['/api/v1/events/*/*', 'personal'],
  ['/api/v1/events/*', 'public-read'],
  ['/api/v1/events', 'public-read'],
  ['/api/v1/ticket-keys', 'public-read'],
  // Not the search itself: it has more parameters than a policy may name.
  ['/api/v1/showcase', 'public-read'],
  ['/api/v1/suggest', 'public-read'],
  ['/api/*', 'personal'],
] as const satisfies readonly (readonly [string, AnswerKind])[];

/** Everything else. */
export const otherPaths: AnswerKind = 'page';

/** Parameters that public reads depend on. The server never gets others. */
export const publicReadParameters = ['cursor', 'limit', 'number', 'q', 'version', 'when'] as const;
/**
 * Of a page's address only these matter to the server: the language, and what somebody searches for. As
 * many as a policy may name.
 */
export const pageParameters = [
  'lang',
  'q',
  'when',
  'from',
  'to',
  'city',
  'genre',
  'price',
  'available',
  'sort',
] as const;

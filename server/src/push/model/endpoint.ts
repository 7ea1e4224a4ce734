/**
 * Which addresses the server calls in order to reach a device. Browsers name them, so whatever is not
 * an address of a known push service is refused: else anybody could make the server call anything.
 */

/** Those of the browsers that people use; Chromium without Google's name has the second. */
const known: readonly RegExp[] = [
  /^fcm\.googleapis\.com$/,
  /^jmt17\.google\.com$/,
  /^[a-z0-9-]+\.push\.services\.mozilla\.com$/,
  /^[a-z0-9-]+\.notify\.windows\.com$/,
  /^[a-z0-9-]+\.push\.apple\.com$/,
];

/** @param origins of further services, as an operator has named them */
export function isPushEndpoint(endpoint: string, origins: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const url = new URL(endpoint);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  if (origins.includes(url.origin)) return true;
  return (
    url.protocol === 'https:' && url.port === '' && known.some((host) => host.test(url.hostname))
  );
}

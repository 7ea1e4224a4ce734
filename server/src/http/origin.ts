/**
 * Did a page of this site send the request? Cookies travel with requests that other sites' pages make
 * a browser send, so what changes something for a session has to come from our own pages.
 */
import type { FastifyRequest } from 'fastify';

export type OriginRule = {
  /** `https://host` of the site, where that is not the host that is asked. */
  readonly publicOrigin: string | undefined;
  /** The site is on https: its pages are. */
  readonly secure: boolean;
};

export type Asked = Pick<FastifyRequest, 'headers' | 'host'>;

/**
 * By `Sec-Fetch-Site`, which pages cannot forge; older browsers send `Origin` with whatever is not a
 * GET. A request with neither is not from a browser's page of ours. `host` is the forwarded one behind
 * a trusted proxy.
 */
export function isSameOrigin(request: Asked, { publicOrigin, secure }: OriginRule): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site === 'same-origin' || site === 'none') return true;
  if (origin === undefined) return false;
  if (origin === publicOrigin) return true;
  if (!URL.canParse(origin)) return false;
  const { protocol, host } = new URL(origin);
  if (protocol !== 'https:' && (secure || protocol !== 'http:')) return false;
  // A port that goes without saying may be said.
  const own = `${protocol}//${request.host}`;
  return URL.canParse(own) && new URL(own).host === host;
}

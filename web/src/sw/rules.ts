/**
 * How the service worker answers a request. Whatever is not named here passes as if there were no
 * worker: above all the API, whose answers about sales, seats, prices and waiting rooms are never kept.
 */
export type Rule =
  /** Not ours: the browser goes on as it would. */
  | 'pass'
  /** A file whose name changes with its content: kept ones first. */
  | 'asset'
  /** A page that works without a network: the network first, then the shell. */
  | 'tickets'
  /** Any other page: the network, else the page that says there is none. */
  | 'page';

type Asked = {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
};

const tickets = /^\/tickets\/?$|^\/events\/\d+\/tickets\/[\w-]+\/?$/;
/** Answered by the server itself, without the app. */
const ownPages = /^\/(?:api|pay|dev|embed|socket\.io)(?:\/|$)/;

export function ruleFor({ method, mode, url }: Asked, origin: string): Rule {
  if (method !== 'GET') return 'pass';
  const { origin: asked, pathname } = new URL(url);
  if (asked !== origin) return 'pass';
  // The second belongs to the page that stands in for others; it has no name of its own per release.
  if (pathname.startsWith('/assets/') || pathname === '/offline.css') return 'asset';
  if (mode !== 'navigate' || ownPages.test(pathname)) return 'pass';
  return tickets.test(pathname) ? 'tickets' : 'page';
}

/** What may be kept when a page has used it. */
export const isFont = (url: string): boolean => new URL(url).pathname.endsWith('.woff2');

/** What search engines ask for: what they may read, and a map of the pages of events to come. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { BriefCache } from '../lib/brief-cache.ts';
import type { OriginRule } from './origin.ts';
import { sendPage } from './page.ts';
import { Html, html } from './html.ts';

export type SiteFiles = {
  /** Events to come, the soonest first, a bounded number. */
  readonly listEvents: () => Promise<readonly number[]>;
  readonly kept: BriefCache<readonly number[]>;
  readonly languages: readonly string[];
};

/** About a person or of no use to a search engine. */
const disallowed = [
  '/account',
  '/tickets',
  '/sign-',
  '/reminders',
  '/events/*/checkout',
  '/api/auth/',
];
const HOST = /^[a-z0-9.:[\]-]{1,255}$/i;

export function installSiteFiles(
  app: FastifyInstance,
  files: SiteFiles,
  { publicOrigin }: OriginRule,
): void {
  const originOf = ({ protocol, host }: FastifyRequest): string =>
    publicOrigin ?? `${protocol}://${HOST.test(host) ? host : 'localhost'}`;

  app.get('/robots.txt', (request, reply) => {
    const lines = [
      'User-agent: *',
      ...disallowed.map((path) => `Disallow: ${path}`),
      `Sitemap: ${originOf(request)}/sitemap.xml`,
    ];
    sendPage(reply, textPage(`${lines.join('\n')}\n`, 'text/plain'));
  });

  app.get('/sitemap.xml', async (request, reply) => {
    const events = await files.kept.ask('sitemap', files.listEvents);
    if (events === undefined) {
      sendPage(reply, { ...textPage('Too many requests.\n', 'text/plain'), status: 503 });
      return reply;
    }
    const origin = originOf(request);
    const paths = ['/', '/search', ...events.map((eventId) => `/events/${eventId}`)];
    const entries = paths.map((path) => entry(`${origin}${path}`, files.languages));
    const map = html`<urlset
      xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:xhtml="http://www.w3.org/1999/xhtml"
      >${entries}</urlset
    >`;
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n${map.text}\n`;
    sendPage(reply, textPage(text, 'application/xml'));
    return reply;
  });
}

/** A page in each of its languages. https://developers.google.com/search/docs/specialty/international */
function entry(url: string, languages: readonly string[]): Html {
  const links = languages.map(
    (language) =>
      html`<xhtml:link rel="alternate" hreflang="${language}" href="${url}?lang=${language}" />`,
  );
  return html`<url><loc>${url}</loc>${links}</url> `;
}

const textPage = (text: string, type: string) => ({
  bytes: Buffer.from(text),
  type: `${type}; charset=utf-8`,
  etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`,
  cacheControl: 'public, max-age=300',
});

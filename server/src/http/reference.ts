/** Serves the reference pages and the OpenAPI documents; all are made once, at start. */
import { createHash } from 'node:crypto';
import { partnerDocument, productDocument } from '@onsale/contract/documents.ts';
import { partnerApi } from '@onsale/contract/partner-api.ts';
import { productApi } from '@onsale/contract/product-api.ts';
import type { FastifyInstance } from 'fastify';
import { sendPage } from './page.ts';
import { referenceIndex, referencePage, referenceStyle } from './reference-page.ts';

/** @param version of the server, shown in the documents */
export function installReference(app: FastifyInstance, version: string): void {
  const pages = [
    {
      title: 'Partner booking API',
      introduction: 'Book tickets from another system: box offices, resellers, migrations.',
      url: '/api/docs/partner',
      document: '/api/docs/partner.json',
      routes: Object.values(partnerApi),
      openApi: partnerDocument(version),
    },
    {
      title: 'Product API',
      introduction: 'Events, seating plans, live state and reservations.',
      url: '/api/docs/product',
      document: '/api/docs/product.json',
      routes: Object.values(productApi),
      openApi: productDocument(version),
    },
  ];
  install(app, '/api/docs', referenceIndex(pages), 'text/html');
  install(app, '/api/docs/style.css', referenceStyle, 'text/css');
  for (const page of pages) {
    install(app, page.url, referencePage(page.routes, page), 'text/html');
    install(app, page.document, JSON.stringify(page.openApi), 'application/json');
  }
}

function install(app: FastifyInstance, url: string, text: string, type: string): void {
  const bytes = Buffer.from(text);
  const page = {
    bytes,
    type: `${type}; charset=utf-8`,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    cacheControl: 'no-cache',
  };
  app.get(url, (_request, reply) => sendPage(reply, page));
}

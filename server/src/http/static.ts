/**
 * The files of the web app. They are few and small: all are read at start and served from memory, by
 * exact name. A request never becomes a path of the file system, so it cannot leave the directory.
 * Compressed copies that the build has made are sent to those who take them.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { assert } from '../lib/assert.ts';
import { sendPage } from './page.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

const FILES_MAX = 500;
const BYTES_MAX = 16 * 1_048_576;
const copies = { br: '.br', gzip: '.gz' } as const;
// Names with a content hash (`assets/app-3f2a9c1b.js`) never change.
const HASHED = /^\/assets\/.*-[0-9A-Za-z_-]{8}\.\w+$/;

type Served = {
  readonly bytes: Buffer;
  readonly compressed: { readonly br?: Buffer; readonly gzip?: Buffer };
};

/** Rejects when the directory cannot be read; throws when it holds more than an app does. */
export async function installStatic(app: FastifyInstance, directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  assert(files.length <= FILES_MAX, `more than ${FILES_MAX} files in the web directory`);
  const contents = new Map<string, Buffer>();
  let bytesTotal = 0;
  for (const file of files) {
    const absolute = join(file.parentPath, file.name);
    const bytes = await readFile(absolute);
    bytesTotal += bytes.length;
    assert(bytesTotal <= BYTES_MAX, `the web directory exceeds ${BYTES_MAX} bytes`);
    contents.set(
      `/${relative(directory, absolute).split(sep).map(encodeURIComponent).join('/')}`,
      bytes,
    );
  }
  for (const [url, bytes] of contents) {
    if (!(extname(url) in types)) continue;
    const [br, gzip] = [contents.get(`${url}${copies.br}`), contents.get(`${url}${copies.gzip}`)];
    const served = { bytes, compressed: { ...(br && { br }), ...(gzip && { gzip }) } };
    installFile(app, url, served);
    if (url.endsWith('/index.html')) installFile(app, url.slice(0, -10), served, '.html');
  }
}

function installFile(app: FastifyInstance, url: string, served: Served, type = extname(url)): void {
  const page = {
    ...served,
    type: types[type] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(served.bytes).digest('base64url').slice(0, 22)}"`,
    cacheControl: HASHED.test(url) ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  app.get(url, (_request, reply) => sendPage(reply, page));
}

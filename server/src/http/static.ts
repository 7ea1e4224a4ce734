/**
 * The files of the web page. They are few and small: all are read at start and served from memory,
 * by exact name. A request never becomes a path of the file system, so it cannot leave the
 * directory.
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

const FILES_MAX = 200;
const BYTES_MAX = 8 * 1_048_576;
// Names with a content hash (`app-3f2a9c1b.js`) never change.
const HASHED = /[.-][0-9A-Za-z_-]{8,}\.\w+$/;

/** Rejects when the directory cannot be read; throws when it holds more than a small page does. */
export async function installStatic(app: FastifyInstance, directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) => entry.isFile() && !entry.name.startsWith('.') && extname(entry.name) in types,
  );
  assert(files.length <= FILES_MAX, `more than ${FILES_MAX} files in the web directory`);
  let bytesTotal = 0;
  for (const file of files) {
    const absolute = join(file.parentPath, file.name);
    const bytes = await readFile(absolute);
    bytesTotal += bytes.length;
    assert(bytesTotal <= BYTES_MAX, `the web directory exceeds ${BYTES_MAX} bytes`);
    const url = `/${relative(directory, absolute).split(sep).map(encodeURIComponent).join('/')}`;
    installFile(app, url, bytes);
    if (url.endsWith('/index.html')) installFile(app, url.slice(0, -10), bytes, '.html');
  }
}

function installFile(app: FastifyInstance, url: string, bytes: Buffer, type = extname(url)): void {
  const page = {
    bytes,
    type: types[type] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    cacheControl: HASHED.test(url) ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  app.get(url, (_request, reply) => sendPage(reply, page));
}

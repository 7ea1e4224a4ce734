/** The files of the web app: what kind each is, how long browsers may keep it, and its hash. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { EdgeConfig } from '../../config/edge-config.ts';

export type SiteFile = {
  /** In the bucket, without a slash before it. */
  readonly key: string;
  readonly body: Uint8Array;
  readonly sha256: string;
  readonly contentType: string;
  readonly cacheControl: string;
  /** Whether its name changes with its content. */
  readonly hashed: boolean;
};

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Made for the server, which sends them as they are; CloudFront compresses by itself. */
const compressed = new Set(['.br', '.gz']);

export async function readSite(
  folder: string,
  keep: EdgeConfig['browserSeconds'],
): Promise<readonly SiteFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !compressed.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return Promise.all(
    paths.map(async (path) => {
      const body = await readFile(path);
      return siteFile(relative(folder, path).split(sep).join('/'), body, keep);
    }),
  );
}

export function siteFile(
  key: string,
  body: Uint8Array,
  keep: EdgeConfig['browserSeconds'],
): SiteFile {
  const hashed = key.startsWith('assets/') && /-[\w-]{8}\.\w+$/.test(key);
  const contentType = contentTypes[extname(key)] ?? 'application/octet-stream';
  const isImage = contentType.startsWith('image/') || contentType.startsWith('font/');
  const cacheControl = hashed
    ? `public, max-age=${keep.hashed}, immutable`
    : `public, max-age=${isImage ? keep.images : keep.html}`;
  const sha256 = createHash('sha256').update(body).digest('hex');
  return { key, body, sha256, contentType, cacheControl, hashed };
}

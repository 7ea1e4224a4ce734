/**
 * A Vite plugin: see `src/api/no-schemas.ts`. Messages of the live channel keep their schemas, except
 * for the status of a waiting room in them, which is read as any other answer of the server is.
 */
import { join } from 'node:path';
import type { Plugin } from 'vite';

const stub = join(import.meta.dirname, '../src/api/no-schemas.ts');
/** Modules of the contract whose schemas a browser never looks at. */
const unread =
  /\/contract\/src\/(?:fields|health|order|product[\w-]*|partner[\w-]*|queue|session)\.ts$/;

export const withoutSchemas = (): Plugin => ({
  name: 'onsale:without-schemas',
  enforce: 'pre',
  resolveId(source, importer) {
    return source === 'typebox' && importer !== undefined && unread.test(importer)
      ? stub
      : undefined;
  },
});

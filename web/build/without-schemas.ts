/**
 * A Vite plugin: the schema library stays at home. Schemas that a browser never looks at become
 * nothing (`src/api/no-schemas.ts`); those of the live channel's messages are checked by a stand-in
 * (`src/api/small-schemas.ts`), except for the status of a waiting room in them, which is read as any
 * other answer of the server is.
 */
import { join } from 'node:path';
import type { Plugin } from 'vite';

const api = join(import.meta.dirname, '../src/api');
/** Modules of the contract whose schemas a browser never looks at. */
const unread =
  /\/contract\/src\/(?:fields|health|order|product[\w-]*|partner[\w-]*|queue|seating-plan[\w-]*|session)\.ts$/;
/** Those that it checks. */
const checked = /\/contract\/src\/realtime\.ts$/;

export const withoutSchemas = (): Plugin => ({
  name: 'onsale:without-schemas',
  enforce: 'pre',
  resolveId(source, importer = '') {
    if (source !== 'typebox' && source !== 'typebox/value') return undefined;
    if (checked.test(importer)) return join(api, 'small-schemas.ts');
    return source === 'typebox' && unread.test(importer) ? join(api, 'no-schemas.ts') : undefined;
  },
});

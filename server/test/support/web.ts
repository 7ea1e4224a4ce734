/** The built web app for tests that look at pages; built first when it is missing or out of date. */
import { join } from 'node:path';
import { ensureWeb } from '../../../scripts/web-build.ts';
import { openWeb, type Web } from '../../src/http/web-module.ts';

/** How long a test may wait for a build, and for one of another process before it. */
export const buildTimeoutMs = 180_000;

const dist = join(import.meta.dirname, '../../../web/dist');

export async function builtWeb(): Promise<Web> {
  await ensureWeb((line) => process.stderr.write(`${line}\n`));
  const web = await openWeb(dist);
  if (web === undefined) throw new Error('the web app was built and is not there');
  return web;
}

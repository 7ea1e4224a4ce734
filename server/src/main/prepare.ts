/** What has to be there before the first request: the configured partner key, and in a demo its data. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDemo } from '../demo/create-demo.ts';
import { createApiKey, ensureOrganization, newSecret } from '../identity/api-keys.ts';
import type { Context } from './context.ts';

const ORGANIZATION = 'Onsale';

export async function prepareKeys(context: Context): Promise<void> {
  const { config, db, clock } = context;
  const secret =
    config.partner.apiKey ?? (config.demo ? await demoSecret(config.dataDir) : undefined);
  if (secret === undefined) return;
  await db.transaction(async (tx) => {
    const organizationId = await ensureOrganization(tx, ORGANIZATION);
    await createApiKey(tx, { organizationId, name: 'partner', secret });
    if (config.demo)
      await createDemo(tx, { organizationId, nowMs: clock.nowMs(), holds: config.holds });
  });
}

/** Where a demo keeps its key, so that it stays the same over restarts. */
export const demoKeyFile = (dataDir: string): string => join(dataDir, 'partner-api-key');

async function demoSecret(dataDir: string): Promise<string> {
  const file = demoKeyFile(dataDir);
  if (!existsSync(file)) {
    await mkdir(dataDir, { recursive: true });
    await writeOnce(file, `${newSecret()}\n`);
  }
  return (await readFile(file, 'utf8')).trim();
}

/** Whole and once: another process may be starting in the same folder, and the first one wins. */
async function writeOnce(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    await rm(draft);
  }
}

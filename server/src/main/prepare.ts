/** What has to be there before the first request: the configured partner key, and in a demo its data. */
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
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
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const secret = newSecret();
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return secret;
}

/** What has to be there before the first request: the configured partner key, and in a demo its data. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { accountsText, demoAccountsFile } from '../demo/accounts.ts';
import { createDemo } from '../demo/create-demo.ts';
import { ensureCrowd } from '../demo/switch-crowd.ts';
import { createApiKey, ensureOrganization, newSecret } from '../identity/api-keys.ts';
import type { Context } from './context.ts';

const ORGANIZATION = 'Onsale';

/** What the background of a demo has to know. */
export type DemoFacts = {
  readonly organizationId: number;
  /** The key that sold what is sold before anybody looked. */
  readonly boxOffice: number;
};

/** Answers a demo's facts; undefined where there is none. */
export async function prepareKeys(context: Context): Promise<DemoFacts | undefined> {
  const { config, db, clock } = context;
  const secret =
    config.partner.apiKey ?? (config.demo ? await demoSecret(config.dataDir) : undefined);
  if (secret === undefined) return undefined;
  if (config.demo) await keepInFile(demoAccountsFile(config.dataDir), accountsText);
  return db.transaction(async (tx) => {
    const organizationId = await ensureOrganization(tx, ORGANIZATION);
    const boxOffice = await createApiKey(tx, { organizationId, name: 'partner', secret });
    if (!config.demo) return undefined;
    await createDemo(tx, { organizationId, nowMs: clock.nowMs(), holds: config.holds });
    await ensureCrowd(tx, config.demoCrowd);
    return { organizationId, boxOffice };
  });
}

/** Where a demo keeps its key, so that it stays the same over restarts. */
export const demoKeyFile = (dataDir: string): string => join(dataDir, 'partner-api-key');

async function demoSecret(dataDir: string): Promise<string> {
  const file = demoKeyFile(dataDir);
  await keepInFile(file, () => `${newSecret()}\n`);
  return (await readFile(file, 'utf8')).trim();
}

/** Writes what `text` makes up, unless the file is there. */
async function keepInFile(file: string, text: () => string): Promise<void> {
  if (existsSync(file)) return;
  await mkdir(dirname(file), { recursive: true });
  await writeOnce(file, text());
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

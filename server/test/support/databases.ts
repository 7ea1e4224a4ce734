/** Creating and dropping databases, for the harness only. */
import { Client } from 'pg';
import type { QueryResult } from 'pg';

export const TEMPLATE = 'template';

export function urlFor(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Runs one statement on a connection of its own. */
export async function runAdmin(adminUrl: string, text: string): Promise<QueryResult> {
  const client = new Client({ connectionString: adminUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

/** Also when connections are open: a failed test may have left some. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await runAdmin(adminUrl, `drop database if exists "${name}" with (force)`);
}

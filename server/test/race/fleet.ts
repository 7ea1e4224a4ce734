/** Several server processes on one database, and a client that spreads its requests over them. */
import { Pool } from 'pg';
import { expect } from 'vitest';
import { newSecret } from '../../src/identity/api-keys.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds, type Ids } from '../../src/lib/uuid-v7.ts';
import { bookViolations } from '../support/books.ts';
import { type Answer, createHttpClient, type Request } from '../support/http-client.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createSaleEvent, type SaleWish } from '../support/sale-events.ts';
import { startServer } from '../support/server-process.ts';
import { temporaryFolder } from '../support/throwaway.ts';
import { waitFor } from '../support/wait-for.ts';

export type Fleet = {
  readonly ids: Ids;
  readonly urls: readonly string[];
  createEvent(wish: SaleWish): Promise<number>;
  /** Request number `n` goes to process `n` modulo their number. */
  send(n: number, wish: Request): Promise<Answer>;
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Expects the books to be in order, once the outbox is stamped to its end. */
  expectBooksInOrder(): Promise<void>;
  stop(): Promise<void>;
};

export async function startFleet(processes: number): Promise<Fleet> {
  const database = await createTestDatabase();
  const folder = await temporaryFolder();
  const apiKey = newSecret();
  const settings = { databaseUrl: database.url, apiKey, dataDir: folder.path };
  const starts = await Promise.allSettled(
    Array.from({ length: processes }, () => startServer(settings)),
  );
  const servers = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed !== undefined) {
    // Nobody else knows of those that did start.
    await Promise.all(servers.map((server) => server.end('SIGTERM')));
    throw failed.reason;
  }
  const urls = servers.map((server) => server.url);
  const http = createHttpClient(apiKey);
  const client = new Pool({ connectionString: database.url, max: 4 });
  client.on('error', () => {});
  return {
    ids: createIds(systemClock),
    urls,
    createEvent: (wish) => createSaleEvent(database.url, apiKey, wish),
    send: (n, wish) => http.send(urls[n % processes] ?? '', wish),
    async query<Row extends object>(text: string, values: readonly unknown[] = []) {
      return (await client.query<Row>(text, [...values])).rows;
    },
    async expectBooksInOrder() {
      let found: readonly string[] = [];
      // What is not stamped yet counts as a violation, so this may take more than one look.
      await waitFor('books in order', async () => {
        found = await bookViolations(database.url);
        return found.length === 0;
      }).catch(() => undefined);
      expect(found).toEqual([]);
    },
    async stop() {
      http.close();
      await client.end();
      await Promise.all(servers.map((server) => server.end('SIGTERM')));
      await database.drop();
      await folder.remove();
    },
  };
}

/** How many answers of each kind: the status, with the code of a refusal. */
export function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const { code } = (body['error'] ?? {}) as { code?: string };
    const kind = code === undefined ? `${status}` : `${status} ${code}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Sending letters: once each, again after trouble, never the same one by two workers. */
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openTestDb } from '../../test/support/test-db.ts';
import { systemClock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import { systemTimers } from '../lib/deadline.ts';
import { type Mail, MailError } from '../mail/mailer.ts';
import { Metrics } from '../ops/metrics.ts';
import { type LetterJobDeps, letterJobs } from './jobs.ts';
import type { Letter } from './letter.ts';
import { ATTEMPTS_MAX } from './model/fate.ts';
import { type SendDeps, sendDue } from './send-due.ts';
import { writeLetters } from './write-letter.ts';

let database: TestDatabase;
let db: Db;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openTestDb(database.url);
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await db.close();
  await database.drop();
});
afterEach(() => client.query('TRUNCATE letters'));

const letter = (key: string): Letter => ({
  kind: 'verify_email',
  to: `${key}@example.com`,
  language: 'en',
  content: { name: 'A', url: 'https://tickets.example/verify?token=secret' },
  key,
});
const write = (...keys: string[]): Promise<void> =>
  db.transaction((tx) => writeLetters(tx, keys.map(letter)));

type LetterRow = {
  key: string;
  state: number;
  attempts: number;
  problem: string | null;
  content: object;
  waits: boolean;
};

async function rows(): Promise<LetterRow[]> {
  const { rows: found } = await client.query<LetterRow>(
    `SELECT key, state, attempts, problem, content, next_attempt_at > now() AS waits
       FROM letters ORDER BY key`,
  );
  return found;
}

const due = (): Promise<unknown> =>
  client.query('UPDATE letters SET next_attempt_at = now() WHERE state = 0');

function worker(send: (mail: Mail) => Promise<void>, more: Partial<SendDeps> = {}) {
  const outcomes: string[] = [];
  const deps: SendDeps = {
    db,
    clock: systemClock,
    timers: systemTimers,
    mailer: { send, close: () => Promise.resolve() },
    compose: () => Promise.resolve({ subject: 's', text: 't', html: 'h' }),
    host: 'tickets.example',
    onOutcome: (outcome) => outcomes.push(outcome),
    onTrouble: () => {},
    ...more,
  };
  return { step: () => sendDue(deps), outcomes };
}

it('sends each once, whatever workers there are, and forgets what it said', async () => {
  const keys = Array.from({ length: 50 }, (_, nth) => `k${nth}`);
  await write(...keys);
  const sent: Mail[] = [];
  const workers = [1, 2, 3].map(() =>
    worker((mail) => {
      sent.push(mail);
      return Promise.resolve();
    }),
  );
  while ((await Promise.all(workers.map(({ step }) => step()))).some((taken) => taken > 0));
  expect(sent.map(({ to }) => to).toSorted()).toEqual(
    keys.map((key) => `${key}@example.com`).toSorted(),
  );
  expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(keys.length);
  for (const row of await rows()) expect(row).toMatchObject({ state: 1, content: {} });
});

it('leaves alone what another worker has, until its lease is over', async () => {
  await write('slow');
  const { promise, resolve: letGo } = Promise.withResolvers<undefined>();
  const stuck = worker(() => promise);
  const first = stuck.step();
  await expect.poll(async () => (await rows())[0]?.waits).toBe(true);
  const other = worker(() => Promise.resolve());
  expect(await other.step()).toBe(0);
  // The lease ends, e.g. because the first worker has stalled: then somebody else sends it.
  await due();
  expect(await other.step()).toBe(1);
  letGo(undefined);
  await first;
  // What the first one says comes too late to count.
  expect([...stuck.outcomes, ...other.outcomes]).toEqual(['SENT']);
});

it('tries again later what failed, with the same message id, and gives up in the end', async () => {
  await write('a');
  const ids: (string | undefined)[] = [];
  const failing = worker((mail) => {
    ids.push(mail.messageId);
    return Promise.reject(new MailError('failed', { code: 'ECONNECTION' }));
  });
  await failing.step();
  expect(await rows()).toMatchObject([
    { state: 0, attempts: 1, problem: 'failed ECONNECTION', waits: true },
  ]);
  expect(await failing.step()).toBe(0);
  for (let left = ATTEMPTS_MAX; left > 0; left--) {
    // Each attempt follows from the one before.
    // oxlint-disable-next-line no-await-in-loop
    await due();
    // oxlint-disable-next-line no-await-in-loop
    await failing.step();
  }
  expect(await rows()).toMatchObject([{ state: 3, attempts: ATTEMPTS_MAX, content: {} }]);
  expect(new Set(ids).size).toBe(1);
});

it('never writes again to an address that is refused', async () => {
  await write('a');
  const refused = worker(() => Promise.reject(new MailError('refused', { responseCode: 550 })));
  await refused.step();
  expect(await rows()).toMatchObject([{ state: 2, problem: 'refused 550', content: {} }]);
  expect(refused.outcomes).toEqual(['REFUSED']);
});

it('waits without counting an attempt, and says nothing when there is nothing to say', async () => {
  await write('early', 'over');
  await worker(() => Promise.reject(new Error('nothing is to be sent')), {
    compose: ({ key }) => Promise.resolve(key === 'early' ? 'waiting' : 'void'),
  }).step();
  expect(await rows()).toMatchObject([
    { key: 'early', state: 0, attempts: 0, waits: true },
    { key: 'over', state: 4, content: {} },
  ]);
});

it('survives a letter that cannot be composed', async () => {
  await write('bad', 'good');
  const { step, outcomes } = worker(() => Promise.resolve(), {
    compose: ({ key }) =>
      key === 'bad'
        ? Promise.reject(new TypeError('a bug'))
        : Promise.resolve({ subject: 's', text: 't', html: 'h' }),
  });
  await step();
  expect(outcomes.toSorted()).toEqual(['SENT', 'retried']);
  expect(await rows()).toMatchObject([
    { key: 'bad', state: 0, attempts: 1, problem: 'TypeError' },
    { key: 'good', state: 1 },
  ]);
});

const jobs = (more: Partial<LetterJobDeps>) =>
  letterJobs(
    {
      db,
      clock: systemClock,
      metrics: new Metrics(),
      mailer: undefined,
      compose: () => Promise.resolve('void'),
      onTrouble: () => {},
      siteUrl: 'https://tickets.example',
      retentionMs: 60_000,
      depth: () => 0,
      ...more,
    },
    () => {},
  );

it('forgets old letters, and where no mail is sent, drops what waits', async () => {
  await write('old', 'new', 'waiting');
  await client.query(`UPDATE letters SET state = 1, next_attempt_at = NULL, settled_at = now()
                                          - CASE key WHEN 'old' THEN interval '61 s' ELSE '1 s' END
                       WHERE key <> 'waiting'`);
  const mailer = { send: () => Promise.resolve(), close: () => Promise.resolve() };
  const tidy = (more: Partial<LetterJobDeps>) =>
    jobs(more)
      .find(({ name }) => name === 'letters tidy')
      ?.step();
  await tidy({ mailer });
  expect((await rows()).map(({ key }) => key)).toEqual(['new', 'waiting']);
  await tidy({});
  expect((await rows()).map(({ key }) => key)).toEqual(['new']);
  expect(jobs({}).map(({ name }) => name)).toEqual(['letters hear', 'letters tidy']);
});

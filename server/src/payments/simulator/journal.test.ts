/** The journal: what was flushed is there again, what was torn is cut off, damage is not passed over. */
import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StartupError } from '../../postgres/startup-error.ts';
import { Journal, openJournal } from './journal.ts';

const ignore = (): void => {};

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onsale-journal-'));
  path = join(folder, 'journal');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(...entries: readonly unknown[]): Promise<void> {
  const journal = await openJournal(path, () => {}, ignore);
  for (const entry of entries) journal.append(entry);
  await journal.flushed();
  await journal.close();
}

async function read(): Promise<unknown[]> {
  const entries: unknown[] = [];
  const journal = await openJournal(path, (entry) => entries.push(entry), ignore);
  await journal.close();
  return entries;
}

it('gives back what was written, in order', async () => {
  await write({ n: 1 }, { n: 2, text: '좌석\n"x"' });
  await write({ n: 3 });
  expect(await read()).toEqual([{ n: 1 }, { n: 2, text: '좌석\n"x"' }, { n: 3 }]);
});

it('is flushed by every promise, however many are asked for at once', async () => {
  const journal = await openJournal(path, () => {}, ignore);
  await Promise.all(
    Array.from({ length: 500 }, async (_, n) => {
      journal.append({ n });
      await journal.flushed();
      expect(await readFile(path, 'utf8')).toContain(`{"n":${n}}\n`);
    }),
  );
  await journal.close();
  expect(await read()).toHaveLength(500);
});

it('cuts a torn last line off, wherever it was torn, and goes on after the one before', async () => {
  await write({ n: 1 });
  const sound = (await readFile(path)).length;
  await write({ n: 2, text: '좌석' });
  const whole = (await readFile(path)).length;
  for (let bytes = whole - 1; bytes > sound; bytes--) {
    await truncate(path, bytes);
    expect(await read()).toEqual([{ n: 1 }]);
    await write({ n: 2, text: '좌석' });
    expect(await read()).toEqual([{ n: 1 }, { n: 2, text: '좌석' }]);
  }
});

it('takes zeros at its end, as a crashed file system leaves them, for a torn line', async () => {
  await write({ n: 1 });
  await appendFile(path, Buffer.alloc(4_096));
  expect(await read()).toEqual([{ n: 1 }]);
});

it('refuses to start on a journal that is damaged before its end', async () => {
  await write({ n: 1 }, { n: 2 }, { n: 3 });
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('{"n":2}', '{"n":7}'));
  await expect(read()).rejects.toThrow(StartupError);
  await writeFile(path, 'x'.repeat(200_000));
  await expect(read()).rejects.toThrow(StartupError);
});

it('reads lines that lie across the pieces a file is read in', async () => {
  const entries = Array.from({ length: 40 }, (_, n) => ({ n, text: '가'.repeat(n * 50) }));
  await write(...entries, ...entries, ...entries, ...entries);
  expect(await read()).toEqual([...entries, ...entries, ...entries, ...entries]);
});

const hasFullDevice = existsSync('/dev/full');
it.runIf(hasFullDevice)('never claims to be flushed again after a write has failed', async () => {
  const broken: Error[] = [];
  const journal = new Journal(await open('/dev/full', 'a'), (error) => broken.push(error));
  journal.append({ n: 1 });
  await expect(journal.flushed()).rejects.toThrow('ENOSPC');
  await expect(journal.flushed()).rejects.toThrow('ENOSPC');
  journal.append({ n: 2 });
  await expect(journal.flushed()).rejects.toThrow('ENOSPC');
  await journal.close();
  expect(broken).toHaveLength(1);
});

it('is not flushed when it is closed', async () => {
  const journal = await openJournal(path, () => {}, ignore);
  await journal.close();
  journal.append({ n: 1 });
  await expect(journal.flushed()).rejects.toThrow('closed');
});

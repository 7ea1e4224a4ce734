/**
 * The simulator's memory of money: an append-only file, one checked line per entry, flushed to the
 * disk before anything it says is told to anybody. While one flush is under way the next entries
 * gather, so many callers share one. A killed process leaves at most a torn last line, which nobody
 * was told about; it is cut off at the next start.
 */
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { StartupError } from '../../postgres/startup-error.ts';

const LINE_FEED = 0x0a;
/** Longer than any entry: a file of something else is noticed before it fills the memory. */
const LINE_BYTES_MAX = 65_536;

/**
 * Reads what is there into `take`, cuts a torn last line off, and goes on from there. `onBroken` is
 * called once, when a write fails: the journal is of no use any more.
 */
export async function openJournal(
  path: string,
  take: (entry: unknown) => void,
  onBroken: (error: Error) => void,
): Promise<Journal> {
  const file = await open(path, 'a', 0o600);
  try {
    const soundBytes = await replay(path, take);
    await file.truncate(soundBytes);
    await file.sync();
    await syncDirectory(dirname(path));
    return new Journal(file, onBroken);
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** A new file is durable once its directory is. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** How many bytes from the beginning are whole entries. */
async function replay(path: string, take: (entry: unknown) => void): Promise<number> {
  let soundBytes = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let data = Buffer.concat([rest, chunk]);
    for (let end = data.indexOf(LINE_FEED); end >= 0; end = data.indexOf(LINE_FEED)) {
      const entry = parseLine(data.toString('utf8', 0, end));
      // Only the end of the file may be torn: this line has a successor or was written to its end.
      if (entry === undefined) throw damaged(path, soundBytes);
      take(entry);
      soundBytes += end + 1;
      data = data.subarray(end + 1);
    }
    if (data.length > LINE_BYTES_MAX) throw damaged(path, soundBytes);
    rest = data;
  }
  return soundBytes;
}

const damaged = (path: string, at: number): StartupError =>
  new StartupError(
    `The journal of the payment simulator is damaged (${path}, byte ${at}). ` +
      'Restore it, or move it away to begin without any payments.',
  );

const writeLine = (entry: unknown): string => {
  const json = JSON.stringify(entry);
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
};

function parseLine(line: string): unknown {
  const json = line.slice(9);
  return line[8] === ' ' && Number.parseInt(line.slice(0, 8), 16) === crc32(json)
    ? JSON.parse(json)
    : undefined;
}

export class Journal {
  readonly #file: FileHandle;
  readonly #onBroken: (error: Error) => void;
  #waiting: string[] = [];
  #flushing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #broken: Error | undefined;

  constructor(file: FileHandle, onBroken: (error: Error) => void) {
    this.#file = file;
    this.#onBroken = onBroken;
  }

  append(entry: unknown): void {
    this.#waiting.push(writeLine(entry));
    // A failure is everybody's who asks; those who do not ask must not end the process.
    this.flushed().catch(() => {});
  }

  /**
   * Resolves when everything appended so far is on the disk. After one failure it always rejects:
   * what the disk holds is unknown, and only reading it again will tell.
   */
  flushed(): Promise<void> {
    if (this.#waiting.length === 0) return this.#next ?? this.#flushing;
    this.#next ??= this.#flushing.then(() => {
      this.#next = undefined;
      this.#flushing = this.#flush();
      return this.#flushing;
    });
    return this.#next;
  }

  async close(): Promise<void> {
    await this.flushed().catch(() => {});
    this.#broken ??= new Error('the journal is closed');
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    if (this.#broken !== undefined) throw this.#broken;
    const text = this.#waiting.join('');
    this.#waiting = [];
    try {
      await this.#file.appendFile(text);
      await this.#file.datasync();
    } catch (error) {
      this.#broken = error instanceof Error ? error : new Error(String(error));
      this.#onBroken(this.#broken);
      throw this.#broken;
    }
  }
}

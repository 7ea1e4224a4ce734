/**
 * Makes PDFs in a thread of its own, one after the other, so that neither requests nor loops wait for
 * fonts. The thread begins at first use; one that dies or hangs is replaced, and only its job fails.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PdfAbout } from './ticket-pdf.ts';
import type { TicketSheet } from './ticket-sheet.ts';

export type PdfJob = { readonly sheets: readonly TicketSheet[]; readonly about: PdfAbout };

export type PdfMaker = {
  /** Undefined: too many documents are waiting to be made. @throws when it cannot be made */
  tickets(sheets: readonly TicketSheet[], about: PdfAbout): Promise<Buffer | undefined>;
  close(): Promise<void>;
};

/** At some 100 ms each: whoever comes last waits a few seconds. */
const WAITING_MAX = 40;
/** Far longer than a hundred pages take. */
const JOB_MAX_MS = 20_000;

type Answer = { readonly bytes: Uint8Array } | { readonly error: string };

export function createPdfMaker(): PdfMaker {
  let thread: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let isClosed = false;

  function open(): Worker {
    const worker = new Worker(new URL('pdf-thread.ts', import.meta.url));
    // One that dies at rest is missed by nobody; the next job begins another.
    worker.on('error', () => {});
    worker.on('exit', () => {
      if (thread === worker) thread = undefined;
    });
    // An idle one keeps no process alive.
    worker.unref();
    thread = worker;
    return worker;
  }

  async function make(job: PdfJob): Promise<Buffer> {
    if (isClosed) throw new Error('no PDFs are made any more');
    const worker = thread ?? open();
    const answer = await answerOf(worker, job).catch(async (error: unknown) => {
      thread = undefined;
      await worker.terminate();
      throw error;
    });
    if ('error' in answer) throw new Error(answer.error);
    return Buffer.from(answer.bytes);
  }

  return {
    async tickets(sheets, about) {
      if (waiting >= WAITING_MAX) return undefined;
      waiting += 1;
      const mine = last.then(() => make({ sheets, about }));
      // Whoever waits behind this one does not care how it ended.
      last = mine.then(
        () => undefined,
        () => undefined,
      );
      try {
        return await mine;
      } finally {
        waiting -= 1;
      }
    },
    async close() {
      isClosed = true;
      await thread?.terminate();
      thread = undefined;
    },
  };
}

async function answerOf(worker: Worker, job: PdfJob): Promise<Answer> {
  const ending = new AbortController();
  const { signal } = ending;
  const timer = setTimeout(() => ending.abort(), JOB_MAX_MS);
  try {
    // Rejects when the thread fails; the end of a thread comes as an abort.
    const exit = (): void => ending.abort();
    worker.once('exit', exit);
    const message = once(worker, 'message', { signal });
    // A thread has no origin.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    worker.postMessage(job);
    const [answer] = (await message) as [Answer];
    worker.off('exit', exit);
    return answer;
  } finally {
    clearTimeout(timer);
  }
}

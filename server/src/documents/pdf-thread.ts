/** The thread that makes PDFs: subsetting fonts takes some 70 ms a document, too long beside requests. */
import { parentPort } from 'node:worker_threads';
import { readFonts } from './fonts.ts';
import type { PdfJob } from './pdf-maker.ts';
import { ticketPdf } from './ticket-pdf.ts';

const fonts = readFonts();

parentPort?.on('message', ({ sheets, about }: PdfJob) => {
  fonts
    .then((read) => ticketPdf(sheets, about, read))
    .then(
      // A thread has no origin.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      (bytes) => parentPort?.postMessage({ bytes }),
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      (error: unknown) => parentPort?.postMessage({ error: String(error) }),
    );
});

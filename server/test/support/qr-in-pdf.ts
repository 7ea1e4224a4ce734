/**
 * Reads the QR code of a ticket as a scanner would: the page is drawn by Poppler, sampled in the middle
 * of each module, and decoded by a reader that knows nothing of what drew it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { qrSize, readQr } from '../browser/qr-reader.ts';
import { runProgram } from './programs.ts';

/** Where the code is on a page of A5, with its quiet zone, in points. */
const box = { left: 124.8, top: 330, side: 170 };
const DPI = 200;

export function qrInPdf(pdf: string, page: number, folder: string): string {
  const pixels = (points: number): string => `${Math.floor((points * DPI) / 72)}`;
  const out = join(folder, `page-${page}`);
  runProgram('pdftoppm', [
    ...`-r ${DPI} -gray -f ${page} -l ${page} -singlefile`.split(' '),
    ...`-x ${pixels(box.left)} -y ${pixels(box.top)}`.split(' '),
    ...`-W ${pixels(box.side)} -H ${pixels(box.side)}`.split(' '),
    pdf,
    out,
  ]);
  return readQr(darkIn(readFileSync(`${out}.pgm`)));
}

/** A PGM picture (P5): a head of four words, then a byte a pixel. */
function darkIn(file: Buffer): (x: number, y: number) => boolean {
  const [head = '', width = '', height = ''] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 40).toString('latin1')) ?? [];
  const grey = file.subarray(head.length);
  const [w, h] = [Number(width), Number(height)];
  const isDark = (x: number, y: number): boolean => (grey[y * w + x] ?? 255) < 128;
  const all = Array.from({ length: w * h }, (_none, at) => [at % w, Math.floor(at / w)] as const);
  const dark = all.filter(([x, y]) => isDark(x, y));
  const left = Math.min(...dark.map(([x]) => x));
  const right = Math.max(...dark.map(([x]) => x));
  const top = Math.min(...dark.map(([, y]) => y));
  const step = (right - left + 1) / qrSize;
  const middle = (from: number, at: number): number => Math.floor(from + (at + 0.5) * step);
  return (x, y) => isDark(middle(left, x), middle(top, y));
}

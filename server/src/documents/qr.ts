/** A code as runs of dark modules, row by row: few rectangles, whatever draws them. */
import { correction, generate } from 'lean-qr';

export type QrRuns = {
  /** Modules a side, without the quiet zone around it. */
  readonly size: number;
  readonly runs: readonly { readonly x: number; readonly y: number; readonly length: number }[];
};

export function qrRuns(text: string): QrRuns {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const runs: { x: number; y: number; length: number }[] = [];
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (!code.get(x, y)) continue;
      const start = x;
      while (code.get(x + 1, y)) x++;
      runs.push({ x: start, y, length: x - start + 1 });
    }
  }
  return { size: code.size, runs };
}

/**
 * Reads a clean QR code of version 6, correction M, alphanumeric: what a ticket shows. Written from
 * ISO/IEC 18004 and not from the library that draws the code, so that a mistake of ours or its shows.
 * Nothing is corrected: pixels of a screenshot have no errors.
 */
import { expect } from 'vitest';
import type { Locator } from 'playwright-core';

export const qrSize = 41;
const ALIGNMENT_CENTRE = 34;
const BLOCKS = 4;
const DATA_PER_BLOCK = 27;
const FORMAT_MASK = 0b101_0100_0001_0010;
const LEVEL_M = 0b00;
const ALPHANUMERIC = 0b0010;
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

type Dark = (x: number, y: number) => boolean;

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Finders with their borders and formats, timing, the alignment pattern: everything but data. */
function isFixed(x: number, y: number): boolean {
  const far = qrSize - 8;
  const isFinder = (x < 9 && y < 9) || (x >= far && y < 9) || (x < 9 && y >= far);
  const isAligned = Math.abs(x - ALIGNMENT_CENTRE) <= 2 && Math.abs(y - ALIGNMENT_CENTRE) <= 2;
  return isFinder || isAligned || x === 6 || y === 6;
}

function maskOf(dark: Dark): (x: number, y: number) => boolean {
  const places = [0, 1, 2, 3, 4, 5, 7, 8].map((x) => [x, 8] as const);
  const rest = [7, 5, 4, 3, 2, 1, 0].map((y) => [8, y] as const);
  const bits = [...places, ...rest].reduce((all, [x, y]) => all * 2 + Number(dark(x, y)), 0);
  const format = bits ^ FORMAT_MASK;
  expect(format >> 13, 'the level of correction').toBe(LEVEL_M);
  return masks[(format >> 10) & 0b111] ?? (() => false);
}

/** Two columns at a time from the right, up and down in turns, past the timing column. */
function codewords(dark: Dark): number[] {
  const isMasked = maskOf(dark);
  const bits: boolean[] = [];
  let isUp = true;
  for (let right = qrSize - 1; right > 0; right -= 2) {
    if (right === 6) right--;
    for (let step = 0; step < qrSize; step++) {
      const y = isUp ? qrSize - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (!isFixed(x, y)) bits.push(dark(x, y) !== isMasked(x, y));
      }
    }
    isUp = !isUp;
  }
  return Array.from({ length: Math.floor(bits.length / 8) }, (_none, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((all, bit) => all * 2 + Number(bit), 0),
  );
}

export function readQr(dark: Dark): string {
  const words = codewords(dark);
  const data = Array.from({ length: BLOCKS }, (_none, block) =>
    Array.from({ length: DATA_PER_BLOCK }, (_none_, at) => words[at * BLOCKS + block] ?? 0),
  ).flat();
  const bits = data.map((word) => word.toString(2).padStart(8, '0')).join('');
  let at = 0;
  const take = (count: number): number => Number.parseInt(bits.slice(at, (at += count)), 2);
  expect(take(4), 'the mode').toBe(ALPHANUMERIC);
  let left = take(9);
  let text = '';
  for (; left >= 2; left -= 2) {
    const pair = take(11);
    text += `${alphabet[Math.floor(pair / 45)]}${alphabet[pair % 45]}`;
  }
  return left === 1 ? text + alphabet[take(6)] : text;
}

/** Reads the code from what the screen shows: a screenshot, sampled in the middle of each module. */
export async function readQrOnScreen(code: Locator): Promise<string> {
  const png = (await code.screenshot()).toString('base64');
  const modules = await code.page().evaluate(
    async ([text, size]) => {
      const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const { width, height } = picture;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      context?.drawImage(picture, 0, 0);
      const pixels = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
      const isDark = (x: number, y: number): boolean => (pixels[(y * width + x) * 4] ?? 255) < 128;
      let [left, right, top] = [width, 0, height];
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          if (!isDark(x, y)) continue;
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
        }
      }
      const step = (right - left + 1) / size;
      const middle = (from: number, at: number): number => Math.floor(from + (at + 0.5) * step);
      return Array.from({ length: size * size }, (_none, at) =>
        isDark(middle(left, at % size), middle(top, Math.floor(at / size))),
      );
    },
    [png, qrSize] as const,
  );
  return readQr((x, y) => modules[y * qrSize + x] === true);
}

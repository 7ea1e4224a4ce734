/** Short texts on the map, each centred on a point and no wider than its room. */
import type { Paint } from './scene.ts';

export type TextLine = {
  readonly text: string;
  readonly sizePx: number;
  readonly weight: number;
  readonly colour: string;
};

const widths = new Map<string, number>();
const WIDTHS_MAX = 4_000;

/** Measuring is slow, and the same few labels come again with every tile. */
export function textWidth(paint: Paint, font: string, text: string): number {
  const key = `${font}\n${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size >= WIDTHS_MAX) widths.clear();
  paint.font = font;
  const { width } = paint.measureText(text);
  widths.set(key, width);
  return width;
}

export const fontOf = (line: Pick<TextLine, 'sizePx' | 'weight'>, family: string): string =>
  `${line.weight} ${line.sizePx}px ${family}`;

const LEADING = 1.22;

export const linesHeight = (lines: readonly TextLine[]): number =>
  lines.reduce((sum, { sizePx }) => sum + sizePx * LEADING, 0);

/** `x`, `y`: the middle of the block of lines. */
export function paintLines(
  paint: Paint,
  lines: readonly TextLine[],
  family: string,
  x: number,
  y: number,
): void {
  paint.textAlign = 'center';
  paint.textBaseline = 'middle';
  let top = y - linesHeight(lines) / 2;
  for (const line of lines) {
    const height = line.sizePx * LEADING;
    paint.font = fontOf(line, family);
    paint.fillStyle = line.colour;
    // Capitals and digits, which have no descenders, look centred a little lower.
    paint.fillText(line.text, x, top + height / 2 + line.sizePx * 0.04);
    top += height;
  }
}

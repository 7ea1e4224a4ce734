/** Boxes, grids of boxes, arrows. Each returns what it draws and how high it is. */
import type { Box } from '../model/picture.ts';
import { escaped, textWidth, wrap } from './text.ts';
import { columns, gap, lineHeight, size } from './theme.ts';

export type Drawn = { readonly svg: readonly string[]; readonly height: number };

const padding = 12;
const bar = 4;

export const text = (
  x: number,
  y: number,
  content: string,
  fontSize: number,
  classes = '',
  anchor: 'start' | 'middle' | 'end' = 'start',
): string =>
  `<text x="${x}" y="${y}" font-size="${fontSize}"` +
  (classes === '' ? '' : ` class="${classes}"`) +
  (anchor === 'start' ? '' : ` text-anchor="${anchor}"`) +
  `>${escaped(content)}</text>`;

type Laid = { readonly title: readonly string[]; readonly lines: readonly string[] };

function lay({ title, lines, zones = '' }: Box, width: number): Laid {
  const inner = width - 2 * padding - bar;
  const beside = zones === '' ? 0 : textWidth(chipOf(zones), size.zone) + gap;
  return {
    title: wrap(title, inner - beside, size.box, 'bold'),
    lines: lines.flatMap((line) => wrap(line, inner, size.line)),
  };
}

const chipOf = (zones: string): string =>
  zones.includes(' ') ? `zones ${zones}` : `zone ${zones}`;

const heightOf = ({ title, lines }: Laid): number =>
  (title.length + lines.length) * lineHeight + padding + 4;

function drawBox(
  box: Box,
  laid: Laid,
  x: number,
  y: number,
  width: number,
  height: number,
): string[] {
  const left = x + bar + padding;
  let line = y + padding + 8;
  const svg = [
    `<rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="7"/>`,
    `<rect class="${box.kind}" x="${x + 6}" y="${y + 8}" width="${bar}" height="${height - 16}" rx="2"/>`,
  ];
  for (const content of laid.title) {
    svg.push(text(left, line, content, size.box, 'b'));
    line += lineHeight;
  }
  for (const content of laid.lines) {
    svg.push(text(left, line, content, size.line, 'm'));
    line += lineHeight;
  }
  if (box.zones !== undefined && box.zones !== '') {
    svg.push(text(x + width - padding, y + padding + 8, chipOf(box.zones), size.zone, 'm', 'end'));
  }
  return svg;
}

/** Boxes in columns, row by row, as high as the highest of their row. */
export function grid(boxes: readonly Box[], x: number, y: number, width: number): Drawn {
  const cell = (width - (columns - 1) * gap) / columns;
  const svg: string[] = [];
  let top = y;
  for (let first = 0; first < boxes.length; first += columns) {
    const row = boxes.slice(first, first + columns);
    // One alone in its row has all of it.
    const own = row.length === 1 ? width : cell;
    const laid = row.map((box) => lay(box, own));
    const height = Math.max(...laid.map(heightOf));
    row.forEach((box, column) => {
      const content = laid[column];
      if (content === undefined) return;
      svg.push(...drawBox(box, content, x + column * (cell + gap), top, own, height));
    });
    top += height + gap;
  }
  return { svg, height: boxes.length === 0 ? 0 : top - y - gap };
}

export const arrowHeight = 34;

/** Downwards, with what goes there beside it. */
export function arrow(x: number, y: number, label: string): Drawn {
  const end = y + arrowHeight;
  return {
    svg: [
      `<path class="way" d="M${x} ${y + 3}V${end - 9}"/>`,
      `<path class="tip" d="M${x - 6} ${end - 11}h12l-6 9z"/>`,
      ...(label === '' ? [] : [text(x + 14, y + arrowHeight / 2 + 5, label, size.line, 'm')]),
    ],
    height: arrowHeight,
  };
}

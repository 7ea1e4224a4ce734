/** Stacked bars as SVG: the same bytes for the same figures, readable in light and dark. */
export type Part = { readonly name: string; readonly value: number };
export type Bar = {
  readonly label: string;
  /** Beside its end. */
  readonly value: string;
  readonly parts: readonly Part[];
  /** A bar before which some space is left. */
  readonly isFirst?: boolean;
};

export type BarsProps = {
  readonly title: string;
  readonly names: readonly string[];
  readonly bars: readonly Bar[];
};

const width = 820;
const left = 190;
const right = 70;
const barHeight = 18;
const rowHeight = 26;
const gap = 14;
const legendTop = 52;
const legendColumns = 5;
const legendRow = 20;

/** Distinct for people who see colours differently too; middling, so that both grounds will do. */
const colours = [
  '#4477aa',
  '#228833',
  '#cc6677',
  '#b8860b',
  '#66a5cc',
  '#aa3377',
  '#6f7fa8',
  '#999933',
  '#888888',
] as const;

const colourOf = (index: number): string => colours[index % colours.length] ?? '#888888';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const at = (value: number): string => String(Math.round(value * 10) / 10);

export function barsSvg({ title, names, bars }: BarsProps): string {
  const most = Math.max(1, ...bars.map(({ parts }) => sumOf(parts)));
  const scale = (width - left - right) / most;
  const legendRows = Math.ceil(names.length / legendColumns);
  const top = legendTop + legendRows * legendRow + 4;
  let y = top;
  const rows = bars.map((one) => {
    if (one.isFirst === true && y > top) y += gap;
    const drawn = drawBar(one, names, y, scale);
    y += rowHeight;
    return drawn;
  });
  const legend = names.map((name, index) => {
    const x = 20 + (index % legendColumns) * 156;
    const line = legendTop + Math.floor(index / legendColumns) * legendRow;
    return (
      `<rect x="${x}" y="${line - 10}" width="12" height="12" rx="2" fill="${colourOf(index)}"/>` +
      `<text x="${x + 18}" y="${line}">${escaped(name)}</text>`
    );
  });
  const height = y + 12;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
      `viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`,
    '<style>text{font:13px system-ui,sans-serif;fill:#1f2328}.title{font-weight:600;font-size:15px}' +
      '@media(prefers-color-scheme:dark){text{fill:#e6edf3}}</style>',
    `<title>${escaped(title)}</title>`,
    `<text class="title" x="20" y="26">${escaped(title)}</text>`,
    ...legend,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, { value }) => sum + value, 0);

function drawBar(bar: Bar, names: readonly string[], y: number, scale: number): string {
  let x = left;
  const rects = bar.parts.map(({ name, value }) => {
    const length = value * scale;
    const rect =
      `<rect x="${at(x)}" y="${y}" width="${at(length)}" height="${barHeight}" ` +
      `fill="${colourOf(names.indexOf(name))}"><title>${escaped(name)}</title></rect>`;
    x += length;
    return rect;
  });
  const line = y + barHeight - 4;
  return (
    `<text x="${left - 10}" y="${line}" text-anchor="end">${escaped(bar.label)}</text>` +
    rects.join('') +
    `<text x="${at(x + 6)}" y="${line}">${escaped(bar.value)}</text>`
  );
}

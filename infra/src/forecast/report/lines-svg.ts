/** Lines over minutes as SVG: the same bytes for the same figures, readable in light and dark. */
export type Line = {
  readonly name: string;
  readonly points: readonly { readonly minute: number; readonly value: number }[];
  /** Counts of processes jump, they do not slope. */
  readonly isStepped?: boolean;
  readonly isDashed?: boolean;
};

export type LinesProps = {
  readonly title: string;
  readonly unit: string;
  readonly lines: readonly Line[];
  readonly fromMinute: number;
  readonly toMinute: number;
};

const width = 820;
const plot = { left: 64, right: 800, top: 84, bottom: 330 } as const;
const height = 372;
const colours = ['#888888', '#4477aa', '#cc6677', '#228833', '#b8860b', '#aa3377'] as const;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const at = (value: number): string => String(Math.round(value * 10) / 10);

/** 1, 2 or 5 times a power of ten, so that at most five lines are drawn. */
export function gridStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most / 5));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => most / step <= 5) ?? most;
}

export function linesSvg({ title, unit, lines, fromMinute, toMinute }: LinesProps): string {
  const shown = lines.map((line) => ({
    ...line,
    points: line.points.filter(({ minute }) => minute >= fromMinute && minute <= toMinute),
  }));
  const most = Math.max(1, ...shown.flatMap(({ points }) => points.map(({ value }) => value)));
  const step = gridStep(most);
  const top = Math.ceil(most / step) * step;
  const x = (minute: number): number =>
    plot.left + ((plot.right - plot.left) * (minute - fromMinute)) / (toMinute - fromMinute);
  const y = (value: number): number => plot.bottom - ((plot.bottom - plot.top) * value) / top;
  const values = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  const every = toMinute - fromMinute > 90 ? 30 : 15;
  const times = Array.from(
    { length: Math.floor((toMinute - fromMinute) / every) + 1 },
    (_, index) => fromMinute + index * every,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
      `viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`,
    '<style>text{font:13px system-ui,sans-serif;fill:#1f2328}.title{font-weight:600;font-size:15px}' +
      '.grid{stroke:#8888;stroke-width:.5}@media(prefers-color-scheme:dark){text{fill:#e6edf3}}' +
      '</style>',
    `<title>${escaped(title)}</title>`,
    `<text class="title" x="20" y="26">${escaped(title)}</text>`,
    ...shown.map(({ name, isDashed }, index) => {
      const left = 20 + (index % 3) * 262;
      const line = 46 + Math.floor(index / 3) * 18;
      return (
        `<path d="M${left} ${line - 4}h22" ${strokeOf(index, isDashed)}/>` +
        `<text x="${left + 28}" y="${line}">${escaped(name)}</text>`
      );
    }),
    ...values.map(
      (value) =>
        `<path class="grid" d="M${plot.left} ${at(y(value))}H${plot.right}"/>` +
        `<text x="${plot.left - 8}" y="${at(y(value) + 4)}" text-anchor="end">${value.toLocaleString('en')}</text>`,
    ),
    ...times.map(
      (minute) =>
        `<text x="${at(x(minute))}" y="${plot.bottom + 20}" text-anchor="middle">${minute}</text>`,
    ),
    `<text x="${plot.left}" y="${height - 6}">minutes from the opening; ${escaped(unit)}</text>`,
    ...shown.map(
      ({ points, isStepped, isDashed }, index) =>
        `<path d="${pathOf(points, x, y, isStepped === true)}" ${strokeOf(index, isDashed)}/>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

const strokeOf = (index: number, isDashed = false): string =>
  `fill="none" stroke="${colours[index % colours.length] ?? '#888888'}" stroke-width="2"` +
  (isDashed ? ' stroke-dasharray="6 4"' : '');

function pathOf(
  points: Line['points'],
  x: (minute: number) => number,
  y: (value: number) => number,
  isStepped: boolean,
): string {
  return points
    .map(({ minute, value }, index) => {
      if (index === 0) return `M${at(x(minute))} ${at(y(value))}`;
      // A level that stays needs no point of its own.
      if (isStepped && points[index - 1]?.value === value && index < points.length - 1) return '';
      return isStepped ? `H${at(x(minute))}V${at(y(value))}` : `L${at(x(minute))} ${at(y(value))}`;
    })
    .join('');
}

/** Lines over time as SVG: the same bytes for the same figures, readable on light and dark grounds. */

export type Line = { readonly name: string; readonly values: ArrayLike<number> };
export type Chart = {
  readonly title: string;
  /** Of the vertical axis. */
  readonly unit: string;
  readonly lines: readonly Line[];
  /** The second at which the sale opens: minute 0. */
  readonly openedAt: number;
  readonly logarithmic?: boolean;
};

const width = 820;
const height = 300;
const edge = { left: 76, right: 16, top: 64, bottom: 34 };
/** Middling, so that both grounds will do, and distinct for people who see colours differently too. */
const colours = ['#4477aa', '#cc6677', '#228833', '#b8860b', '#aa3377'] as const;
const dashes = ['', '7 3', '2 3', '10 3 2 3', '4 4'] as const;
const points = 300;

const at = (value: number): string => String(Math.round(value * 10) / 10);
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The next of 1, 2, 5, 10, ... */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}

export function lineChart(chart: Chart): string {
  const seconds = Math.max(...chart.lines.map(({ values }) => values.length));
  const most = roundUp(Math.max(1, ...chart.lines.map(({ values }) => peakOf(values))));
  const log = chart.logarithmic === true;
  const x = (second: number): number =>
    edge.left + (second / seconds) * (width - edge.left - edge.right);
  const share = (value: number): number =>
    log ? Math.log10(Math.max(1, value)) / Math.log10(most) : value / most;
  const y = (value: number): number =>
    height - edge.bottom - share(value) * (height - edge.top - edge.bottom);
  const parts = [
    `<text x="16" y="26" font-size="16" font-weight="600">${escaped(chart.title)}</text>`,
    ...gridOf(chart, most, log, y),
    ...minutesOf(chart.openedAt, seconds, x),
    ...chart.lines.map((line, index) => drawLine(line, index, x, y)),
    ...chart.lines.map(({ name }, index) => legendOf(name, index)),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img"`,
    ` font-family="system-ui, sans-serif" font-size="12" fill="#808080">`,
    `<title>${escaped(chart.title)}</title>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

const peakOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((peak, value) => Math.max(peak, value), 0);

function gridOf(
  { unit }: Chart,
  most: number,
  log: boolean,
  y: (value: number) => number,
): string[] {
  const powers = Array.from({ length: Math.ceil(Math.log10(most)) + 1 }, (_, power) => 10 ** power);
  const steps = log ? powers.filter((step) => step <= most) : [0, most / 2, most];
  const lines = steps.map((value) => {
    const label = value.toLocaleString('en');
    return (
      `<path d="M${edge.left} ${at(y(value))}H${width - edge.right}" stroke="#808080" ` +
      `stroke-opacity=".3"/><text x="${edge.left - 6}" y="${at(y(value) + 4)}" ` +
      `text-anchor="end">${label}</text>`
    );
  });
  return [...lines, `<text x="${edge.left}" y="${edge.top - 8}">${escaped(unit)}</text>`];
}

function minutesOf(openedAt: number, seconds: number, x: (second: number) => number): string[] {
  const ticks: string[] = [];
  for (let minute = -60; minute * 60 + openedAt <= seconds; minute += 10) {
    const second = minute * 60 + openedAt;
    if (second < 0) continue;
    const label = minute === 0 ? 'sale opens' : `${minute} min`;
    ticks.push(
      `<path d="M${at(x(second))} ${height - edge.bottom}v4" stroke="#808080"/>` +
        `<text x="${at(x(second))}" y="${height - edge.bottom + 18}" text-anchor="middle">${label}</text>`,
    );
  }
  return ticks;
}

/** Of every stretch the highest value is drawn: a peak of a second must not vanish. */
function drawLine(
  { values }: Line,
  index: number,
  x: (second: number) => number,
  y: (value: number) => number,
): string {
  const stride = Math.max(1, Math.ceil(values.length / points));
  const marks: string[] = [];
  for (let from = 0; from < values.length; from += stride) {
    let peak = 0;
    for (let second = from; second < Math.min(values.length, from + stride); second++) {
      peak = Math.max(peak, values[second] ?? 0);
    }
    marks.push(`${at(x(from))} ${at(y(peak))}`);
  }
  const dash = dashes[index] === '' ? '' : ` stroke-dasharray="${dashes[index]}"`;
  return `<path d="M${marks.join('L')}" fill="none" stroke="${colours[index]}" stroke-width="1.8"${dash}/>`;
}

function legendOf(name: string, index: number): string {
  const x = 200 + index * 155;
  const dash = dashes[index] === '' ? '' : ` stroke-dasharray="${dashes[index]}"`;
  return (
    `<path d="M${x} 44h22" stroke="${colours[index]}" stroke-width="2.5"${dash}/>` +
    `<text x="${x + 28}" y="48">${escaped(name)}</text>`
  );
}

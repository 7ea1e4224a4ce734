/** Series over time as one picture: lines, areas, a ceiling, the moment of opening. */
import { amounts, powers, type Scale, seconds } from './scale.ts';
import { clock, escape, short } from './text.ts';

export type Tone = 'a' | 'b' | 'c' | 'd';

export type ChartSeries = {
  readonly name: string;
  readonly tone: Tone;
  /** Null: not known. As long as `t`. */
  readonly values: readonly (number | null)[];
  readonly filled?: boolean;
};

export type Chart = {
  readonly title: string;
  /** What one should see, in a sentence. */
  readonly note: string;
  readonly unit: string;
  readonly t: readonly number[];
  readonly series: readonly ChartSeries[];
  readonly ceiling?: { readonly name: string; readonly value: number };
  /** Powers of ten, from this on. */
  readonly logFrom?: number;
};

const [WIDTH, HEIGHT] = [560, 240] as const;
const box = { left: 46, right: 548, top: 14, bottom: 210 } as const;
/** More than this many points say nothing more on so few pixels. */
const POINTS_MAX = 280;

export function lineChart(chart: Chart): string {
  const { title, note, unit, series, ceiling } = chart;
  const legend = series
    .map(({ name, tone }) => `<li class="tone-${tone}"><i></i>${escape(name)}</li>`)
    .join('');
  const cap =
    ceiling === undefined ? '' : `<li class="ceiling"><i></i>${escape(ceiling.name)}</li>`;
  return `<figure>
<figcaption><h3>${escape(title)} <small>${escape(unit)}</small></h3><p>${escape(note)}</p></figcaption>
${picture(chart)}
<ul class="legend">${legend}${cap}</ul>
</figure>`;
}

function picture(chart: Chart): string {
  const { title, t, series, ceiling, logFrom } = chart;
  const [first = 0, last = 1] = [t[0], t.at(-1)];
  const largest = largestOf(chart);
  const x = seconds(first, last, box.left, box.right);
  const y =
    logFrom === undefined
      ? amounts(largest, box.bottom, box.top)
      : powers(largest, logFrom, box.bottom, box.top);
  const top =
    ceiling === undefined
      ? ''
      : `<line class="ceiling" x1="${box.left}" x2="${box.right}" y1="${n(y.at(ceiling.value))}" y2="${n(y.at(ceiling.value))}"/>`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(title)}">
${axes(x, y, first)}${series.map((one) => drawn(one, t, x, y)).join('')}${top}
</svg>`;
}

const n = (value: number): string => value.toFixed(1);

const largestOf = ({ series, ceiling }: Chart): number =>
  series
    .flatMap(({ values }) => values)
    .reduce<number>((max, value) => Math.max(max, value ?? 0), ceiling?.value ?? 0);

function axes(x: Scale, y: Scale, first: number): string {
  const rows = y.ticks.map((tick) => {
    const at = n(y.at(tick));
    return `<line class="grid" x1="${box.left}" x2="${box.right}" y1="${at}" y2="${at}"/>
<text x="${box.left - 8}" y="${at}" dy="0.32em" text-anchor="end">${short(tick)}</text>`;
  });
  const columns = x.ticks.map(
    (tick) =>
      `<text x="${n(x.at(tick))}" y="${box.bottom + 20}" text-anchor="middle">${clock(tick)}</text>`,
  );
  const opening =
    first >= 0
      ? ''
      : `<line class="opening" x1="${n(x.at(0))}" x2="${n(x.at(0))}" y1="${box.top}" y2="${box.bottom}"/>`;
  return [...rows, ...columns, opening].join('');
}

type Point = { readonly x: number; readonly y: number };

function drawn(
  { name, tone, values, filled }: ChartSeries,
  t: readonly number[],
  x: Scale,
  y: Scale,
): string {
  const step = Math.max(1, Math.ceil(values.length / POINTS_MAX));
  const points: Point[] = [];
  for (let at = 0; at < values.length; at += step) {
    // The largest of a few neighbours: a peak must not fall between two points.
    const some = values.slice(at, at + step).filter((value) => value !== null);
    const second = t[at];
    if (some.length === 0 || second === undefined) continue;
    points.push({ x: x.at(second), y: y.at(Math.max(...some)) });
  }
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return '';
  const path = points
    .map((point, at) => `${at === 0 ? 'M' : 'L'}${n(point.x)} ${n(point.y)}`)
    .join('');
  const area =
    filled === true
      ? `<path class="area" d="${path}L${n(last.x)} ${box.bottom}L${n(first.x)} ${box.bottom}Z"/>`
      : '';
  return `<g class="tone-${tone}"><title>${escape(name)}</title>${area}<path class="line" d="${path}"/></g>`;
}

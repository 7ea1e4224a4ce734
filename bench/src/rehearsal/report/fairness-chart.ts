/** Fairness in two pictures: position against the order of coming, and where the early ones stand. */
import type { Fairness } from '../fairness.ts';
import { amounts } from './scale.ts';
import { short, whole } from './text.ts';

const SIZE = { width: 560, height: 300, left: 52, right: 548, top: 14, bottom: 262 } as const;

const n = (value: number): string => value.toFixed(1);

export function scatter({ points, cohortSize }: Fairness): string {
  const most = points.reduce((max, [rank, position]) => Math.max(max, rank, position), 1);
  const x = amounts(most, SIZE.left, SIZE.right);
  const y = amounts(most, SIZE.bottom, SIZE.top);
  const dots = points
    .map(([rank, position]) => {
      const tone = rank <= cohortSize ? 'a' : 'b';
      return `<circle class="dot tone-${tone}" cx="${n(x.at(rank))}" cy="${n(y.at(position))}" r="2"/>`;
    })
    .join('');
  const rows = y.ticks.map(
    (tick) =>
      `<line class="grid" x1="${SIZE.left}" x2="${SIZE.right}" y1="${n(y.at(tick))}" y2="${n(y.at(tick))}"/>` +
      `<text x="${SIZE.left - 8}" y="${n(y.at(tick))}" dy="0.32em" text-anchor="end">${short(tick)}</text>`,
  );
  const columns = x.ticks.map(
    (tick) =>
      `<text x="${n(x.at(tick))}" y="${SIZE.bottom + 20}" text-anchor="middle">${short(tick)}</text>`,
  );
  return `<figure>
<figcaption><h3>Position against coming</h3><p>${note(cohortSize)}</p></figcaption>
<svg viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label="Position against order of coming">
${rows.join('')}${columns.join('')}${dots}
</svg>
<ul class="legend"><li class="tone-a"><i></i>came before the opening</li><li class="tone-b"><i></i>came later</li></ul>
</figure>`;
}

const note = (cohortSize: number): string =>
  cohortSize === 0
    ? 'Nobody came before the opening: first come, first served, a straight line.'
    : `The first ${whole(cohortSize)} were drawn by lot: a cloud. Everybody after them stands in the order of coming: a straight line.`;

const BAR = { width: 560, height: 300, left: 52, right: 548, top: 14, bottom: 262 } as const;

export function tenths({ earlyByTenth }: Fairness): string {
  const y = amounts(Math.max(...earlyByTenth, 20), BAR.bottom, BAR.top);
  const step = (BAR.right - BAR.left) / 10;
  const bars = earlyByTenth.map((value, at) => {
    const left = BAR.left + at * step + step * 0.14;
    const top = y.at(value);
    return `<rect class="bar tone-a" x="${n(left)}" y="${n(top)}" width="${n(step * 0.72)}" height="${n(BAR.bottom - top)}" rx="2"><title>${value} %</title></rect>
<text x="${n(left + step * 0.36)}" y="${BAR.bottom + 20}" text-anchor="middle">${at + 1}</text>`;
  });
  const rows = y.ticks.map(
    (tick) =>
      `<line class="grid" x1="${BAR.left}" x2="${BAR.right}" y1="${n(y.at(tick))}" y2="${n(y.at(tick))}"/>` +
      `<text x="${BAR.left - 8}" y="${n(y.at(tick))}" dy="0.32em" text-anchor="end">${short(tick)}</text>`,
  );
  const even = n(y.at(10));
  return `<figure>
<figcaption><h3>Where the early half stands <small>% by tenth of the cohort</small></h3>
<p>Of those who came first, about ten in a hundred belong in every tenth: coming earlier brings nothing.</p></figcaption>
<svg viewBox="0 0 ${BAR.width} ${BAR.height}" role="img" aria-label="Early comers by tenth of the drawn order">
${rows.join('')}${bars.join('')}<line class="ceiling" x1="${BAR.left}" x2="${BAR.right}" y1="${even}" y2="${even}"/>
</svg>
<ul class="legend"><li class="tone-a"><i></i>early comers</li><li class="ceiling"><i></i>even</li></ul>
</figure>`;
}

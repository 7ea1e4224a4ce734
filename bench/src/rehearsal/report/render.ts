/** The report as one HTML file: nothing is loaded from anywhere, and nothing in it runs. */
import type { Result, Series } from '../result.ts';
import { scatter, tenths } from './fairness-chart.ts';
import { type Chart, lineChart } from './line-chart.ts';
import { styles } from './styles.ts';
import { auditTables, outcomeTable, refusalTable, requestTable } from './tables.ts';
import { escape, together, whole } from './text.ts';

export function renderReport(complete: Result): string {
  const result = { ...complete, series: cropped(complete) };
  const { about, verdict } = result;
  const hasRoom = about.activeMax !== null;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Rehearsal of ${escape(about.name)}</title>
<style>${styles}</style>
</head>
<body><main>
${header(result)}
<dl class="facts">${verdict.facts
    .map(
      ({ name, value, note }) =>
        `<div><dt>${escape(name)}</dt><dd>${escape(value)}</dd><small>${together(escape(note))}</small></div>`,
    )
    .join('')}</dl>
<h2>The sale</h2>
<p class="lead">Seconds and minutes from the opening, which is the dotted line.</p>
<div class="grid-2">${saleCharts(result).map(lineChart).join('')}</div>
${hasRoom ? fairness(result) : ''}
<h2>How it answered</h2>
<div class="grid-2">${loadCharts(result).map(lineChart).join('')}</div>
<div class="grid-2">${requestTable(result.totals)}
<div class="stack">${outcomeTable(result)}${refusalTable(result.totals)}</div></div>
<h2>Audit</h2>
<p class="lead">What buyers were told, held against each other and against what was published. Nothing is taken on trust.</p>
${auditTables(result)}
${footer(result)}
</main></body>
</html>
`;
}

/** What happens long after the last sale says nothing, and presses everything else together. */
function cropped({ series, verdict }: Result): Series {
  const last = Math.max(30, (verdict.sellingSeconds ?? Infinity) * 1.4);
  const end = series.t.findIndex((second) => second > last);
  if (end < 0) return series;
  const cut = <Value>(values: readonly Value[]): readonly Value[] => values.slice(0, end);
  const { steps, ...columns } = series;
  const entries = Object.entries(columns).map(([name, values]) => [name, cut<unknown>(values)]);
  const perStep = Object.entries(steps).map(([name, values]) => [name, cut(values)]);
  return { ...Object.fromEntries(entries), steps: Object.fromEntries(perStep) } as Series;
}

function header({ about, verdict, audit }: Result): string {
  const badge = audit.clean
    ? '<span class="badge good">Audit clean</span>'
    : '<span class="badge bad">Audit found violations</span>';
  return `<header>
<p class="kicker">Rehearsal of ${escape(about.name)} · event ${about.rehearsalOf} at ${escape(about.url)} · ${escape(about.openedAt.slice(0, 16).replace('T', ' '))} UTC</p>
<h1>${together(escape(verdict.headline))}</h1>
${badge}
<p class="why">${escape(`${verdict.evidence.slice(0, 1).toUpperCase()}${verdict.evidence.slice(1)}.`)}</p>
</header>`;
}

function sumUp(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}

/** Ten seconds, as a rate per minute: single seconds jump too much to be read. */
const perMinute = (values: readonly number[]): number[] =>
  values.map((_, at) => values.slice(Math.max(0, at - 9), at + 1).reduce((a, b) => a + b, 0) * 6);

function saleCharts({ series, about }: Result): Chart[] {
  const { t, steps, tickets } = series;
  const charts: Chart[] = [
    {
      title: 'Arrivals',
      unit: 'people',
      note: 'Everybody who has come, and everybody who has gone home again.',
      t,
      series: [
        { name: 'arrived', tone: 'a', values: sumUp(steps.arrived), filled: true },
        { name: 'gone home', tone: 'b', values: sumUp(steps.gone) },
      ],
    },
    {
      title: 'Sales',
      unit: 'places',
      note: 'Sold for good, and in the hands of somebody who may still let go.',
      t,
      series: [
        { name: 'sold', tone: 'c', values: series.sold, filled: true },
        { name: 'held', tone: 'b', values: series.held },
      ],
      ceiling: { name: `${whole(about.capacity)} there are`, value: about.capacity },
    },
  ];
  if (about.activeMax === null) return charts;
  return [
    ...charts,
    {
      title: 'The line',
      unit: 'numbers',
      note: 'Numbers drawn, and how far the line has been served: between them people wait.',
      t,
      series: [
        { name: 'joined', tone: 'a', values: series.joined, filled: true },
        { name: 'served up to', tone: 'c', values: series.servedUpTo },
      ],
    },
    {
      title: 'Inside',
      unit: 'people',
      note: 'Those who buy at the same time. The cap is never exceeded.',
      t,
      series: [{ name: 'buying', tone: 'd', values: series.active, filled: true }],
      ceiling: { name: `cap of ${whole(about.activeMax)}`, value: about.activeMax },
    },
    {
      title: 'Let in',
      unit: 'people a minute',
      note: 'As the controller saw room and stock for them.',
      t,
      series: [{ name: 'let in', tone: 'a', values: perMinute(steps.admitted), filled: true }],
    },
    {
      title: 'Pace of selling',
      unit: 'places a minute',
      note: 'Paid for, with tickets.',
      t,
      series: [{ name: 'sold', tone: 'c', values: perMinute(tickets), filled: true }],
    },
  ];
}

function loadCharts({ series }: Result): Chart[] {
  const { t } = series;
  return [
    {
      title: 'Latency',
      unit: 'ms, powers of ten',
      note: 'Of all requests of a second, waiting for a connection included.',
      t,
      logFrom: 1,
      series: [
        { name: 'p99', tone: 'b', values: series.p99 },
        { name: 'p95', tone: 'd', values: series.p95 },
        { name: 'p50', tone: 'a', values: series.p50 },
      ],
    },
    {
      title: 'Requests',
      unit: 'a second',
      note: 'Refusals belong to a sale (a seat is taken, a turn has not come); errors do not.',
      t,
      series: [
        { name: 'requests', tone: 'a', values: series.requests, filled: true },
        { name: 'refused in order', tone: 'd', values: series.refusals },
        { name: 'errors', tone: 'b', values: series.errors },
      ],
    },
  ];
}

const say = (value: number | null): string => (value === null ? 'too few to say' : String(value));

function fairness({ fairness: fair }: Result): string {
  const chance =
    fair.chanceInCohort === null ? '' : ` (chance alone stays within ±${fair.chanceInCohort})`;
  return `<h2>Fairness</h2>
<p class="lead">Rank correlation of coming and position: ${say(fair.inCohort)} among those who were drawn by lot${chance}, ${say(fair.afterCohort)} after them.</p>
<div class="grid-2">${scatter(fair)}${fair.inCohort === null ? '' : tenths(fair)}</div>`;
}

function footer({ about, client }: Result): string {
  const status = about.sharedStatus
    ? 'one status a second for all, as behind a CDN'
    : 'every buyer asks for the status';
  return `<footer><p>${whole(about.buyers)} virtual buyers, profile ${escape(about.profile)}, seed ${about.seed}, pace ${about.pace}, ${about.workers} load processes (${client.cpuSeconds} s of processor, event loop late by ${client.lagP95Ms} ms in one second of twenty, ${client.lagMaxMs} ms at most, up to ${whole(client.unsentMax)} requests waiting for a connection), ${status}. The same seed brings the same people.</p></footer>`;
}

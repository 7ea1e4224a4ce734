/**
 * `npm run lighthouse`: Lighthouse on the built app, as a phone sees it (its mobile profile: a slow
 * network and a processor slowed down four times), five runs of each page, medians. Ends with 1 when a
 * bar is missed. Lighthouse is fetched by npx, so it is no dependency, and not part of `npm test`.
 *
 *   npm run lighthouse                       starts a demo of its own
 *   npm run lighthouse -- http://127.0.0.1:8080 [runs]
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { demoServer, eventsOnSale } from './demo-server.ts';

const LIGHTHOUSE = 'lighthouse@13.5.0';
const RUNS = 5;
const RUN_TIMEOUT_MS = 180_000;
/** A run whose recording failed says nothing about the page; it is made again, so many times. */
const ATTEMPTS_MAX = 3;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const figures = {
  'first-contentful-paint': 'FCP',
  'largest-contentful-paint': 'LCP',
  'total-blocking-time': 'TBT',
  'cumulative-layout-shift': 'CLS',
} as const;

type Category = (typeof categories)[number];
type Figure = keyof typeof figures;
type Bars = Partial<Record<Category, number>>;
type Subject = { readonly name: string; readonly path: string; readonly bars: Bars };
type Audit = {
  readonly id: string;
  readonly title: string;
  readonly score: number | null;
  readonly numericValue?: number;
};
type Report = {
  readonly categories: Readonly<
    Record<
      Category,
      {
        readonly score: number;
        readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
      }
    >
  >;
  readonly audits: Readonly<Record<string, Audit>>;
};

const open: Bars = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };

async function subjectsOf(url: string): Promise<readonly Subject[]> {
  const events = await eventsOnSale(url);
  const [largest] = events;
  // Pages like any other: not the one with most to draw.
  const usual = events.at(-1);
  if (largest === undefined || usual === undefined) throw new Error('nothing is on sale');
  const search = await fetch(`${url}/search`, { headers: { accept: 'text/html' } });
  return [
    { name: 'home', path: '/', bars: open },
    ...(search.ok ? [{ name: 'search', path: '/search', bars: {} }] : []),
    { name: 'event', path: `/events/${usual.id}`, bars: open },
    {
      name: `seat map, ${largest.capacity} seats`,
      path: `/events/${largest.id}/seats`,
      bars: { performance: 85 },
    },
  ];
}

async function measure(url: string, folder: string, attempt = 1): Promise<Report> {
  try {
    return await record(url, folder);
  } catch (error) {
    if (attempt === ATTEMPTS_MAX) throw error;
    console.log(`  a run of ${url} was not recorded, and is made again`);
    return measure(url, folder, attempt + 1);
  }
}

async function record(url: string, folder: string): Promise<Report> {
  const output = join(folder, 'report.json');
  const flags = ['--headless=new', '--no-sandbox', '--disable-background-networking'];
  await promisify(execFile)(
    'npx',
    [
      '--yes',
      LIGHTHOUSE,
      url,
      '--quiet',
      '--no-enable-error-reporting',
      '--output=json',
      `--output-path=${output}`,
      `--only-categories=${categories.join(',')}`,
      `--chrome-flags=${flags.join(' ')}`,
    ],
    {
      env: {
        ...process.env,
        CHROME_PATH: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      },
      timeout: RUN_TIMEOUT_MS,
    },
  );
  return JSON.parse(await readFile(output, 'utf8')) as Report;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const scoreOf = (reports: readonly Report[], category: Category): number =>
  Math.round(100 * median(reports.map((report) => report.categories[category].score)));

const figureOf = (reports: readonly Report[], figure: Figure): string => {
  const value = median(reports.map(({ audits }) => audits[figure]?.numericValue ?? 0));
  return figure === 'cumulative-layout-shift' ? value.toFixed(3) : `${Math.round(value)} ms`;
};

/** Audits that cost points, of any run, by category. */
function found(reports: readonly Report[]): readonly string[] {
  const lines = reports.flatMap((report) =>
    categories.flatMap((category) =>
      report.categories[category].auditRefs.flatMap(({ id, weight }) => {
        const audit = report.audits[id];
        const isFine = audit?.score === undefined || audit.score === null || audit.score >= 0.9;
        return weight === 0 || isFine ? [] : [`  ${category}: ${id} (${audit.title})`];
      }),
    ),
  );
  return [...new Set(lines)];
}

/** Prints what was measured; true when every bar holds. */
function tell({ name, path, bars }: Subject, reports: readonly Report[]): boolean {
  const scores = categories.map((category) => {
    const [score, bar] = [scoreOf(reports, category), bars[category]];
    const verdict = bar === undefined ? '' : score >= bar ? ' ok' : ` MISSED ${bar}`;
    return { text: `${category} ${score}${verdict}`, holds: bar === undefined || score >= bar };
  });
  const runs = reports.map((report) => Math.round(100 * report.categories.performance.score));
  const values = Object.entries(figures).map(
    ([figure, short]) => `${short} ${figureOf(reports, figure as Figure)}`,
  );
  console.log(`\n${name} (${path})`);
  console.log(`  ${scores.map(({ text }) => text).join(' · ')}`);
  console.log(`  ${values.join(' · ')} · performance of each run ${runs.join(' ')}`);
  for (const line of found(reports)) console.log(line);
  return scores.every(({ holds }) => holds);
}

const [given, runsWanted] = process.argv.slice(2);
const runs = Number(runsWanted ?? RUNS);
const server = await demoServer(given);
const folder = await mkdtemp(join(tmpdir(), 'onsale-lighthouse-'));
let isGood = true;
try {
  console.log(`${LIGHTHOUSE}, mobile, medians of ${runs}`);
  for (const subject of await subjectsOf(server.url)) {
    const reports: Report[] = [];
    const load = loadavg()[0]?.toFixed(1);
    // One after the other: they share the processor.
    // oxlint-disable-next-line no-await-in-loop
    for (let run = 0; run < runs; run++)
      reports.push(await measure(`${server.url}${subject.path}`, folder));
    isGood = tell(subject, reports) && isGood;
    console.log(`  load of the machine ${load} before, ${loadavg()[0]?.toFixed(1)} after`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
  await server.stop();
}
process.exitCode = isGood ? 0 : 1;

/** Figures of runs as rows, for the terminal and for Markdown. */
import { type Cell, formatCell } from '../table.ts';
import { openedSecond, type RunResult } from './result.ts';

export type Table = {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

export const minutes = (seconds: number | null): string =>
  seconds === null
    ? 'never'
    : `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;

const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)} %`;

export const outcomeTable = (runs: readonly RunResult[]): Table => ({
  header: [
    'run',
    '95 % taken',
    'all sold',
    'let in',
    'met a full room',
    'found nothing',
    'slots idle',
    'most inside',
    'longest delay',
  ],
  rows: runs.map((run) => [
    run.scenario.title,
    minutes(run.mostTakenS),
    minutes(run.soldOutS),
    run.admitted,
    percent(run.metFullShare),
    percent(run.foundNothingShare),
    percent(run.idleShare),
    run.activePeak,
    `${formatCell(run.delayPeakS)} s`,
  ]),
});

/** Status questions: what the cache hears and what the origin hears, at most and in the mean. */
export const statusTable = (runs: readonly RunResult[]): Table => ({
  header: ['run', 'asked/s, peak', 'asked/s, mean', 'origin/s, peak', 'origin/s, mean', 'share'],
  rows: runs.map(({ scenario, tally }) => {
    const asked = tally.sum('cdn');
    const origin = tally.sum('origin');
    return [
      scenario.title,
      tally.peak('cdn'),
      Math.round(asked / tally.seconds),
      tally.peak('origin'),
      Math.round(origin / tally.seconds),
      percent(origin / asked, 2),
    ];
  }),
});

const components = [
  ['status questions at the cache', 'cdn'],
  ['status questions at the origin', 'origin'],
  ['places drawn (joins)', 'joins'],
  ['knocks at the door', 'knocks'],
  ['people let in', 'admits'],
  ['holds', 'holds'],
  ['purchases', 'purchases'],
  ['frames on the live channel', 'frames'],
  ['database transactions', 'transactions'],
] as const;

/** What each part must bear: at most in a second, and in the mean while the sale runs. */
export const loadTable = ({ tally, mostTakenS }: RunResult): Table => ({
  header: ['a second', 'peak', 'mean until 95 % are taken'],
  rows: components.map(([title, name]) => {
    const until = openedSecond + (mostTakenS ?? tally.seconds - openedSecond);
    return [title, tally.peak(name), tally.mean(name, openedSecond, until)];
  }),
});

export const lawTable = (runs: readonly RunResult[]): Table => ({
  header: ['law', 'asked/s, peak', 'questions a waiter-minute', 'call to knock', 'slots idle'],
  rows: runs.map(({ scenario, tally, delayMeanS, idleShare }) => [
    scenario.title,
    tally.peak('cdn'),
    tally.sum('cdn', openedSecond) / (tally.sum('waiting', openedSecond) / 60),
    `${delayMeanS.toFixed(1)} s`,
    percent(idleShare),
  ]),
});

export function markdownOf({ header, rows }: Table): string {
  const lines = [header, header.map((_, column) => (column === 0 ? '---' : '---:')), ...rows];
  return lines.map((cells) => `| ${cells.map(formatCell).join(' | ')} |`).join('\n');
}

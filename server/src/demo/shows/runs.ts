/** Shows with several dates: the first one with its text, and the others of the same run. */
import { DAY_MS, type DemoShow } from '../show.ts';

type Further = Pick<DemoShow, 'code' | 'date' | 'sold'> & Partial<Pick<DemoShow, 'openedMs'>>;

/** By the code of the first date. */
const runs: Readonly<
  Record<
    string,
    { readonly series: NonNullable<DemoShow['series']>; readonly dates: readonly Further[] }
  >
> = {
  'moon-route': {
    series: { ko: '뮤지컬 「달의 항로」 서울 공연', en: 'The Moon Route in Seoul' },
    dates: [
      {
        code: 'moon-route-matinee',
        date: { inDays: 22, weekdays: [6, 0], at: '14:00' },
        sold: 0.63,
      },
      {
        code: 'moon-route-closing',
        date: { inDays: 36, weekdays: [0], at: '15:00' },
        openedMs: 2 * DAY_MS,
        sold: 0.12,
      },
    ],
  },
};

/** The same shows, each followed by the other dates of its run. */
export const withRuns = (shows: readonly DemoShow[]): readonly DemoShow[] =>
  shows.flatMap((show) => {
    const run = runs[show.code];
    if (run === undefined) return [show];
    const { series, dates } = run;
    const first = { ...show, series };
    return [first, ...dates.map((date): DemoShow => Object.assign({}, first, date))];
  });

/** The shows of the demo: invented, one per sample hall. */
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';

export type DemoShow = {
  /** Code of a sample hall. */
  readonly hall: string;
  readonly name: { readonly en: string; readonly ko: string };
  readonly inDays: number;
  /** On sale at once when absent. */
  readonly opensInHours?: number;
};

export const demoShows: readonly DemoShow[] = [
  {
    hall: 'small-theatre',
    name: { ko: '연극 「봄밤의 편지」', en: 'Letters of a Spring Night' },
    inDays: 12,
  },
  {
    hall: 'large-theatre',
    name: { ko: '뮤지컬 「달의 항로」', en: 'The Moon Route, a Musical' },
    inDays: 21,
  },
  { hall: 'arena', name: { ko: '여름밤 재즈 갈라', en: 'Midsummer Jazz Gala' }, inDays: 33 },
  {
    hall: 'stadium',
    name: { ko: '하늘정원 월드 투어', en: 'Sky Garden World Tour' },
    inDays: 60,
    opensInHours: 48,
  },
  {
    hall: 'standing-show',
    name: { ko: '스탠딩 「파도」', en: 'Wave, a Standing Show' },
    inDays: 40,
  },
];

/** General-admission areas as pools. */
export const areasOf = (plan: SeatingPlan) =>
  plan.levels.flatMap((level) =>
    level.areas.map(({ pool, tier, capacity }) => ({ pool, tier, capacity })),
  );

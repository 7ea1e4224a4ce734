/** The place after which a page of found events goes on, as an opaque word. */
export const searchSorts = ['soonest', 'popular', 'relevance'] as const;
export type SearchSort = (typeof searchSorts)[number];

export type SearchPlace = {
  readonly sort: SearchSort;
  readonly match: 'all' | 'exact' | 'similar';
  /** When the first page was asked for: later pages are of the same moment. */
  readonly nowMs: number;
  /** What the last row was ordered by: first, second, start, id. */
  readonly after: readonly number[];
};

const matches = ['all', 'exact', 'similar'] as const;
const NUMBER = /^-?\d{1,16}$/;
const PARTS = 4;

export const writePlace = ({ sort, match, nowMs, after }: SearchPlace): string =>
  Buffer.from([sort, match, nowMs, ...after].join('.')).toString('base64url');

/** Undefined: not one of ours. */
export function readPlace(cursor: string): SearchPlace | undefined {
  const [sortName, matchName, ...texts] = Buffer.from(cursor, 'base64url').toString().split('.');
  const sort = searchSorts.find((one) => one === sortName);
  const match = matches.find((one) => one === matchName);
  const numbers = texts.map((text) => (NUMBER.test(text) ? Number(text) : Number.NaN));
  const [nowMs, ...after] = numbers;
  const isWhole = after.length === PARTS && numbers.every(Number.isSafeInteger);
  if (sort === undefined || match === undefined || nowMs === undefined || !isWhole)
    return undefined;
  return { sort, match, nowMs, after };
}

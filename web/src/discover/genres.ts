/** The genres there are, without the schemas that the contract's own list comes with. */
import type { Event } from '../api/queries.ts';

export type Genre = NonNullable<Event['genre']>;

const every: Readonly<Record<Genre, true>> = {
  concert: true,
  musical: true,
  theatre: true,
  classical: true,
  jazz: true,
  dance: true,
  sports: true,
  festival: true,
  comedy: true,
  family: true,
  other: true,
};

export const genres = Object.keys(every) as readonly Genre[];

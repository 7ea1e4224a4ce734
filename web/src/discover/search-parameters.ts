/** Of an address of the search page, these are read; `search-state.ts` says what they mean. */
export const searchParameters = [
  'q',
  'when',
  'from',
  'to',
  'city',
  'genre',
  'price',
  'available',
  'sort',
] as const;

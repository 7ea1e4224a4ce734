/** What somebody of a waiting list waits for. */

export type Wish = {
  /** People, 1 to 20. */
  readonly party: number;
  /** Codes of the tiers that will do; null: any. */
  readonly tiers: readonly string[] | null;
  /** Only seats side by side will do. Means nothing where places have no numbers. */
  readonly together: boolean;
  /** Wheelchair spaces among the places; 0 to `party`. */
  readonly wheelchairs: number;
};

/** The same for wishes that the same places fulfil. */
export const wishKey = ({ party, tiers, together, wheelchairs }: Wish): string =>
  JSON.stringify([party, tiers?.toSorted() ?? null, together, wheelchairs]);

/** Places without a tier are of the first tier of their event. */
export const takesTier = ({ tiers }: Wish, tier: string | null, first: string | null): boolean =>
  tiers === null || tiers.includes(tier ?? first ?? '');

/**
 * What is known of an on-sale, before it and after it. Minutes count from the opening: minute -1 is
 * the last one before it, minute 0 the first one of the sale.
 */

/** What a role of the product is sized by. */
export const measures = ['requestsPerSecond', 'admissionsPerSecond', 'connections'] as const;
export type Measure = (typeof measures)[number];

/** One value a minute, from `fromMinute` on. */
export type Curve = { readonly fromMinute: number; readonly values: readonly number[] };

export type SaleTraits = {
  readonly organizer: string;
  readonly genre: string;
  /** Tickets on sale. */
  readonly capacity: number;
};

/** What an operator knows at some moment before the opening. */
export type SaleNow = SaleTraits & {
  /** How long before the opening that is. */
  readonly leadMinutes: number;
  /** Everybody who has asked to be reminded, until now. */
  readonly registrations: number;
  /** Buyers a minute who came to the pre-queue, until now. Empty before it opens. */
  readonly arrivals: Curve;
};

/** A sale that is over, as it was measured. */
export type PastSale = SaleTraits & {
  readonly id: string;
  /** Registrations so far, at some lead times. */
  readonly registrations: readonly { readonly leadMinutes: number; readonly count: number }[];
  readonly arrivals: Curve;
  readonly load: Readonly<Record<Measure, Curve>>;
};

/** Nothing that became known later than `leadMinutes` before the opening. */
export function knownAt(sale: PastSale, leadMinutes: number): SaleNow {
  const { organizer, genre, capacity, arrivals } = sale;
  return {
    organizer,
    genre,
    capacity,
    leadMinutes,
    registrations: registrationsAt(sale.registrations, leadMinutes),
    arrivals: {
      fromMinute: arrivals.fromMinute,
      values: arrivals.values.slice(0, Math.max(0, -leadMinutes - arrivals.fromMinute)),
    },
  };
}

/** Of the last count before then; of the first one where none is as old. */
function registrationsAt(counts: PastSale['registrations'], leadMinutes: number): number {
  const known = counts.toSorted((a, b) => b.leadMinutes - a.leadMinutes);
  return (known.findLast((one) => one.leadMinutes >= leadMinutes) ?? known[0])?.count ?? 0;
}

export const valueAt = ({ fromMinute, values }: Curve, minute: number): number =>
  values[minute - fromMinute] ?? 0;

export const sumOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0);

/** Never `-Infinity`, so that a curve without a minute has the peak 0. */
export const peakOf = ({ values }: Curve): number =>
  values.reduce((most, value) => Math.max(most, value), 0);

/**
 * What a row of the outbox changes for those who watch an event, and how changes add up. Only the last
 * state of a place counts, so a thousand changes of one seat in a moment are told once.
 */

/** [state 0..3, version] */
type SeatChange = readonly [number, number];
/** [capacity, held, sold, blocked, version] */
type PoolChange = readonly [number, number, number, number, number];

/** The states that a run of changes led to: from just after `from` to `seq`. */
export type Change = {
  readonly from: number;
  seq: number;
  readonly seats: Map<number, SeatChange>;
  readonly pools: Map<number, PoolChange>;
  /** The description of the event changed. */
  event: boolean;
};

export const changeAfter = (from: number): Change => ({
  from,
  seq: from,
  seats: new Map(),
  pools: new Map(),
  event: false,
});

/** How much a change weighs in memory and on the wire: places it names, and one for itself. */
export const weightOf = (change: Change): number => 1 + change.seats.size + change.pools.size;

/**
 * Adds the payload of the row with this number. False when it is a change of the inventory in a form
 * that this version does not know: only a snapshot can tell what it led to.
 */
export function addPayload(change: Change, seq: number, payload: unknown): boolean {
  const { v, kind, seats, pools } = (payload ?? {}) as Readonly<Record<string, unknown>>;
  if (kind === 'inventory') {
    if (v !== 1 || !areRows(seats, 4) || !areRows(pools, 6)) return false;
    for (const [seat, state, version] of seats) {
      if (state === undefined || state < 0 || state > 3) return false;
      setSeat(change, seat, [state, version]);
    }
    for (const [pool, capacity, held, sold, blocked, version] of pools) {
      setPool(change, pool, [capacity, held, sold, blocked, version]);
    }
  }
  if (kind === 'event') change.event = true;
  change.seq = seq;
  return true;
}

/** Adds a later run of changes. */
export function addChange(change: Change, later: Change): void {
  for (const [seat, one] of later.seats) setSeat(change, seat, one);
  for (const [pool, one] of later.pools) setPool(change, pool, one);
  change.event ||= later.event;
  change.seq = later.seq;
}

function setSeat(change: Change, seat: number, one: SeatChange): void {
  // The sequence respects the order of versions; should it ever not, the version is right.
  const known = change.seats.get(seat);
  if (known === undefined || known[1] <= one[1]) change.seats.set(seat, one);
}

function setPool(change: Change, pool: number, one: PoolChange): void {
  const known = change.pools.get(pool);
  if (known === undefined || known[4] <= one[4]) change.pools.set(pool, one);
}

type Row = readonly [number, number, number, number, number, number];

/** Later versions may append to a row, so only the first numbers are looked at. */
function areRows(value: unknown, numbers: number): value is readonly Row[] {
  return (
    Array.isArray(value) &&
    value.every((row: unknown) => {
      if (!Array.isArray(row) || row.length < numbers) return false;
      for (let at = 0; at < numbers; at++) if (!Number.isSafeInteger(row[at])) return false;
      return true;
    })
  );
}

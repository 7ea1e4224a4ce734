/**
 * Which seats are in a rectangle, and which one is nearest to a point: a grid of square cells in three
 * typed arrays, so that neither drawing nor a tap looks at 20,000 seats.
 */
import type { SeatTable } from '@onsale/contract/seating-plan-seats.ts';
import type { Bounds } from './shapes.ts';

export type SeatGrid = {
  readonly cellCm: number;
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly lines: number;
  /** Where the seats of each cell begin in `seats`; one more entry than there are cells. */
  readonly starts: Uint32Array;
  /** Seat numbers, cell by cell. */
  readonly seats: Uint32Array;
};

/** `cellCm` is raised where needed to keep the number of cells in the order of that of seats. */
export function buildGrid(table: SeatTable, bounds: Bounds, cellCm: number): SeatGrid {
  const width = Math.max(1, bounds.right - bounds.left);
  const height = Math.max(1, bounds.bottom - bounds.top);
  const cellsMax = 4 * table.seatCount + 64;
  const cell = Math.max(
    cellCm,
    Math.sqrt((width * height) / cellsMax),
    (width + height) / cellsMax,
  );
  const columns = Math.floor(width / cell) + 1;
  const lines = Math.floor(height / cell) + 1;
  const starts = new Uint32Array(columns * lines + 1);
  const cellOf = (seat: number): number =>
    Math.floor(((table.y[seat] ?? 0) - bounds.top) / cell) * columns +
    Math.floor(((table.x[seat] ?? 0) - bounds.left) / cell);
  // A counting sort: count, sum up, place.
  for (let seat = 0; seat < table.seatCount; seat++) bump(starts, cellOf(seat) + 1);
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const next = starts.slice();
  const seats = new Uint32Array(table.seatCount);
  for (let seat = 0; seat < table.seatCount; seat++) {
    const cellNo = cellOf(seat);
    seats[next[cellNo] ?? 0] = seat;
    bump(next, cellNo);
  }
  return { cellCm: cell, left: bounds.left, top: bounds.top, columns, lines, starts, seats };
}

function bump(array: Uint32Array, at: number): void {
  array[at] = (array[at] ?? 0) + 1;
}

/** Calls `visit` for every seat in the cells that touch the rectangle: some lie a little outside. */
export function seatsWithin(grid: SeatGrid, area: Bounds, visit: (seat: number) => void): void {
  const { cellCm, columns, lines, starts, seats } = grid;
  const left = Math.max(0, Math.floor((area.left - grid.left) / cellCm));
  const right = Math.min(columns - 1, Math.floor((area.right - grid.left) / cellCm));
  const top = Math.max(0, Math.floor((area.top - grid.top) / cellCm));
  const bottom = Math.min(lines - 1, Math.floor((area.bottom - grid.top) / cellCm));
  for (let line = top; line <= bottom; line++) {
    const from = starts[line * columns + left] ?? 0;
    const to = starts[line * columns + right + 1] ?? from;
    for (let at = from; at < to; at++) visit(seats[at] ?? 0);
  }
}

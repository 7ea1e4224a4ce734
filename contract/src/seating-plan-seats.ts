/**
 * From the compact seating plan to all its seats, for the server (prices, best available) and the
 * web (drawing 20,000 of them): pure arithmetic over a valid plan.
 */
import type { Row } from './seating-plan-row.ts';
import type { Level, SeatingPlan, Section } from './seating-plan.ts';

/** Bits of `SeatTable.flags`. */
export const seatFlags = { accessible: 1, companion: 2, restrictedView: 4 } as const;

export type Point = { readonly x: number; readonly y: number };

export type PlacedSection = {
  readonly level: Level;
  readonly section: Section;
  readonly seatCount: number;
};

/** Every seat in columns, indexed by seatNo: a few typed arrays instead of 20,000 objects. */
export type SeatTable = {
  readonly seatCount: number;
  readonly sections: readonly PlacedSection[];
  readonly tiers: readonly string[];
  /** Centimetres, see SeatingPlan. */
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** Index into `sections`. */
  readonly section: Uint16Array;
  /** Index into the section's rows. */
  readonly row: Uint16Array;
  /** Index into `tiers`. */
  readonly tier: Uint16Array;
  /** Union of `seatFlags`. */
  readonly flags: Uint8Array;
};

/** The sections in the order in which their seats are numbered. */
export function placedSections(plan: SeatingPlan): PlacedSection[] {
  return plan.levels.flatMap((level) =>
    level.sections.map((section) => ({ level, section, seatCount: countSeats(section) })),
  );
}

/** Seats of one section; its seatNos are firstSeatNo .. firstSeatNo + this - 1. */
export function countSeats(section: Pick<Section, 'rows'>): number {
  return section.rows.reduce((sum, row) => sum + row.seats, 0);
}

/** Where the seats of a row are, from the left, rounded to whole centimetres. */
export function rowPoints(row: Row): Point[] {
  const x = new Int32Array(row.seats);
  const y = new Int32Array(row.seats);
  placeRow(row, x, y, 0);
  return Array.from(x, (at, index) => ({ x: at, y: y[index] ?? 0 }));
}

/** Writes where the seats of a row are into columns, from `first` on. */
function placeRow(row: Row, x: Int32Array, y: Int32Array, first: number): void {
  const { shape, seats } = row;
  if (shape.kind === 'points') {
    for (let index = 0; index < seats; index++) {
      x[first + index] = shape.at[2 * index] ?? 0;
      y[first + index] = shape.at[2 * index + 1] ?? 0;
    }
    return;
  }
  const slots = occupiedSlots(row);
  const last = Math.max(1, slots[seats - 1] ?? 0);
  for (let index = 0; index < seats; index++) {
    const share = (slots[index] ?? 0) / last;
    if (shape.kind === 'line') {
      x[first + index] = Math.round(shape.x1 + (shape.x2 - shape.x1) * share);
      y[first + index] = Math.round(shape.y1 + (shape.y2 - shape.y1) * share);
    } else {
      const radians = ((shape.from + (shape.to - shape.from) * share) * Math.PI) / 180_000;
      x[first + index] = Math.round(shape.cx + shape.r * Math.sin(radians));
      y[first + index] = Math.round(shape.cy + shape.r * Math.cos(radians));
    }
  }
}

/** The slots of the row's shape that hold a seat: all but the skipped ones. */
function occupiedSlots({ seats, skip = [] }: Row): Uint32Array {
  const slots = new Uint32Array(seats);
  let seat = 0;
  for (let slot = 0; seat < seats; slot++) {
    const gap = skip.find((range) => slot >= range.from && slot <= range.to);
    if (gap === undefined) {
      slots[seat] = slot;
      seat += 1;
    } else slot = gap.to;
  }
  return slots;
}

/** What is painted on the seat: `indexInRow` counts from 0 at the left. */
export function seatLabel(row: Row, indexInRow: number): string {
  const { first, step } = row.numbering ?? { first: 1, step: 1 };
  return row.labels?.[indexInRow] ?? String(first + step * indexInRow);
}

/** The tier codes that the plan uses, in order of first use (seats first, then areas). */
export function tierCodes(plan: SeatingPlan): string[] {
  const seated = placedSections(plan).flatMap(({ section }) =>
    section.rows.map((row) => row.tier ?? section.tier),
  );
  const areas = plan.levels.flatMap((level) => level.areas.map((area) => area.tier));
  return [...new Set([...seated, ...areas])];
}

/** All seats of a valid plan; about 10 ms for 20,000. */
export function expandSeats(plan: SeatingPlan): SeatTable {
  const seatCount = plan.seatCount;
  const table: SeatTable = {
    seatCount,
    sections: placedSections(plan),
    tiers: tierCodes(plan),
    x: new Int32Array(seatCount),
    y: new Int32Array(seatCount),
    section: new Uint16Array(seatCount),
    row: new Uint16Array(seatCount),
    tier: new Uint16Array(seatCount),
    flags: new Uint8Array(seatCount),
  };
  const tierIndex = new Map(table.tiers.map((code, index) => [code, index]));
  let seatNo = 0;
  for (const [sectionIndex, { section }] of table.sections.entries()) {
    for (const [rowIndex, row] of section.rows.entries()) {
      table.section.fill(sectionIndex, seatNo, seatNo + row.seats);
      table.row.fill(rowIndex, seatNo, seatNo + row.seats);
      table.tier.fill(tierIndex.get(row.tier ?? section.tier) ?? 0, seatNo, seatNo + row.seats);
      placeRow(row, table.x, table.y, seatNo);
      markRow(row, table.flags, seatNo);
      seatNo += row.seats;
    }
  }
  return table;
}

/** Union of `seatFlags` of one seat of the row. */
export function flagsOf(row: Row, indexInRow: number): number {
  const flags = new Uint8Array(row.seats);
  markRow(row, flags, 0);
  return flags[indexInRow] ?? 0;
}

const flagNames = Object.keys(seatFlags) as readonly (keyof typeof seatFlags)[];

/** Adds the flags of a row's seats to a column, from `first` on. Most rows have none. */
function markRow(row: Row, flags: Uint8Array, first: number): void {
  for (const name of flagNames) {
    for (const { from, to } of row[name] ?? []) {
      const last = Math.min(to, row.seats - 1);
      for (let index = from; index <= last; index++) {
        flags[first + index] = (flags[first + index] ?? 0) | seatFlags[name];
      }
    }
  }
}

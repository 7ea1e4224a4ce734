/**
 * The seating plan as the map needs it: every seat in typed arrays, rows and sections with where they
 * are, and a grid to find seats by place. Built once per plan.
 */
import {
  expandSeats,
  seatLabel,
  type Point,
  type SeatTable,
} from '@onsale/contract/seating-plan-seats.ts';
import type { Row } from '@onsale/contract/seating-plan-row.ts';
import type { Area, Level, Outline, SeatingPlan, Section } from '@onsale/contract/seating-plan.ts';
import { buildGrid, type SeatGrid } from './seat-grid.ts';
import {
  boundsOf,
  contains,
  emptyBounds,
  grow,
  intersects,
  middleOf,
  overlap,
  roomAround,
  union,
  type Bounds,
} from './shapes.ts';

export type MapRow = {
  readonly index: number;
  /** Index into `MapPlan.sections`. */
  readonly section: number;
  readonly label: string;
  readonly firstSeat: number;
  readonly seatCount: number;
};

/** What sections and areas have in common: a place on the map with room for a label. */
type Block = {
  readonly level: Level;
  readonly bounds: Bounds;
  /** A point well inside, and how much room there is around it. */
  readonly anchor: Point;
  readonly room: { readonly width: number; readonly height: number };
};

export type MapSection = Block & {
  readonly index: number;
  /** Index into `plan.levels`. */
  readonly levelIndex: number;
  readonly section: Section;
  readonly firstSeat: number;
  readonly seatCount: number;
  readonly rows: readonly MapRow[];
  /** Indexes of the tiers in it; the first one is the section's own. */
  readonly tiers: readonly number[];
};

export type MapArea = Block & { readonly area: Area };

export type MapPlan = {
  readonly plan: SeatingPlan;
  readonly seats: SeatTable;
  readonly sections: readonly MapSection[];
  readonly areas: readonly MapArea[];
  readonly rows: readonly MapRow[];
  /** Index into `rows` of each seat. */
  readonly rowOf: Uint32Array;
  /** What is painted on each seat: index into `labels`. */
  readonly labelOf: Uint16Array;
  readonly labels: readonly string[];
  readonly grid: SeatGrid;
  readonly bounds: Bounds;
  /** From one seat to the next in a typical row. */
  readonly pitchCm: number;
};

/** Room for the names of rows beside them. */
const MARGIN_CM = 70;
const PITCH_DEFAULT_CM = 52;
const SECTIONS_PER_STEP = 20;

/** All at once: for tests, and where nobody waits. A page takes `prepareMapPlan`. */
export function buildMapPlan(plan: SeatingPlan): MapPlan {
  const steps = buildInSteps(plan);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Stops after every few milliseconds of work. */
export function* buildInSteps(plan: SeatingPlan): Generator<void, MapPlan, void> {
  const seats = expandSeats(plan);
  yield;
  const rows: MapRow[] = [];
  const rowOf = new Uint32Array(seats.seatCount);
  const labels = labelIds();
  const labelOf = new Uint16Array(seats.seatCount);
  const extents = seats.sections.map(({ section }) => boundsOf(section.outline));
  const sections: MapSection[] = [];
  for (const [index, { level, section, seatCount }] of seats.sections.entries()) {
    let firstSeat = section.firstSeatNo;
    const own: MapRow[] = [];
    for (const row of section.rows) {
      const mapRow = { index: rows.length, section: index, label: row.label, firstSeat };
      const placed = { ...mapRow, seatCount: row.seats };
      rows.push(placed);
      own.push(placed);
      rowOf.fill(placed.index, firstSeat, firstSeat + row.seats);
      for (let at = 0; at < row.seats; at++) labelOf[firstSeat + at] = labels.idOf(row, at);
      firstSeat += row.seats;
    }
    const bounds = extents[index] ?? emptyBounds;
    const covering = seats.sections.filter(
      (other, at) =>
        at > index && other.level !== level && intersects(extents[at] ?? emptyBounds, bounds),
    );
    const outlines = covering.map((other) => other.section.outline);
    const anchor = labelAnchor(seats, own, outlines);
    sections.push({
      index,
      levelIndex: plan.levels.indexOf(level),
      level,
      section,
      firstSeat: section.firstSeatNo,
      seatCount,
      rows: own,
      tiers: tiersOf(seats, section),
      bounds,
      anchor,
      room: roomAround([section.outline, ...outlines], anchor),
    });
    if (index % SECTIONS_PER_STEP === SECTIONS_PER_STEP - 1) yield;
  }
  const areas = plan.levels.flatMap((level) => level.areas.map((area) => placedArea(level, area)));
  const bounds = wholeBounds(plan, seats);
  const pitchCm = typicalPitch(seats, rows);
  yield;
  return {
    plan,
    seats,
    sections,
    areas,
    rows,
    rowOf,
    labelOf,
    labels: labels.all(),
    grid: buildGrid(seats, bounds, 4 * pitchCm),
    bounds,
    pitchCm,
  };
}

/** Numbers for what is painted on seats. Most of it are small numbers, which come again in every row. */
function labelIds() {
  const ids = new Map<string, number>([['', 0]]);
  const ofNumbers: number[] = [];

  function idOf(label: string): number {
    const id = ids.get(label) ?? ids.size;
    // 65,535 different words; whatever is beyond is drawn without one.
    if (id > 0xffff) return 0;
    ids.set(label, id);
    return id;
  }

  return {
    all: (): string[] => [...ids.keys()],
    idOf(row: Row, at: number): number {
      if (row.labels !== undefined || row.numbering !== undefined) return idOf(seatLabel(row, at));
      return (ofNumbers[at] ??= idOf(seatLabel(row, at)));
    },
  };
}

function tiersOf({ tiers }: SeatTable, section: Section): number[] {
  const codes = [section.tier, ...section.rows.map((row) => row.tier ?? section.tier)];
  return [...new Set(codes)].map((code) => Math.max(0, tiers.indexOf(code)));
}

function placedArea(level: Level, area: Area): MapArea {
  const bounds = boundsOf(area.outline);
  const anchor = middleOf(bounds);
  return { level, area, bounds, anchor, room: roomAround([area.outline], anchor) };
}

/**
 * The middle seat of a middle row: inside even where a section bends. Rows that a level above hides do
 * not count, as long as there are others.
 */
function labelAnchor(
  seats: SeatTable,
  rows: readonly MapRow[],
  covering: readonly Outline[],
): Point {
  const middles = rows.map(({ firstSeat, seatCount }): Point => {
    const seat = firstSeat + (seatCount >> 1);
    return { x: seats.x[seat] ?? 0, y: seats.y[seat] ?? 0 };
  });
  const visible = middles.filter((point) => !covering.some((one) => contains(one, point)));
  const candidates = visible.length > 0 ? visible : middles;
  return candidates[candidates.length >> 1] ?? { x: 0, y: 0 };
}

/** What a stage takes of the picture besides the seats: its front; people do not buy the rest. */
const STAGE_CM = 260;
const STAGE_SHARE = 0.13;

function wholeBounds(plan: SeatingPlan, seats: SeatTable): Bounds {
  // A plan may place a seat outside of its section's outline; it has to be found all the same.
  let bounds = seatBounds(seats);
  for (const { sections, areas, landmarks } of plan.levels) {
    for (const { outline } of [...sections, ...areas, ...landmarks]) {
      bounds = union(bounds, boundsOf(outline));
    }
  }
  const side = Math.max(bounds.right - bounds.left, bounds.bottom - bounds.top);
  const front = grow(bounds, Math.max(STAGE_CM, side * STAGE_SHARE));
  const stage = overlap(front, boundsOf(plan.stage.outline));
  if (stage.left < stage.right && stage.top < stage.bottom) bounds = union(bounds, stage);
  return grow(bounds, MARGIN_CM);
}

function seatBounds({ seatCount, x, y }: SeatTable): Bounds {
  let { left, top, right, bottom } = emptyBounds;
  for (let seat = 0; seat < seatCount; seat++) {
    const seatX = x[seat] ?? 0;
    const seatY = y[seat] ?? 0;
    if (seatX < left) left = seatX;
    if (seatX > right) right = seatX;
    if (seatY < top) top = seatY;
    if (seatY > bottom) bottom = seatY;
  }
  return { left, top, right, bottom };
}

/** The median over all rows of the distance between their first two seats. */
function typicalPitch(seats: SeatTable, rows: readonly MapRow[]): number {
  const distances = rows
    .filter(({ seatCount }) => seatCount > 1)
    .map(({ firstSeat }) => seatDistance(seats, firstSeat, firstSeat + 1))
    .sort((a, b) => a - b);
  return Math.max(1, distances[distances.length >> 1] ?? PITCH_DEFAULT_CM);
}

export const seatDistance = (seats: SeatTable, a: number, b: number): number =>
  Math.hypot((seats.x[a] ?? 0) - (seats.x[b] ?? 0), (seats.y[a] ?? 0) - (seats.y[b] ?? 0));

/** From near: every seat with its state and number, rows with their names at both ends. */
import { seatStates } from '@onsale/contract/seat-state.ts';
import { NUMBERS_FROM_PX } from '../model/detail.ts';
import { hiddenSeats } from '../model/levels.ts';
import type { MapRow } from '../model/map-plan.ts';
import type { MarkAtlas, Stamp } from './mark-atlas.ts';
import { fontOf } from './paint-text.ts';
import { inPixels, tierColour, toPiece, type Paint, type Piece, type Scene } from './scene.ts';
import type { Steps } from './steps.ts';
import { markKinds, type Mark, type MarkKind } from './seat-marks.ts';

const kindOfState = {
  [seatStates.AVAILABLE]: markKinds.free,
  [seatStates.HELD]: markKinds.held,
  [seatStates.SOLD]: markKinds.sold,
  [seatStates.BLOCKED]: markKinds.blocked,
} as const;

const ROW_LABEL_FROM_PX = 11;
const SEATS_PER_STEP = 60;

export function* paintSeats(
  paint: Paint,
  scene: Scene,
  piece: Piece,
  atlas: MarkAtlas,
  seats: readonly number[],
): Steps {
  const { map } = scene;
  // Marks first, then copies of them: after a copy, the next mark would make the atlas be copied whole.
  const stamps: Stamp[] = [];
  for (const [at, seat] of seats.entries()) {
    stamps.push(stampOf(scene, piece, atlas, seat));
    if (at % SEATS_PER_STEP === SEATS_PER_STEP - 1) yield;
  }
  inPixels(paint);
  for (const [at, seat] of seats.entries()) {
    const stamp = stamps[at];
    if (stamp !== undefined) paintSeat(paint, scene, piece, atlas.sizePx, seat, stamp);
    if (at % SEATS_PER_STEP === SEATS_PER_STEP - 1) yield;
  }
  if (map.pitchCm * piece.scale < ROW_LABEL_FROM_PX) return;
  const rows = new Set(seats.map((seat) => map.rowOf[seat] ?? 0));
  paintRowLabels(paint, scene, piece, rows);
}

/** Again over what was there (neighbours begin at 0.56 of a seat's width): for seats whose state has changed. */
export function repaintSeats(
  paint: Paint,
  scene: Scene,
  piece: Piece,
  atlas: MarkAtlas,
  seats: Iterable<number>,
): void {
  const hidden = hiddenSeats(scene.map, scene.topLevel);
  const stamped = [...seats]
    .filter((seat) => hidden[seat] !== 1)
    .map((seat) => ({ seat, stamp: stampOf(scene, piece, atlas, seat) }));
  inPixels(paint);
  for (const { seat, stamp } of stamped) {
    const { x, y } = seatAt(scene, piece, seat);
    paint.globalAlpha = 1;
    paint.fillStyle = scene.theme.section;
    paint.beginPath();
    paint.arc(x, y, atlas.sizePx * 0.53, 0, 2 * Math.PI);
    paint.fill();
    paintSeat(paint, scene, piece, atlas.sizePx, seat, stamp);
  }
}

/** How the seat looks now. */
function stampOf(scene: Scene, piece: Piece, atlas: MarkAtlas, seat: number): Stamp {
  const { map, states } = scene;
  const tier = map.seats.tier[seat] ?? 0;
  const flags = map.seats.flags[seat] ?? 0;
  const kind = scene.selected.has(seat) ? markKinds.selected : kindOf(states[seat]);
  const hasLabel = map.pitchCm * piece.scale >= NUMBERS_FROM_PX && isBody(kind);
  const labelId = hasLabel ? (map.labelOf[seat] ?? 0) : 0;
  // Three bits of kind, three of flags, eight of tier, sixteen of label: what makes marks differ.
  const key = isBody(kind) ? kind | (flags << 3) | ((tier & 0xff) << 6) | (labelId << 14) : kind;
  return atlas.stamp(key, (): Mark => ({
    kind,
    flags,
    colour: tierColour(scene, tier),
    label: map.labels[labelId] ?? '',
  }));
}

function paintSeat(
  paint: Paint,
  scene: Scene,
  piece: Piece,
  size: number,
  seat: number,
  stamp: Stamp,
): void {
  const { map, states, selected } = scene;
  const { x, y } = seatAt(scene, piece, seat);
  const isFree = !selected.has(seat) && kindOf(states[seat]) === markKinds.free;
  const isDim = isFree && !scene.isTierShown(map.seats.tier[seat] ?? 0);
  if (isDim) paint.globalAlpha = 0.2;
  // Whole pixels: a copy between pixels would be blurred.
  const left = Math.round(x - size / 2);
  const top = Math.round(y - size / 2);
  paint.drawImage(stamp.page, stamp.x, stamp.y, size, size, left, top, size, size);
  if (isDim) paint.globalAlpha = 1;
}

const isBody = (kind: MarkKind): boolean => kind === markKinds.free || kind === markKinds.selected;

const kindOf = (state: number | undefined): MarkKind =>
  kindOfState[(state ?? seatStates.SOLD) as keyof typeof kindOfState];

const seatAt = ({ map: { seats } }: Scene, piece: Piece, seat: number) =>
  toPiece(piece, { x: seats.x[seat] ?? 0, y: seats.y[seat] ?? 0 });

function paintRowLabels(paint: Paint, scene: Scene, piece: Piece, rows: ReadonlySet<number>): void {
  const { map, theme } = scene;
  const sizePx = Math.min(12, Math.max(8, map.pitchCm * piece.scale * 0.42)) * piece.density;
  paint.font = fontOf({ sizePx, weight: 600 }, theme.font);
  paint.fillStyle = theme.muted;
  paint.textAlign = 'center';
  paint.textBaseline = 'middle';
  for (const index of rows) {
    const row = map.rows[index];
    if (row === undefined) continue;
    for (const end of rowEnds(scene, row)) {
      const { x, y } = toPiece(piece, end);
      paint.fillText(row.label, x, y);
    }
  }
}

/** One seat's width beyond the first and beyond the last seat. */
function rowEnds({ map }: Scene, { firstSeat, seatCount }: MapRow) {
  const { x, y } = map.seats;
  const last = firstSeat + seatCount - 1;
  const beyond = (seat: number, inner: number) => {
    const dx = (x[seat] ?? 0) - (x[inner] ?? 0);
    const dy = (y[seat] ?? 0) - (y[inner] ?? 0);
    const share = (map.pitchCm * 0.92) / (Math.hypot(dx, dy) || 1);
    return { x: (x[seat] ?? 0) + dx * share, y: (y[seat] ?? 0) + dy * share };
  };
  return seatCount < 2 ? [] : [beyond(firstSeat, firstSeat + 1), beyond(last, last - 1)];
}

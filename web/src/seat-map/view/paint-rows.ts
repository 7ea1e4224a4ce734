/** The middle distance: each row is a line in pieces, thick where seats are free, thin where not. */
import { seatStates } from '@onsale/contract/seat-state.ts';
import { hiddenSeats } from '../model/levels.ts';
import type { MapRow } from '../model/map-plan.ts';
import { areNeighbours } from '../model/party.ts';
import type { Steps } from './steps.ts';
import { tierColour, worldTransform, type Paint, type Piece, type Scene } from './scene.ts';

/** Free seats by index of the tier; then what cannot be had. */
const HELD = -1;
const GONE = -2;

const ROWS_PER_STEP = 40;

export function* paintRows(
  paint: Paint,
  scene: Scene,
  piece: Piece,
  rows: ReadonlySet<number>,
): Steps {
  let paths = new Map<number, Path2D>();
  let left = rows.size;
  for (const index of rows) {
    const row = scene.map.rows[index];
    if (row !== undefined) addRuns(scene, row, paths);
    left -= 1;
    if (left % ROWS_PER_STEP > 0) continue;
    strokeRuns(paint, scene, piece, paths);
    paths = new Map();
    yield;
  }
}

function strokeRuns(
  paint: Paint,
  scene: Scene,
  piece: Piece,
  paths: ReadonlyMap<number, Path2D>,
): void {
  const { map, theme } = scene;
  worldTransform(paint, piece);
  paint.lineCap = 'round';
  paint.lineJoin = 'round';
  for (const [kind, path] of paths) {
    const isFree = kind >= 0;
    paint.strokeStyle = isFree
      ? tierColour(scene, kind)
      : kind === HELD
        ? theme.muted
        : theme.faint;
    paint.lineWidth = map.pitchCm * (isFree ? 0.72 : kind === HELD ? 0.3 : 0.2);
    paint.globalAlpha = isFree && !scene.isTierShown(kind) ? 0.2 : 1;
    paint.stroke(path);
  }
  paint.globalAlpha = 1;
}

function addRuns(scene: Scene, row: MapRow, paths: Map<number, Path2D>): void {
  const { map, states, topLevel } = scene;
  const hidden = hiddenSeats(map, topLevel);
  const { x, y, tier } = map.seats;
  let before: number | undefined;
  const last = row.firstSeat + row.seatCount;
  for (let seat = row.firstSeat; seat < last; seat++) {
    if (hidden[seat] === 1) {
      before = undefined;
      continue;
    }
    const kind = kindOf(states[seat] ?? seatStates.SOLD, tier[seat] ?? 0);
    let path = paths.get(kind);
    if (path === undefined) {
      path = new Path2D();
      paths.set(kind, path);
    }
    const seatX = x[seat] ?? 0;
    const seatY = y[seat] ?? 0;
    if (kind !== before || !areNeighbours(map, seat - 1, seat)) path.moveTo(seatX, seatY);
    // A line to where it begins is a dot.
    path.lineTo(seatX, seatY);
    before = kind;
  }
}

function kindOf(state: number, tier: number): number {
  if (state === seatStates.AVAILABLE) return tier;
  return state === seatStates.HELD ? HELD : GONE;
}

/** What is chosen, large enough to be found from afar. */
export function paintSelected(
  paint: Paint,
  { map, selected, theme }: Scene,
  { scale }: Piece,
): void {
  const radius = Math.max(map.pitchCm * 0.6, 4.5 / scale);
  paint.lineWidth = 1.5 / scale;
  paint.strokeStyle = theme.section;
  paint.fillStyle = theme.selected;
  for (const seat of selected) {
    paint.beginPath();
    paint.arc(map.seats.x[seat] ?? 0, map.seats.y[seat] ?? 0, radius, 0, 2 * Math.PI);
    paint.fill();
    paint.stroke();
  }
}

/** One piece of the map, with as much detail as its scale has room for, level upon level. */
import { detailAt } from '../model/detail.ts';
import { hiddenSeats, levelOrder } from '../model/levels.ts';
import type { MapSection } from '../model/map-plan.ts';
import { seatsWithin } from '../model/seat-grid.ts';
import { grow, intersects, type Bounds } from '../model/shapes.ts';
import type { MarkAtlas } from './mark-atlas.ts';
import { paintAreas, paintFloors, paintHouse, paintSections } from './paint-blocks.ts';
import { paintPill } from './paint-labels.ts';
import { paintRows, paintSelected } from './paint-rows.ts';
import { paintSeats } from './paint-seats.ts';
import { inPixels, type Paint, type Piece, type Scene } from './scene.ts';
import type { Steps } from './steps.ts';

export function* paintPiece(paint: Paint, scene: Scene, piece: Piece, atlas: MarkAtlas): Steps {
  const { map, theme } = scene;
  const seen = boundsOfPiece(piece);
  inPixels(paint);
  paint.globalAlpha = 1;
  paint.fillStyle = theme.ground;
  paint.fillRect(0, 0, piece.sizePx, piece.sizePx);
  paintHouse(paint, scene, piece);
  yield;
  paintAreas(paint, scene, piece, seen);
  const detail = detailAt(piece.scale, map.pitchCm);
  if (detail === 'sections') return yield* paintSections(paint, scene, piece, seen);
  for (const level of levelOrder(map, scene.topLevel)) {
    const isHere = (one: MapSection): boolean =>
      one.levelIndex === level && intersects(one.bounds, seen);
    paintFloors(paint, scene, piece, map.sections.filter(isHere));
    yield;
  }
  const seats = visibleSeats(scene, seen);
  if (detail === 'seats') return yield* paintSeats(paint, scene, piece, atlas, seats);
  const rows = new Set(seats.map((seat) => map.rowOf[seat] ?? 0));
  yield* paintRows(paint, scene, piece, rows);
  paintSelected(paint, scene, piece);
  return yield* paintPills(paint, scene, piece, seen);
}

function* paintPills(paint: Paint, scene: Scene, piece: Piece, seen: Bounds): Steps {
  const { map, words, available } = scene;
  // Pills are wider than what they lie on may be.
  const around = grow(seen, 160 / piece.scale);
  for (const one of map.sections) {
    if (!intersects(one.bounds, around)) continue;
    paintPill(paint, scene, piece, one, words.section(one, available.sections[one.index] ?? 0));
    yield;
  }
}

function visibleSeats({ map, topLevel }: Scene, seen: Bounds): number[] {
  const hidden = hiddenSeats(map, topLevel);
  const visible: number[] = [];
  // Marks of seats beyond the edge reach into the piece.
  seatsWithin(map.grid, grow(seen, map.pitchCm), (seat) => {
    if (hidden[seat] !== 1) visible.push(seat);
  });
  return visible;
}

export function boundsOfPiece({ left, top, scale, density, sizePx }: Piece): Bounds {
  const side = sizePx / density / scale;
  return { left, top, right: left + side, bottom: top + side };
}

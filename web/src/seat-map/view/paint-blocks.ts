/**
 * The house from afar: the stage, what helps to find one's way, and sections and areas as shapes in the
 * colour of their tier, the stronger the more is left.
 */
import { levelOrder } from '../model/levels.ts';
import type { MapSection } from '../model/map-plan.ts';
import { boundsOf, grow, intersects, middleOf, overlap, type Bounds } from '../model/shapes.ts';
import { paintBlockLabel } from './paint-labels.ts';
import { fontOf, paintLines, textWidth } from './paint-text.ts';
import {
  inPixels,
  pathOf,
  tierColour,
  toPiece,
  worldTransform,
  type Paint,
  type Piece,
  type Scene,
} from './scene.ts';
import type { Steps } from './steps.ts';

/** Corners of blocks are rounded by this much. */
const ROUND_CM = 36;

export function paintHouse(paint: Paint, scene: Scene, piece: Piece): void {
  const { map, theme, words } = scene;
  worldTransform(paint, piece);
  paint.lineJoin = 'round';
  const { stage, levels } = map.plan;
  paintStage(paint, scene);
  for (const { landmarks } of levels) {
    for (const { outline } of landmarks) fillRounded(paint, outline, theme.landmark, 12);
  }
  inPixels(paint);
  const shown = overlap(boundsOf(stage.outline), grow(map.bounds, -60));
  caption(paint, scene, piece, shown, words.stage, theme.stageInk, 13, 700);
  for (const { landmarks } of levels) {
    for (const one of landmarks) {
      const bounds = boundsOf(one.outline);
      caption(paint, scene, piece, bounds, words.landmark(one), theme.muted, 10, 500);
    }
  }
}

/** Its front is what matters: towards the back it fades into the dark. */
function paintStage(paint: Paint, { map, theme }: Scene): void {
  const { outline } = map.plan.stage;
  const bounds = boundsOf(outline);
  const front = { x: (bounds.left + bounds.right) / 2, y: bounds.bottom };
  const isAbove = bounds.top < map.bounds.top + (map.bounds.bottom - map.bounds.top) / 3;
  if (!isAbove) return fillRounded(paint, outline, theme.stage, ROUND_CM);
  const fade = paint.createLinearGradient(front.x, front.y, front.x, map.bounds.top);
  fade.addColorStop(0, theme.stage);
  fade.addColorStop(0.35, theme.stage);
  fade.addColorStop(1, theme.ground);
  paint.save();
  paint.beginPath();
  paint.rect(
    bounds.left,
    map.bounds.top,
    bounds.right - bounds.left,
    bounds.bottom - map.bounds.top,
  );
  paint.clip();
  paint.fillStyle = fade;
  paint.fill(pathOf(outline));
  paint.restore();
  return undefined;
}

function fillRounded(
  paint: Paint,
  outline: readonly number[],
  colour: string,
  roundCm: number,
): void {
  paint.fillStyle = colour;
  paint.strokeStyle = colour;
  paint.lineWidth = roundCm;
  paint.fill(pathOf(outline));
  paint.stroke(pathOf(outline));
}

function caption(
  paint: Paint,
  { theme }: Scene,
  piece: Piece,
  bounds: Bounds,
  text: string,
  colour: string,
  sizePx: number,
  weight: number,
): void {
  const { x, y } = toPiece(piece, middleOf(bounds));
  const size = Math.min(sizePx, (bounds.bottom - bounds.top) * piece.scale * 0.8) * piece.density;
  const line = { text, sizePx: size, weight, colour };
  const room = (bounds.right - bounds.left) * piece.scale * piece.density;
  const isReadable = size >= 7 * piece.density;
  if (isReadable && textWidth(paint, fontOf(line, theme.font), text) <= room * 0.94) {
    paintLines(paint, [line], theme.font, x, y);
  }
}

/** The ground that seats stand on, when they are drawn themselves: one level's sections. */
export function paintFloors(
  paint: Paint,
  scene: Scene,
  piece: Piece,
  sections: readonly MapSection[],
): void {
  const { theme } = scene;
  worldTransform(paint, piece);
  paint.lineJoin = 'round';
  // All edges before all floors: sections that touch become one ground.
  paint.strokeStyle = theme.edge;
  paint.lineWidth = ROUND_CM + 2 / piece.scale;
  for (const { section } of sections) paint.stroke(pathOf(section.outline));
  paint.strokeStyle = theme.section;
  paint.fillStyle = theme.section;
  paint.lineWidth = ROUND_CM;
  for (const { section } of sections) {
    paint.stroke(pathOf(section.outline));
    paint.fill(pathOf(section.outline));
  }
}

export function* paintSections(paint: Paint, scene: Scene, piece: Piece, seen: Bounds): Steps {
  const { map, available, words } = scene;
  const order = levelOrder(map, scene.topLevel);
  const visible = map.sections
    .filter(({ bounds }) => intersects(bounds, seen))
    .toSorted((a, b) => order.indexOf(a.levelIndex) - order.indexOf(b.levelIndex));
  for (const one of visible) {
    const free = available.sections[one.index] ?? 0;
    const share = one.seatCount === 0 ? 0 : free / one.seatCount;
    const isShown = isSectionShown(scene, one);
    paintBlock(paint, scene, piece, one.section.outline, one.tiers[0] ?? 0, isShown, share);
    yield;
  }
  for (const one of visible) {
    const free = available.sections[one.index] ?? 0;
    const isOpen = free > 0 && isSectionShown(scene, one);
    paintBlockLabel(paint, scene, piece, one, words.section(one, free), isOpen);
    yield;
  }
}

const isSectionShown = (scene: Scene, { tiers }: MapSection): boolean =>
  tiers.some((tier) => scene.isTierShown(tier));

export function paintAreas(paint: Paint, scene: Scene, piece: Piece, seen: Bounds): void {
  const { map, available, theme } = scene;
  for (const one of map.areas) {
    if (!intersects(one.bounds, seen)) continue;
    const free = available.pools.get(one.area.pool) ?? 0;
    const tier = map.seats.tiers.indexOf(one.area.tier);
    const isShown = scene.isTierShown(tier);
    const share = free / one.area.capacity;
    paintBlock(paint, scene, piece, one.area.outline, tier, isShown, share);
    if (scene.selectedPool === one.area.pool) {
      worldTransform(paint, piece);
      paint.strokeStyle = theme.selected;
      paint.lineWidth = 4 / piece.scale;
      paint.stroke(pathOf(one.area.outline));
    }
    const isOpen = isShown && free > 0;
    paintBlockLabel(paint, scene, piece, one, scene.words.area(one, free), isOpen);
  }
}

/** `share`: of its places that are free. */
function paintBlock(
  paint: Paint,
  scene: Scene,
  piece: Piece,
  outline: readonly number[],
  tier: number,
  isShown: boolean,
  share: number,
): void {
  const { theme } = scene;
  const path = pathOf(outline);
  const isOpen = share > 0;
  const colour = isOpen ? tierColour(scene, tier) : theme.faint;
  worldTransform(paint, piece);
  paint.lineJoin = 'round';
  // An edge in the full colour, then the ground, then the colour as strong as there is stock.
  paint.globalAlpha = isShown ? (isOpen ? 0.9 : 0.6) : 0.25;
  paint.strokeStyle = colour;
  paint.lineWidth = ROUND_CM + 2.6 / piece.scale;
  paint.stroke(path);
  paint.globalAlpha = 1;
  paint.strokeStyle = theme.section;
  paint.fillStyle = theme.section;
  paint.lineWidth = ROUND_CM;
  paint.stroke(path);
  paint.fill(path);
  if (!isOpen || !isShown) return;
  // Fill and stroke would overlap where both are translucent: clip instead.
  paint.save();
  paint.clip(path);
  paint.globalAlpha = 0.16 + 0.4 * Math.sqrt(share);
  paint.fillStyle = colour;
  paint.fill(path);
  paint.restore();
}

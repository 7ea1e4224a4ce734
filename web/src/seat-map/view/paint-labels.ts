/** Names of sections and areas, with what is left and the price where there is room. */
import type { MapArea, MapSection } from '../model/map-plan.ts';
import { fontOf, linesHeight, paintLines, textWidth, type TextLine } from './paint-text.ts';
import { inPixels, toPiece, type BlockLabel, type Paint, type Piece, type Scene } from './scene.ts';

/** Steps instead of any size, so that neighbours look alike. */
const NAME_SIZES_PX = [13, 11, 9];
const LARGE_PX = 16;
const LINE_PX = 11;
/** A block so wide and high may shout. */
const LARGE_FROM_PX = 190;

export function paintBlockLabel(
  paint: Paint,
  scene: Scene,
  piece: Piece,
  { anchor, room }: MapSection | MapArea,
  label: BlockLabel,
  isOpen: boolean,
): void {
  const { theme } = scene;
  const { density } = piece;
  const width = room.width * piece.scale * 0.94 * density;
  const height = room.height * piece.scale * 0.94 * density;
  const colour = isOpen ? theme.ink : theme.muted;
  const line = (text: string, sizePx: number, weight: number): TextLine => ({
    text,
    sizePx: sizePx * density,
    weight,
    colour,
  });
  const fits = (one: TextLine, above: readonly TextLine[] = []): boolean =>
    linesHeight([...above, one]) <= height &&
    textWidth(paint, fontOf(one, theme.font), one.text) <= (above.length > 0 ? 0.86 : 1) * width;

  const name = haveRoomForNames(paint, scene, piece.scale) ? label.name : label.short;
  const isLarge = Math.min(width, 2 * height) > LARGE_FROM_PX * density;
  const sizes = isLarge ? [LARGE_PX, ...NAME_SIZES_PX] : NAME_SIZES_PX;
  const first = sizes.map((size) => line(name, size, 700)).find((one) => fits(one));
  if (first === undefined) return;
  const lines = [first];
  const linePx = Math.min(LINE_PX, first.sizePx / density);
  for (const forms of label.lines) {
    const form = forms.map((text) => line(text, linePx, 500)).find((one) => fits(one, lines));
    // The price without what is left would be half of the story.
    if (form === undefined) break;
    lines.push(form);
  }
  inPixels(paint);
  const { x, y } = toPiece(piece, anchor);
  paintLines(paint, lines, theme.font, x, y);
}

const known = new WeakMap<Scene['words'], Map<number, boolean>>();

/** Either all sections are called by their names or all by their codes. */
function haveRoomForNames(paint: Paint, { map, words, theme }: Scene, scale: number): boolean {
  const byScale = known.get(words) ?? new Map<number, boolean>();
  known.set(words, byScale);
  const before = byScale.get(scale);
  if (before !== undefined) return before;
  const font = fontOf({ sizePx: NAME_SIZES_PX[1] ?? 11, weight: 700 }, theme.font);
  const haveRoom = map.sections.every(
    (one) => textWidth(paint, font, words.section(one, 1).name) <= one.room.width * scale * 0.94,
  );
  byScale.set(scale, haveRoom);
  return haveRoom;
}

const PILL_PX = 11;
/** Smaller blocks would be hidden by their own names. */
const PILL_FROM_PX = 110;

/** Over rows of seats: the section's name and what is left on a patch that lets them shine through. */
export function paintPill(
  paint: Paint,
  scene: Scene,
  piece: Piece,
  { bounds, anchor, rows }: MapSection,
  label: BlockLabel,
): void {
  const { theme, map } = scene;
  const { density, scale } = piece;
  if (Math.min(bounds.right - bounds.left, bounds.bottom - bounds.top) * scale < PILL_FROM_PX)
    return;
  const text = [label.name, label.lines[0]?.[0]].filter(Boolean).join(' · ');
  const line = { text, sizePx: PILL_PX * density, weight: 700, colour: theme.ink };
  const width = textWidth(paint, fontOf(line, theme.font), text) + 18 * density;
  const height = 22 * density;
  // On the first row, where the way in is; anchors lie in the middle of the section.
  const first = (rows[0]?.firstSeat ?? 0) + ((rows[0]?.seatCount ?? 0) >> 1);
  const front = { x: anchor.x, y: map.seats.y[first] ?? anchor.y };
  const { x, y } = toPiece(piece, front);
  inPixels(paint);
  paint.fillStyle = theme.section;
  paint.strokeStyle = theme.edge;
  paint.lineWidth = density;
  paint.beginPath();
  paint.roundRect(x - width / 2, y - height / 2, width, height, height / 2);
  paint.fill();
  paint.stroke();
  paintLines(paint, [line], theme.font, x, y);
}

/** What there is to draw besides geometry: who may buy what, what is chosen, what words to put on it. */
import type { Availability } from '../model/availability.ts';
import type { TopLevel } from '../model/levels.ts';
import type { MapArea, MapPlan, MapSection } from '../model/map-plan.ts';
import type { Theme } from './theme.ts';

/** A block's label: its name, and below it, where there is room, lines in several lengths. */
export type BlockLabel = {
  readonly name: string;
  readonly short: string;
  /** The most important line first, the longest form of each first. */
  readonly lines: readonly (readonly string[])[];
};

export type Words = {
  section(section: MapSection, free: number): BlockLabel;
  area(area: MapArea, free: number): BlockLabel;
  readonly stage: string;
  landmark(label: NonNullable<MapPlan['plan']['levels'][number]['landmarks'][number]>): string;
};

export type Scene = {
  readonly map: MapPlan;
  /** The state of the sale has come; nothing is painted before. */
  isKnown: boolean;
  /** One byte per seat. */
  states: Uint8Array;
  selected: ReadonlySet<number>;
  /** Number of the area that is chosen. */
  selectedPool: number | undefined;
  topLevel: TopLevel;
  /** By index of the tier. */
  isTierShown: (tier: number) => boolean;
  /** Index into `theme.tiers` by index of the tier. */
  palette: readonly number[];
  available: Availability;
  words: Words;
  theme: Theme;
};

/** A piece of the map to paint: `left` and `top` in centimetres, the size in device pixels. */
export type Piece = {
  readonly left: number;
  readonly top: number;
  /** CSS pixels per centimetre. */
  readonly scale: number;
  /** Device pixels per CSS pixel. */
  readonly density: number;
  readonly sizePx: number;
};

export type Paint = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export const tierColour = ({ palette, theme }: Scene, tier: number): string =>
  theme.tiers[palette[tier] ?? 0] ?? theme.ink;

const paths = new WeakMap<readonly number[], Path2D>();

/** The outline as a path in centimetres; made once. */
export function pathOf(outline: readonly number[]): Path2D {
  const known = paths.get(outline);
  if (known !== undefined) return known;
  const path = new Path2D();
  for (let at = 0; at + 1 < outline.length; at += 2) {
    path.lineTo(outline[at] ?? 0, outline[at + 1] ?? 0);
  }
  path.closePath();
  paths.set(outline, path);
  return path;
}

/** Centimetres as they are, origin at the piece's corner. */
export function worldTransform(paint: Paint, { left, top, scale, density }: Piece): void {
  const k = scale * density;
  paint.setTransform(k, 0, 0, k, -left * k, -top * k);
}

export const inPixels = (paint: Paint): void => paint.setTransform(1, 0, 0, 1, 0, 0);

export const toPiece = (
  { left, top, scale, density }: Piece,
  { x, y }: { readonly x: number; readonly y: number },
) => ({ x: (x - left) * scale * density, y: (y - top) * scale * density });

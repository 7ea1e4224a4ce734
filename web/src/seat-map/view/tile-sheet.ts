/**
 * The map at one scale, cut into square canvases that are painted once and then only moved: panning is a
 * transform that the browser's compositor applies, and costs the page nothing but new tiles at the edge.
 */
import type { Camera, Viewport } from '../model/camera.ts';
import { detailAt, type Detail } from '../model/detail.ts';
import { intersects, type Bounds } from '../model/shapes.ts';
import { MarkAtlas } from './mark-atlas.ts';
import { boundsOfPiece, paintPiece } from './paint-piece.ts';
import { repaintSeats } from './paint-seats.ts';
import type { Piece, Scene } from './scene.ts';
import type { Steps } from './steps.ts';
import type { SurfaceMaker, TileSurface } from './tile-surface.ts';

/** 1 MB each. */
const TILE_PX = 512;
/** Neighbours overlap by this much, so that no seam shows while the sheet is stretched. */
const OVERLAP_PX = 2;
/** More changes than this are painted as a whole tile. */
const CHANGED_MAX = 150;

export type Tile = {
  readonly surface: TileSurface;
  readonly piece: Piece;
  readonly bounds: Bounds;
  /** When it has to be painted as a whole; Infinity: not at all. */
  staleAt: number;
  /** Seats to paint over. */
  readonly changed: Set<number>;
};

type Begun = { readonly key: number; readonly tile: Tile; readonly steps: Steps };

const clamp = (at: number, max: number): number => Math.min(max, Math.max(0, at));

export class TileSheet {
  readonly scale: number;
  readonly density: number;
  readonly detail: Detail;
  readonly element = document.createElement('div');
  readonly #scene: Scene;
  readonly #newSurface: SurfaceMaker;
  readonly #tiles = new Map<number, Tile>();
  #begun: Begun | undefined;
  #atlas: MarkAtlas;
  readonly #columns: number;
  readonly #lines: number;

  constructor(scene: Scene, scale: number, density: number, newSurface: SurfaceMaker) {
    this.#scene = scene;
    this.#newSurface = newSurface;
    this.scale = scale;
    this.density = density;
    this.detail = detailAt(scale, scene.map.pitchCm);
    this.#atlas = this.#newAtlas();
    const { left, right, top, bottom } = scene.map.bounds;
    this.#columns = Math.max(1, Math.ceil((right - left) / this.#tileCm));
    this.#lines = Math.max(1, Math.ceil((bottom - top) / this.#tileCm));
    this.element.className = 'seat-map-sheet';
  }

  get #tileCm(): number {
    return TILE_PX / this.density / this.scale;
  }

  #newAtlas(): MarkAtlas {
    const { map, theme } = this.#scene;
    return new MarkAtlas(map.pitchCm * this.scale * this.density, theme);
  }

  /** Moves the sheet to where the camera sees it. */
  place(camera: Camera, viewport: Viewport, pixelRatio: number): void {
    const { left, top } = this.#scene.map.bounds;
    const stretch = camera.scale / this.scale;
    let x = (left - camera.x) * camera.scale + viewport.width / 2;
    let y = (top - camera.y) * camera.scale + viewport.height / 2;
    if (stretch === 1) {
      // Whole pixels of the screen: sharp.
      x = Math.round(x * pixelRatio) / pixelRatio;
      y = Math.round(y * pixelRatio) / pixelRatio;
    }
    this.element.style.transform = `translate3d(${x}px,${y}px,0) scale(${stretch})`;
  }

  /** Keys of the tiles that touch `seen`, those nearest to its middle first. */
  keysWithin(seen: Bounds): number[] {
    const { bounds } = this.#scene.map;
    const side = this.#tileCm;
    const left = Math.floor((seen.left - bounds.left) / side);
    const right = Math.floor((seen.right - bounds.left) / side);
    const top = Math.floor((seen.top - bounds.top) / side);
    const bottom = Math.floor((seen.bottom - bounds.top) / side);
    const isOutside = right < 0 || bottom < 0 || left >= this.#columns || top >= this.#lines;
    if (isOutside) return [];
    const keys: { key: number; distance: number }[] = [];
    for (let line = clamp(top, this.#lines - 1); line <= clamp(bottom, this.#lines - 1); line++) {
      const toColumn = clamp(right, this.#columns - 1);
      for (let column = clamp(left, this.#columns - 1); column <= toColumn; column++) {
        const distance = Math.hypot(column - (left + right) / 2, line - (top + bottom) / 2);
        keys.push({ key: line * this.#columns + column, distance });
      }
    }
    return keys.sort((a, b) => a.distance - b.distance).map(({ key }) => key);
  }

  /** It can be seen, if only as it was. */
  has(key: number): boolean {
    return this.#tiles.get(key)?.surface.element.parentNode === this.element;
  }

  /** Seats on the tile look different: a small matter. */
  hasChanged(key: number): boolean {
    return (this.#tiles.get(key)?.changed.size ?? 0) > 0;
  }

  /** All of the tile has to be painted again. */
  isStale(key: number, nowMs: number): boolean {
    return (this.#tiles.get(key)?.staleAt ?? Infinity) <= nowMs;
  }

  /** When the next visible tile has to be painted again, in milliseconds; Infinity: none. */
  staleAtMs(seen: Bounds): number {
    const times = this.keysWithin(seen).map((key) => this.#tiles.get(key)?.staleAt ?? Infinity);
    return Math.min(Infinity, ...times);
  }

  /** The tile that is being painted: to be gone on with before any other. */
  get begun(): number | undefined {
    return this.#begun?.key;
  }

  /** Paints until the tile is done or the time is over, at least a step. True when it is done. */
  paint(key: number, nowMs: number, endMs: number): boolean {
    const known = this.#tiles.get(key);
    if (this.#begun?.key !== key) {
      this.abandon();
      if (known !== undefined && known.staleAt > nowMs) return this.#repaintSeats(known);
      this.#begun = this.#begin(key, known ?? this.#newTile(key));
    }
    const { tile, steps } = this.#begun;
    const isHidden = tile.surface.isHidden;
    for (;;) {
      if (steps.next().done === true) {
        this.#finish(tile);
        return true;
      }
      if (isHidden && performance.now() >= endMs) return false;
    }
  }

  #begin(key: number, tile: Tile): Begun {
    // What changes from now on has to be painted again.
    tile.staleAt = Infinity;
    tile.changed.clear();
    const paint = tile.surface.begin(false);
    return { key, tile, steps: paintPiece(paint, this.#scene, tile.piece, this.#atlas) };
  }

  #finish({ surface }: Tile): void {
    this.#begun = undefined;
    surface.show();
    if (surface.element.parentNode !== this.element) this.element.append(surface.element);
  }

  /** Forgets what was painted of a tile that is not done. */
  abandon(): void {
    if (this.#begun === undefined) return;
    const { key, tile } = this.#begun;
    this.#begun = undefined;
    if (this.has(key)) tile.staleAt = 0;
    else this.#remove(key, tile);
  }

  #repaintSeats({ surface, changed, piece }: Tile): true {
    const paint = surface.begin(true);
    repaintSeats(paint, this.#scene, piece, this.#atlas, changed);
    surface.show();
    changed.clear();
    return true;
  }

  #newTile(key: number): Tile {
    const column = key % this.#columns;
    const line = Math.floor(key / this.#columns);
    const sizePx = TILE_PX + OVERLAP_PX;
    const surface = this.#newSurface(sizePx);
    const { style } = surface.element;
    style.width = `${sizePx / this.density}px`;
    style.height = style.width;
    style.left = `${(column * TILE_PX) / this.density}px`;
    style.top = `${(line * TILE_PX) / this.density}px`;
    const { bounds } = this.#scene.map;
    const piece: Piece = {
      left: bounds.left + column * this.#tileCm,
      top: bounds.top + line * this.#tileCm,
      scale: this.scale,
      density: this.density,
      sizePx,
    };
    const extent = boundsOfPiece(piece);
    const tile = { surface, piece, bounds: extent, staleAt: 0, changed: new Set<number>() };
    this.#tiles.set(key, tile);
    return tile;
  }

  /** A seat looks different: soon where seats are drawn, later where they only add to a shade. */
  markSeat(seat: number, laterMs: number): void {
    const { map } = this.#scene;
    const x = map.seats.x[seat] ?? 0;
    const y = map.seats.y[seat] ?? 0;
    const around = map.pitchCm * 0.7;
    const spot = { left: x - around, right: x + around, top: y - around, bottom: y + around };
    const section = map.sections[map.seats.section[seat] ?? -1];
    const extent = this.detail === 'sections' && section !== undefined ? section.bounds : spot;
    for (const key of this.keysWithin(extent)) {
      const tile = this.#tiles.get(key);
      if (tile === undefined) continue;
      if (this.detail === 'seats' && tile.changed.size < CHANGED_MAX) tile.changed.add(seat);
      else tile.staleAt = Math.min(tile.staleAt, laterMs);
    }
  }

  /** Everything within looks different. */
  markWithin(bounds: Bounds, atMs: number): void {
    for (const tile of this.#tiles.values()) {
      if (intersects(tile.bounds, bounds)) tile.staleAt = Math.min(tile.staleAt, atMs);
    }
  }

  /** Everything looks different: what is in sight is painted again, the rest forgotten. */
  markAll(seen: Bounds): void {
    this.abandon();
    this.#atlas = this.#newAtlas();
    const visible = new Set(this.keysWithin(seen));
    for (const [key, tile] of this.#tiles) {
      if (visible.has(key)) tile.staleAt = 0;
      else this.#remove(key, tile);
    }
  }

  /** Forgets the farthest tiles beyond `tilesMax`. */
  trim(seen: Bounds, tilesMax: number): void {
    if (this.#tiles.size <= tilesMax) return;
    const visible = new Set(this.keysWithin(seen));
    const x = (seen.left + seen.right) / 2;
    const y = (seen.top + seen.bottom) / 2;
    const far = [...this.#tiles].filter(([key]) => !visible.has(key));
    const distance = ({ bounds }: Tile): number =>
      Math.hypot((bounds.left + bounds.right) / 2 - x, (bounds.top + bounds.bottom) / 2 - y);
    far.sort(([, a], [, b]) => distance(b) - distance(a));
    for (const [key, tile] of far.slice(0, this.#tiles.size - tilesMax)) this.#remove(key, tile);
  }

  #remove(key: number, tile: Tile): void {
    if (this.#begun?.key === key) this.#begun = undefined;
    tile.surface.dispose();
    this.#tiles.delete(key);
  }

  dispose(): void {
    for (const [key, tile] of this.#tiles) this.#remove(key, tile);
    this.element.remove();
  }
}
